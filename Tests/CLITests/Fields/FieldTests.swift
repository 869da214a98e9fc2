import Contract
import Testing

@testable import KoersCLI

@Suite("Options come from the contract")
struct FieldTests {
    private let fields = [
        Field(name: "displayName", kind: .text, isRequired: true),
        Field(name: "kind", kind: .text, allowed: ["welfare", "care"]),
        Field(name: "contractHoursPerWeek", kind: .integer),
        Field(name: "active", kind: .boolean),
        Field(name: "tags", kind: .list(of: .text)),
        Field(name: "settings", kind: .json),
        Field(name: "lines", kind: .list(of: .json)),
        Field(name: "ratio", kind: .number),
    ]

    private func values(_ words: String...) throws -> String {
        JSON.object(try FieldArguments(words: words, fields: fields).values).text
    }

    private func failure(_ words: String...) -> String? {
        do {
            _ = try FieldArguments(words: words, fields: fields, otherFlags: ["--profile"])
            return nil
        } catch {
            return error.outcome == .usage ? error.message : nil
        }
    }

    @Test("the contract builds in, and every resource command has its operations in it")
    func operations() {
        let catalogue = Catalogue.current
        #expect(!catalogue.endpoints.isEmpty)
        for path in ["/persons", "/teams", "/partners", "/challenges", "/programmes"] {
            #expect(catalogue["GET", path] != nil)
            #expect(catalogue["POST", path] != nil)
            #expect(catalogue["GET", path + "/{}"] != nil)
            #expect(catalogue["PATCH", path + "/{}"] != nil)
        }
        #expect(catalogue["GET", "/governance-rules"] != nil)
        #expect(catalogue["GET", "/journal"] != nil)
        #expect(catalogue["POST", "/programmes/{}/transitions"] != nil)
        #expect(catalogue["GET", "/challenges/{}/method-advice"] != nil)
    }

    @Test("what the server owns is no option")
    func serverOwned() throws {
        let body = try #require(Catalogue.current["POST", "/programmes"]).body
        #expect(body.map(\.name).contains("challengeId"))
        #expect(!body.map(\.name).contains("phase"))
        #expect(!body.map(\.name).contains("id"))
        #expect(body.first { $0.name == "decisionKinds" }?.kind == .list(of: .text))
        #expect(body.first { $0.name == "decisionKinds" }?.allowed.contains("grant_subsidy") == true)
        #expect(body.first { $0.name == "startDate" }?.format == "date")
    }

    @Test(
        "an option is the field's name in kebab-case",
        arguments: [("startDate", "--start-date"), ("oin", "--oin"), ("kvkNumber", "--kvk-number")]
    )
    func flags(name: String, flag: String) {
        #expect(Field(name: name, kind: .text).flag == flag)
    }

    @Test("what has a name is asked for by its name, and the contract's own name will do as well")
    func references() {
        let challenge = Field(name: "challengeId", kind: .text, format: "uuid")
        #expect(challenge.flag == "--challenge")
        #expect(challenge.placeholder == "<id|name>")
        #expect(["--challenge", "--challenge-id", "--challengeId"].allSatisfy(challenge.answers))
        #expect(!challenge.answers(to: "--challenger"))
        let predecessors = Field(name: "predecessorIds", kind: .list(of: .text), format: "uuid")
        #expect(predecessors.flag == "--predecessors")
        #expect(predecessors.placeholder == "<id|name,…>")
        #expect(Field(name: "visionId", kind: .text).flag == "--vision-id")
        #expect(Field(name: "clientId", kind: .text, format: "uuid").flag == "--client-id")
    }

    @Test("values become the JSON of their type")
    func typed() throws {
        #expect(
            try values("--display-name", "De Spil", "--contract-hours-per-week=36", "--no-active", "--ratio", "1.50")
                == #"{"displayName":"De Spil","contractHoursPerWeek":36,"active":false,"ratio":1.50}"#
        )
        #expect(try values("--active", "--tags", "a, b", "--tags", "c") == #"{"active":true,"tags":["a","b","c"]}"#)
        #expect(try values("--settings", #"{"days": 3}"#) == #"{"settings":{"days":3}}"#)
        #expect(try values("--lines", #"{"a":1}"#, "--lines", #"[{"a":2}]"#) == #"{"lines":[{"a":1},{"a":2}]}"#)
        #expect(try values("--displayName", "-", "--active", "false") == #"{"displayName":"-","active":false}"#)
        #expect(try values("--display-name=") == #"{"displayName":""}"#)
    }

    @Test("words by themselves stay apart from values, in any order")
    func positionals() throws {
        let arguments = try FieldArguments(words: ["--kind", "care", "ID", "--", "--x"], fields: fields)
        #expect(arguments.positionals == ["ID", "--x"])
    }

    @Test("a mistake is answered with what was meant")
    func mistakes() {
        #expect(failure("--dispaly-name", "x") == "unknown option --dispaly-name; did you mean --display-name?\n")
        #expect(failure("--profil") == "unknown option --profil; did you mean --profile?\n")
        #expect(failure("--zzzzzzzz") == "unknown option --zzzzzzzz. See --help.\n")
        #expect(
            failure("--kind", "wellfare")
                == "--kind cannot be \"wellfare\"; it is one of welfare, care. Did you mean welfare?\n"
        )
        #expect(
            failure("--contract-hours-per-week", "3.5")
                == "--contract-hours-per-week takes a whole number, not \"3.5\".\n"
        )
        #expect(failure("--display-name") == "--display-name needs a value: --display-name <text>\n")
        #expect(failure("--display-name", "--active") == "--display-name needs a value: --display-name <text>\n")
        #expect(failure("--kind", "care", "--kind", "care") == "--kind is given twice.\n")
        #expect(failure("--settings", "{") != nil)
        #expect(failure("--nm\u{1B}[2Je", "x")?.contains("\u{1B}") == false)
    }

    @Test("help lists each field with what it takes")
    func help() {
        let text = FieldHelp.rendered(Array(fields.prefix(3)), title: "FIELDS")
        #expect(
            text == """
                FIELDS:
                  --display-name <text>         (required)
                  --kind <text>                 One of: welfare, care.
                  --contract-hours-per-week <integer>
                """
        )
    }

    @Test("a word of koers api is a parameter or a member of the body, typed by the contract")
    func assignments() throws {
        let endpoint = try #require(Catalogue.current[id: "updateTeam"])
        let words = ["teamId=1", "name=Welzijn=zorg", "externalIds:={\"afas\":\"1\"}", "if-match=\"3\"", "dryRun=true"]
        let sorted = try Assignments(words, of: endpoint)
        #expect(JSON.object(sorted.members).text == #"{"name":"Welzijn=zorg","externalIds":{"afas":"1"}}"#)
        #expect(sorted.parameters["teamId"] == "1")
        #expect(sorted.parameters["If-Match"] == "\"3\"")
        #expect(sorted.parameters["dryRun"] == true)
        #expect(throws: Failure("updateTeam knows no nmae; did you mean name?\n", .usage)) {
            try Assignments(["nmae=x"], of: endpoint)
        }
    }
}
