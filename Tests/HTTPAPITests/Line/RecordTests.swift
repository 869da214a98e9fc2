import Contract
import Domain
import Foundation
import Testing

@Suite("Records are kept as they were sent", .koers)
struct RecordTests {
    /// Everything that a client may send, by collection.
    private func fullBodies() async throws -> [(collection: String, body: JSON)] {
        let client = try Koers.current.client
        let world = try await client.makeWorld()
        let number = nextNumber()
        return [
            (
                "teams",
                [
                    "name": "Team Wijk", "policyField": "Wmo", "description": "Drie wijken",
                    "externalIds": ["hr": .string("t\(number)")],
                ]
            ),
            (
                "persons",
                [
                    "displayName": "Bram Smit", "function": "Wethouder", "teamId": .string(world.team.text),
                    "contractHoursPerWeek": 32, "subject": .string("sub-\(number)"), "email": "bram@lindemeer.example",
                    "active": false,
                    "actsFor": [["body": "college", "fromDate": "2026-01-01", "untilDate": "2026-12-31"]],
                    "externalIds": ["hr": .string("p\(number)"), "idp": .string("q\(number)")],
                ]
            ),
            (
                "partners",
                [
                    "name": "Stichting Samen", "kind": "youth_work", "kvkNumber": "12345678",
                    "predecessorIds": [.string(world.partner.text)], "active": false,
                    "externalIds": ["crm": .string("c\(number)")],
                ]
            ),
            (
                "challenges",
                [
                    "name": "Energiearmoede", "description": "Regel een\nRegel twee", "predictability": 0,
                    "strategicGoalSet": true, "structuralEffort": true, "steeringParties": 2,
                    "chosenMethod": "programme", "motivation": "Volgt het advies",
                    "externalIds": ["zaak": .string("z\(number)")],
                ]
            ),
            (
                "programmes",
                [
                    "code": .string("FULL-\(number)"), "name": "Warm wonen", "description": "Alle huizen",
                    "challengeId": .string(world.challenge.text), "politicalSponsorId": .string(world.person.text),
                    "officialSponsorId": .string(world.person.text), "commission": "De opdracht",
                    "governance": "Een stuurgroep", "decisionKinds": ["grant_subsidy", "other"],
                    "startDate": "2026-02-28", "endDate": "2028-02-29",
                    "externalIds": ["zaak": .string("z\(number)")],
                ]
            ),
        ]
    }

    @Test("A record with every member is answered, read and listed with the same members")
    func everyMember() async throws {
        let client = try Koers.current.client
        for (collection, body) in try await fullBodies() {
            let created = try await client.make(collection, body)
            for (member, value) in body.object ?? .init() {
                #expect(created[member] == value, "\(collection).\(member)")
            }
            #expect(created["version"] == 1)
            #expect(created["createdAt"] == created["updatedAt"])
            #expect(created.etag == "\"1\"")
            let location = try created.location
            #expect(location == "/v1/\(collection)/\(try created.id.text)")
            let read = try await client.get(location).expect(200)
            #expect(read.bytes == created.bytes, "GET answers what POST answered")
            let listed = try await client.get("/v1/\(collection)?limit=500").expect(200)
            #expect(listed.results.contains(read.json))
        }
    }

    @Test("The fewest members give the defaults of the contract, and null where there is nothing")
    func defaults() async throws {
        let client = try Koers.current.client
        let team = try await client.make("teams", Body.team)
        #expect(team["description"] == .null)
        #expect(team["externalIds"] == [:])
        let person = try await client.make("persons", Body.person)
        #expect(person["active"] == true)
        #expect(person["actsFor"] == [])
        for member in ["teamId", "subject", "email"] { #expect(person[member] == .null) }
        let partner = try await client.make("partners", Body.partner)
        #expect(partner["active"] == true)
        #expect(partner["predecessorIds"] == [])
        #expect(partner["kvkNumber"] == .null)
        let challenge = try await client.make("challenges", Body.challenge)
        for member in ["description", "chosenMethod", "motivation"] { #expect(challenge[member] == .null) }
        let programme = try await client.make("programmes", Body.programme(challenge: challenge.id))
        #expect(programme["phase"] == "exploration")
        #expect(programme["supportStatus"] == "none")
        #expect(programme["decisionKinds"] == ["engage_commitment"])
        for member in [
            "description", "supportDeadlineDate", "politicalSponsorId", "officialSponsorId", "commission", "governance",
            "startDate", "endDate", "mainGoalId", "visionId",
        ] {
            #expect(programme[member] == .null, "\(member)")
        }
    }

    @Test("A patch changes what it names, clears what it nulls, and leaves the rest")
    func patches() async throws {
        let client = try Koers.current.client
        for (collection, body) in try await fullBodies() {
            let created = try await client.make(collection, body)
            let clearable: [String: [String]] = [
                "teams": ["description"], "persons": ["teamId", "subject", "email"], "partners": ["kvkNumber"],
                "challenges": ["description", "chosenMethod", "motivation"],
                "programmes": [
                    "description", "politicalSponsorId", "officialSponsorId", "commission", "governance", "startDate",
                    "endDate",
                ],
            ]
            var change: JSON = [:]
            for member in clearable[collection] ?? [] { change = change.with([(member): .null]) }
            let patched = try await client.patch(try created.location, change, ifMatch: "\"1\"").expect(200)
            #expect(patched["version"] == 2)
            #expect(patched.etag == "\"2\"")
            #expect(patched["updatedAt"]?.string ?? "" > created["updatedAt"]?.string ?? "")
            for (member, value) in created.json.object ?? .init() where !["version", "updatedAt"].contains(member) {
                let isCleared = clearable[collection]?.contains(member) ?? false
                #expect(patched[member] == (isCleared ? .null : value), "\(collection).\(member)")
            }
            #expect(try await client.get(try created.location).bytes == patched.bytes)
        }
    }

    @Test("A patch that changes nothing leaves version and journal alone")
    func unchanged() async throws {
        let client = try Koers.current.client
        let team = try await client.make("teams", Body.team)
        let path = try team.location
        for change in [[:], ["name": "Team Jeugd"], ["externalIds": [:]]] as [JSON] {
            let patched = try await client.patch(path, change).expect(200)
            #expect(patched.bytes == team.bytes)
        }
        #expect(try await client.journal("&subject=\(encoded(path))").count == 1)
    }

    @Test("The organisation's settings change one by one")
    func settings() async throws {
        let client = try Koers.current.client
        let before = try await client.get("/v1/organisation").expect(200)
        #expect(before["settings"]?["predictabilityThreshold"] == 80)
        let after = try await client.patch(
            "/v1/organisation",
            ["settings": ["vacancyWorkingDays": 25]],
            ifMatch: before.etag
        ).expect(200)
        #expect(after["settings"]?["vacancyWorkingDays"] == 25)
        #expect(after["settings"]?["predictabilityThreshold"] == 80)
        try await client.patch("/v1/organisation", ["settings": ["minimumDirectionParticipants": 1]])
            .expect(400, "invalid-request")
    }

    @Test("A member that must have a value cannot be cleared")
    func requiredMembers() async throws {
        let client = try Koers.current.client
        let world = try await client.makeWorld()
        let members = [
            ["name", "policyField", "externalIds"],
            ["displayName", "function", "contractHoursPerWeek", "active", "actsFor", "externalIds"],
            ["name", "kind", "predecessorIds", "active", "externalIds"],
            ["name", "predictability", "strategicGoalSet", "structuralEffort", "steeringParties", "externalIds"],
            ["code", "name", "decisionKinds", "externalIds"],
        ]
        for (path, members) in zip(world.paths + ["/v1/organisation"], members + [["name", "settings", "externalIds"]])
        {
            var change: JSON = [:]
            for member in members { change = change.with([(member): .null]) }
            let refused = try await client.patch(path, change).expect(400, "invalid-request")
            #expect(refused.errors == members.map { "/\($0) type" }.sorted())
        }
        let setting = try await client.patch("/v1/organisation", ["settings": ["vacancyWorkingDays": .null]])
        #expect(setting.expect(400).errors == ["/settings/vacancyWorkingDays type"])
    }

    @Test("An id is the same in capitals, in the path and in the body")
    func capitals() async throws {
        let koers = try Koers.current
        let world = try await koers.client.makeWorld()
        for path in world.paths {
            let parts = path.split(separator: "/").map(String.init)
            let capitals = "/v1/\(parts[1])/\(parts[2].uppercased())"
            let record = try await koers.client.get(path).expect(200)
            #expect(try await koers.client.get(capitals).expect(200).bytes == record.bytes)
            let now = koers.clock.now.rfc3339
            #expect(try await koers.client.get("\(capitals)?asOf=\(now)").expect(200).bytes == record.bytes)
        }
        let person = "/v1/persons/\(world.person.text)"
        let same = try await koers.client.patch(person, ["teamId": .string(world.team.text.uppercased())]).expect(200)
        #expect(same["version"] == 1, "nothing changed")
        #expect(same["teamId"] == .string(world.team.text))
    }

    @Test("External ids are added and removed one by one, and found")
    func externalIDs() async throws {
        let client = try Koers.current.client
        let number = nextNumber()
        let team = try await client.make(
            "teams",
            Body.team.with(["externalIds": ["hr": .string("a\(number)"), "crm": .string("b\(number)")]])
        )
        let path = try team.location
        let patched = try await client.patch(
            path,
            ["externalIds": ["hr": .null, "zaak": .string("c:\(number)")]]
        ).expect(200)
        #expect(patched["externalIds"] == ["crm": .string("b\(number)"), "zaak": .string("c:\(number)")])
        #expect(try await client.get("/v1/teams?externalId=zaak:c:\(number)").results == [patched.json])
        #expect(try await client.get("/v1/teams?externalId=hr:a\(number)").results == [])
        try await client.get("/v1/teams?externalId=hr").expect(400, "invalid-request")
    }

    @Test("An external id is one record's within its system and kind")
    func externalIDConflict() async throws {
        let client = try Koers.current.client
        let ids: JSON = ["externalIds": ["hr": .string("same-\(nextNumber())")]]
        _ = try await client.make("teams", Body.team.with(ids))
        try await client.post("/v1/teams", Body.team.with(ids)).expect(409, "conflict")
        let second = try await client.make("teams", Body.team)
        try await client.patch(try second.location, ids).expect(409, "conflict")
        _ = try await client.make("partners", Body.partner.with(ids))
    }

    @Test("A code of a programme and a subject of a person are used once, also by a patch")
    func uniqueMembers() async throws {
        let client = try Koers.current.client
        let challenge = try await client.makeChallenge()
        let first = Body.programme(challenge: challenge)
        _ = try await client.make("programmes", first)
        try await client.post("/v1/programmes", first).expect(409, "conflict")
        let second = try await client.make("programmes", Body.programme(challenge: challenge))
        try await client.patch(try second.location, ["code": first["code"] ?? .null]).expect(409, "conflict")
        let subject: JSON = ["subject": .string("sub-\(nextNumber())")]
        _ = try await client.make("persons", Body.person.with(subject))
        try await client.post("/v1/persons", Body.person.with(subject)).expect(409, "conflict")
        let person = try await client.make("persons", Body.person)
        try await client.patch(try person.location, subject).expect(409, "conflict")
    }

    @Test("Emoji, right-to-left text and new lines come back byte for byte")
    func text() async throws {
        let client = try Koers.current.client
        for text in [
            "👩‍👩‍👧‍👦🏳️‍🌈", "مرحبا بالعالم‏ ab", "één\ntwee\r\n\tdrie", "\"\\/\u{8}\u{c}\u{1F}", "e\u{301}",
            "\u{FEFF}x\u{10FFFF}",
        ] {
            let team = try await client.make("teams", Body.team.with(["description": .string(text)]))
            let read = try await client.get(try team.location)["description"]?.string ?? ""
            #expect(Array(read.utf8) == Array(text.utf8))
        }
        let longest = String(repeating: "👍", count: 200)
        #expect(try await client.make("teams", Body.team.with(["name": .string(longest)]))["name"] == .string(longest))
        let tooLong = try await client.post("/v1/teams", Body.team.with(["name": .string(longest + "x")]))
        #expect(tooLong.expect(400).errors == ["/name max_length"])
    }

    @Test("Days that the calendar has are accepted, others are not")
    func dates() async throws {
        let client = try Koers.current.client
        let programme = try await client.make("programmes", Body.programme(challenge: client.makeChallenge()))
        let path = try programme.location
        for day in ["2027-02-28", "2028-02-29", "2000-02-29", "2027-12-31", "0001-01-01", "9999-12-31"] {
            #expect(try await client.patch(path, ["startDate": .string(day)]).expect(200)["startDate"] == .string(day))
        }
        for day in [
            "2027-02-29", "2100-02-29", "2027-02-31", "2027-04-31", "2027-12-32", "2027-13-01", "27-01-01", "2027-1-1",
            "2027-01-01T00:00:00Z", "", "infinity", "0000-01-01", "２０２７-01-01",
        ] {
            let answer = try await client.patch(path, ["startDate": .string(day)]).expect(400)
            #expect(answer.errors == ["/startDate format"], "\(day)")
        }
    }
}
