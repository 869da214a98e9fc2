import Contract
import Foundation
import Storage
import Testing

@Suite("A list of goals is read in, all of them or none", .koers)
struct GoalImportTests {
    private let list: JSON = [
        "goals": [
            ["key": "D", "parentKey": "E", "kind": "goal", "text": "Elke wijk een kamer"],
            ["key": "E", "parentKey": "H", "kind": "effect", "text": "Contact", "policyField": "welzijn"],
            ["key": "H", "kind": "main_goal", "text": "Iedereen doet mee"],
        ]
    ]
    private let table = """
        key;parentKey;kind;text;policyField
        D;E;goal;Elke wijk een kamer;
        E;H;effect;Contact;welzijn
        H;;main_goal;Iedereen doet mee;
        """

    private func send(
        _ client: Caller,
        _ programme: UUID,
        csv: String,
        query: String = "",
        fields: [String: String] = [:]
    ) async throws -> Answer {
        try await client.send(
            "POST",
            "/v1/programmes/\(programme.text)/goals/_import\(query)",
            body: Array(csv.utf8),
            fields: fields.merging(["Content-Type": "text/csv"]) { first, _ in first }
        )
    }

    @Test("JSON and CSV make the same tree, whatever the order of the rows, and the main goal is the programme's")
    func both() async throws {
        let client = try Koers.current.client
        let first = try await client.makeProgramme()
        let second = try await client.makeProgramme()
        let json = try await client.post("/v1/programmes/\(first.text)/goals/_import", list).expect(201)
        let csv = try await send(client, second, csv: table).expect(201)
        for (programme, answer) in [(first, json), (second, csv)] {
            #expect(answer["text"] == "Iedereen doet mee")
            #expect(try answer.location == "/v1/programmes/\(programme.text)/goals/\(try answer.id.text)")
            #expect(try await client.programme(programme)["mainGoalId"]?.string == (try answer.id.text))
            let tree = try await client.get("/v1/programmes/\(programme.text)/goal-tree").expect(200).json
            let effect = tree["effects"]?.array?.first
            #expect(effect?["text"] == "Contact" && effect?["policyField"] == "welzijn")
            #expect(effect?["goals"]?.array?.map { $0["text"] } == ["Elke wijk een kamer"])
            let entries = try await client.journal("&programmeId=\(programme.text)&type=goal.created")
            #expect(entries.count == 3)
        }
    }

    @Test("Goals are added under those of the programme, and of no other")
    func under() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let followed = try await client.makeFollowedEffect(of: programme)
        let other = try await client.makeFollowedEffect(of: try await client.makeProgramme())
        let row = "goal,Een doel,\(followed.effect.text)"
        try await send(client, programme, csv: "kind,text,parentId\n\(row)\n").expect(201)
        let foreign = try await send(
            client,
            programme,
            csv: "kind,text,parentId\n\(row)\ngoal,Nog een,\(other.effect.text)\n"
        )
        #expect(foreign.expect(400).errors == ["/goals/1/parentId unknown_reference"])
    }

    @Test("Every error is told at once, with its row and column, and nothing is kept")
    func errors() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let shapes = try await send(
            client,
            programme,
            csv: "key,kind,text,extra\nA,main_goal,Doel,x\nB,taak,,\n,goal,\(String(repeating: "x", count: 501)),\n"
        )
        #expect(
            shapes.expect(400).errors == [
                "/goals/0/extra unknown", "/goals/1/kind enum", "/goals/1/text required", "/goals/2/text max_length",
            ]
        )
        let keys = try await send(
            client,
            programme,
            csv: """
                key,parentKey,parentId,kind,text
                A,B,,goal,In een kring
                B,A,,goal,Terug
                A,,,goal,Dubbel
                C,X,,goal,Nergens
                D,A,\(programme.text),goal,Allebei
                """
        )
        #expect(
            keys.expect(400).errors == [
                "/goals/2/key unique_items", "/goals/3/parentKey unknown_reference", "/goals/4/parentId unknown",
            ]
        )
        let circle = try await send(client, programme, csv: "key,parentKey,kind,text\nA,B,goal,x\nB,A,goal,y\n")
        #expect(
            circle.expect(400).errors == [
                "/goals/0/parentKey unknown_reference", "/goals/1/parentKey unknown_reference",
            ]
        )
        for broken in ["", "kind,text\n\"goal,x", "kind,kind\n", "kind,text\ngoal,x,y,z"] {
            let answer = try await send(client, programme, csv: broken)
            #expect(answer.status == 400 && answer.problem == "invalid-request", "\(answer)")
        }
        try await send(client, programme, csv: "kind,text\n").expect(400)
        let goals = try await client.get("/v1/programmes/\(programme.text)/goals").expect(200).results
        #expect(goals.isEmpty)
    }

    @Test("The rules judge the list as a whole, and name the goals that they refuse")
    func rules() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        _ = try await client.makeFollowedEffect(of: programme)
        let refused = try await send(
            client,
            programme,
            csv:
                "key,parentKey,kind,text\nH,,main_goal,Nog een\nG,H,goal,Doel\n,G,effect,Misplaatst\n,,goal,Los\nS,H,statutory_task,Taak\n"
        )
        #expect(refused.expect(409, "governance-refused").blockers == ["CRS-01", "CRS-03"])
        let reasons = (refused["blockers"]?.array ?? []).compactMap { $0["reason"]?.string }
        for number in [1, 3, 4] {
            #expect(reasons.first?.contains("Doel \(number) van de lijst: ") == true, "\(reasons)")
        }
        #expect(reasons.last?.contains("Doel 5 van de lijst: ") == true)
        let goals = try await client.get("/v1/programmes/\(programme.text)/goals").expect(200).results
        #expect(goals.count == 2)
    }

    @Test("A dry run only says so, and the same key twice adds once")
    func once() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let dry = try await send(client, programme, csv: table, query: "?dryRun=true").expect(200)
        #expect(dry["allowed"] == true)
        #expect(try await client.get("/v1/programmes/\(programme.text)/goals").expect(200).results.isEmpty)
        let key = ["Idempotency-Key": "\"\(UUID().text)\""]
        let first = try await send(client, programme, csv: table, fields: key).expect(201)
        let again = try await send(client, programme, csv: table, fields: key).expect(201)
        #expect(again.bytes == first.bytes && again.field("Idempotent-Replayed") == "true")
        let goals = try await client.get("/v1/programmes/\(programme.text)/goals").expect(200).results
        #expect(goals.count == 3)
    }

    @Test("As many as fit are kept in one go, and not one more than ten thousand")
    func many() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let rows = (1...10_000).map { number in
            "\(number),\(number <= 20 ? "H" : String(number / 20)),\(number <= 20 ? "effect" : "goal"),Doel \(number)"
        }
        let head = "key,parentKey,kind,text\nH,,main_goal,Alles\n"
        let more = try await send(client, programme, csv: head + rows.joined(separator: "\n"))
        #expect(more.expect(400).errors == ["/goals max_items"])
        try await send(client, programme, csv: head + rows.dropLast().joined(separator: "\n")).expect(201)
        let goals = "/v1/programmes/\(programme.text)/goals"
        let answer = try await client.get("\(goals)?count=exact&limit=1").expect(200)
        #expect(answer["totalCount"]?.integer == 10_000)
        let found = try await client.get("\(goals)?search=9876").expect(200)
        #expect(found.results.map { $0["text"] } == ["Doel 9876"])

        let entries = try await client.journal("&programmeId=\(programme.text)&type=goal.created")
        #expect(entries.count == 500)
        for entry in entries {
            #expect(entry["subject"]?.string == "\(goals)/\(entry["data"]?["id"]?.string ?? "")")
        }
        let koers = try Koers.current
        #expect(try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now).firstBreach == nil)
    }
}
