import Contract
import Testing

@testable import KoersCLI

@Suite("What lies under a programme is found by the names that people use", .timeLimit(.minutes(1)))
struct NestedTests {
    @Test("a list names its programme by code, by itself or as an option", arguments: [[], ["--programme"]])
    func listing(option: [String]) async throws {
        try await StubServer.run([
            .reply(200, body: try Course.programmes()), .reply(200, body: try Course.stakeholders()),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run(["stakeholders", "list"] + option + ["ITMDM-26", "-o", "csv"])
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(result.output.contains("Huisartsen De Linde"))
            #expect(
                server.asked.map(\.target) == [
                    "/v1/programmes?code=ITMDM-26&limit=1", "/v1/programmes/\(Course.programme)/stakeholders",
                ]
            )
            #expect(server.faults == [])
        }
    }

    @Test("a stakeholder is found by a part of its name, a vision by its number")
    func byName() async throws {
        let stakeholder = try Examples.answer("getStakeholder")
        let vision = try Examples.answer("getVision")
        try await StubServer.run([
            .reply(200, body: try Course.stakeholders()), .reply(200, body: stakeholder),
            .reply(200, body: try Course.visions((2, "adopted"))), .reply(200, body: vision),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let place = ["--programme", Course.programme, "-o", "json"]
            #expect(await user.run(["stakeholders", "show", "oeverw"] + place).outcome == .done)
            #expect(await user.run(["visions", "show", "2"] + place).outcome == .done)
            let path = "/v1/programmes/\(Course.programme)"
            #expect(
                server.asked.map(\.target) == [
                    "\(path)/stakeholders?limit=500", "\(path)/stakeholders/\(Course.oeverwijs)",
                    "\(path)/visions?number=2&limit=1", "\(path)/visions/\(Course.id(ofVision: 2))",
                ]
            )
            #expect(server.faults == [])
        }
    }

    @Test("a name that fits several is answered with all of them, one that fits none with where to look")
    func ambiguous() async throws {
        let stakeholders = try Course.stakeholders()
        try await StubServer.run(Array(repeating: .reply(200, body: stakeholders), count: 2)) { server in
            let user = CommandLineUser(url: server.url)
            let several = await user.run("stakeholders", "show", "e", "--programme", Course.programme)
            #expect(several.outcome == .usage)
            #expect(
                several.notes == """
                    Several fit e. Give the whole name or the id:
                      Schoolbestuur Oeverwijs  \(Course.oeverwijs)
                      Huisartsen De Linde      \(Course.linde)

                    """
            )
            let none = await user.run("stakeholders", "show", "x", "--programme", Course.programme, "--language", "nl")
            #expect(none.outcome == .notFound)
            #expect(
                none.notes == "Er is geen belanghebbende x. Zie: koers stakeholders list --programme <id|code>\n"
            )
        }
    }

    @Test("a measurement is found under its indicator, and that under its programme, each by its name")
    func underIndicator() async throws {
        let indicators = Examples.page([try Examples.answer("getIndicator")])
        let measurements = Examples.page([try Examples.answer("getMeasurement")])
        try await StubServer.run([
            .reply(200, body: try Course.programmes()), .reply(200, body: indicators),
            .reply(200, body: measurements),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("measurements", "list", "ITMDM-26", "--indicator", "eenzame", "-o", "csv")
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(result.output.contains(",12.4,2026-06-30,"))
            let path = "/v1/programmes/\(Course.programme)/indicators"
            #expect(
                server.asked.map(\.target).dropFirst() == [
                    "\(path)?limit=500", "\(path)/019e0b20-5a00-7c01-9b01-1b2c3d4e5f01/measurements",
                ]
            )
            #expect(server.faults == [])
        }
    }

    @Test("where a page does not hold all goals, the one of a name is searched for")
    func amongMany() async throws {
        let goal = try Examples.answer("getGoal")
        let many = Examples.page(
            try (0..<500).map { number in
                try Examples.answer("getGoal", changing: ["text": .string("Doel \(number)")])
            }
        )
        try await StubServer.run([
            .reply(200, body: many), .reply(200, body: Examples.page([goal])), .reply(200, body: goal),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("goals", "show", "contact", "--programme", Course.programme, "-o", "json")
            #expect(result.outcome == .done, "\(result.notes)")
            let path = "/v1/programmes/\(Course.programme)/goals"
            #expect(
                server.asked.map(\.target).prefix(2) == ["\(path)?limit=500", "\(path)?search=contact&limit=500"]
            )
            #expect(server.faults == [])
        }
    }

    @Test("a merge names the other goals by their texts, and sends their ids")
    func merge() async throws {
        let (heir, other) = ("019e0b12-2100-7b02-8a02-0a1b2c3d4e02", "019e0b12-2100-7b02-8a02-0a1b2c3d4e09")
        let goals = Examples.page([
            try Examples.answer("getGoal"),
            try Examples.answer("getGoal", changing: ["id": .string(other), "text": "Minder eenzaamheid"]),
        ])
        try await StubServer.run([
            .reply(200, body: goals), .reply(200, body: goals), .reply(200, body: try Examples.answer("mergeGoals")),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run(
                ["goals", "merge", "contact", "--programme", Course.programme, "--goals", "eenzaamheid"]
                    + ["--motivation", "Hetzelfde doel"]
            )
            #expect(result.outcome == .done, "\(result.notes)")
            let sent = try #require(server.asked.last)
            #expect(sent.target == "/v1/programmes/\(Course.programme)/goals/\(heir)/merge")
            #expect(sent.body == #"{"goalIds":["\#(other)"],"motivation":"Hetzelfde doel"}"#)
            #expect(server.faults == [])
        }
    }

    @Test("a word that cannot name the thing is a mistake, before anything is asked")
    func impossible() async throws {
        try await StubServer.run([]) { server in
            let user = CommandLineUser(url: server.url)
            let vision = await user.run("visions", "update", "two", "--programme", Course.programme, "--statement", "x")
            #expect(vision.outcome == .usage)
            #expect(vision.notes.hasPrefix("Name the vision by its ID|NUMBER; two is none. Find it with: koers "))
            let nowhere = await user.run("stakeholders", "list")
            #expect(nowhere.outcome == .usage)
            #expect(
                nowhere.notes
                    == "Which programme? Give --programme <id|code>. Find it with: koers programmes list\n"
            )
            let unnamed = await user.run("visions", "transition", "--programme", "X", "--to", "adopted")
            #expect(unnamed.notes.hasPrefix("Which vision? Give its ID|NUMBER. Find it with: koers visions list"))
            #expect(server.asked.isEmpty)
        }
    }

    @Test("endorse finds the vision that counts and the stakeholder, and sends their ids")
    func endorse() async throws {
        let endorsement = try Examples.answer("createEndorsement", status: 201)
        try await StubServer.run([
            .reply(200, body: try Course.programmes()),
            .reply(200, body: try Course.visions((1, "superseded"), (2, "adopted"), (3, "seeking_support"))),
            .reply(200, body: try Course.stakeholders()),
            .reply(201, headers: ["Location": "/v1/programmes/x"], body: endorsement),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run(
                "endorse",
                "--programme",
                "ITMDM-26",
                "--stakeholder",
                "Oeverwijs",
                "--stance",
                "endorsed"
            )
            #expect(result.outcome == .done, "\(result.notes)")
            let sent = try #require(server.asked.last)
            #expect(
                sent.target
                    == "/v1/programmes/\(Course.programme)/visions/\(Course.id(ofVision: 2))/endorsements"
            )
            #expect(sent.body == #"{"stakeholderId":"\#(Course.oeverwijs)","stance":"endorsed"}"#)
            #expect(sent.headers["idempotency-key"] != nil)
            #expect(server.faults == [])
        }
    }

    @Test(
        "the vision that is meant is the adopted one, else the latest that seeks support, else the latest",
        arguments: [
            (["adopted", "seeking_support", "draft"], 1), (["superseded", "seeking_support", "draft"], 2),
            (["superseded", "superseded", "draft"], 3), (["seeking_support", "seeking_support", "superseded"], 2),
        ] as [([String], Int64)]
    )
    func standard(statuses: [String], expected: Int64) throws {
        let visions = statuses.enumerated().map { index, status -> JSON in
            ["number": .number(NumberText(Int64(index + 1))), "status": .string(status)]
        }
        #expect(Visions.standard?.choice(visions)?["number"]?.integer == expected)
        #expect(Visions.standard?.choice([]) == nil)
    }

    @Test("a stakeholder is removed with a motivation and confirmed without a word more")
    func removal() async throws {
        let stakeholder = try Examples.answer("getStakeholder")
        try await StubServer.run(Array(repeating: .reply(200, body: stakeholder), count: 2)) { server in
            let user = CommandLineUser(url: server.url)
            let place = [Course.oeverwijs, "--programme", Course.programme]
            let unmotivated = await user.run(["stakeholders", "remove"] + place)
            #expect(unmotivated.notes == "Still needed: --motivation <text>\n")
            let removed = await user.run(["stakeholders", "remove"] + place + ["--motivation", "Gefuseerd"])
            #expect(removed.outcome == .done, "\(removed.notes)")
            let confirmed = await user.run(["stakeholders", "confirm-removal"] + place)
            #expect(confirmed.outcome == .done, "\(confirmed.notes)")
            let path = "/v1/programmes/\(Course.programme)/stakeholders/\(Course.oeverwijs)/removal"
            #expect(server.asked.map(\.target) == [path, path + "/confirmation"])
            #expect(server.asked.map(\.body) == [#"{"motivation":"Gefuseerd"}"#, "{}"])
            #expect(server.faults == [])
        }
    }

    @Test("a vision that goes back to draft is shown as the new number")
    func backToDraft() async throws {
        let draft = try Examples.answer("getVision", changing: ["number": 3, "status": "draft"])
        try await StubServer.run([
            .reply(201, headers: ["Location": "/v1/programmes/x/visions/y"], body: draft)
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run(
                "visions",
                "transition",
                Course.vision,
                "--programme",
                Course.programme,
                "--to",
                "draft",
                "--motivation",
                "Twee voorbehouden"
            )
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(result.output.contains("status:           draft\n"))
            #expect(result.output.contains("number:           3\n"))
            #expect(server.faults == [])
        }
    }

    @Test("a filter and a member take a name where the contract takes an id")
    func references() async throws {
        let person = try Examples.answer("getPerson", changing: ["displayName": "Partnermanager"])
        let personID = try #require(JSON(parsing: person)["id"]?.string)
        let stakeholder = try Examples.answer("createStakeholder", status: 201)
        try await StubServer.run([
            .reply(200, body: Examples.page([person])),
            .reply(201, headers: ["Location": "/v1/programmes/x"], body: stakeholder),
            .reply(200, body: try Course.programmes()),
            .reply(200, body: Examples.page([])),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let created = await user.run(
                "stakeholders",
                "create",
                "--programme",
                Course.programme,
                "--name",
                "Huurdersraad",
                "--category",
                "residents",
                "--representative",
                "partnerman",
                "--no-required"
            )
            #expect(created.outcome == .done, "\(created.notes)")
            #expect(server.asked.first?.target == "/v1/persons?search=partnerman&limit=500")
            let sent = try JSON(parsing: server.asked[1].body)
            #expect(sent["representativeId"]?.string == personID)
            #expect(sent["required"]?.bool == false)
            #expect(await user.run("journal", "--programme", "ITMDM-26").outcome == .done)
            #expect(server.asked.last?.target == "/v1/journal?programmeId=\(Course.programme)")
            #expect(server.faults == [])
        }
    }

    @Test("people see names beside ids, programs see what the contract says")
    func names() async throws {
        let endorsement = try Examples.answer("getEndorsement")
        var row = try #require(JSON(parsing: endorsement).object)
        let stakeholder = try JSON(parsing: try Examples.answer("getStakeholder", changing: ["name": "De Linde"]))
        row["_expand"] = ["stakeholder": stakeholder, "givenBy": nil]
        let shown = JSON.object(row).text
        try await StubServer.run([
            .reply(200, body: Examples.page([shown])), .reply(200, body: Examples.page([endorsement])),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let words = ["endorsements", "list", "--programme", Course.programme, "--vision", Course.vision]
            let table = await user.run(words)
            #expect(table.output.contains("  De Linde  "), "\(table.notes)")
            #expect(server.asked.last?.target.hasSuffix("/endorsements?expand=stakeholder%2CgivenBy") == true)
            let csv = await user.run(words + ["-o", "csv"])
            #expect(csv.outcome == .done)
            #expect(server.asked.last?.target.hasSuffix("/endorsements") == true)
            #expect(server.faults == [])
        }
    }
}
