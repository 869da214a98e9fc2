import Contract
import Foundation
import Testing

@Suite("A client chooses what it reads", .koers)
struct SelectionTests {
    @Test("fields answers those members and the id, for one record and in a list")
    func fields() async throws {
        let client = try Koers.current.client
        let world = try await client.makeWorld()
        for path in world.paths {
            let whole = try await client.get(path).expect(200)
            for members in [["version"], ["externalIds", "createdAt"], ["id"]] {
                let picked = try await client.get("\(path)?fields=\(members.joined(separator: ","))").expect(200)
                let expected = members.contains("id") ? members : ["id"] + members
                #expect(Set(picked.json.object?.keys ?? []) == Set(expected))
                for member in expected { #expect(picked[member] == whole[member]) }
            }
            let collection = path.split(separator: "/")[1]
            let list = try await client.get("/v1/\(collection)?fields=version&limit=500").expect(200)
            #expect(list.results.contains(["id": whole["id"] ?? .null, "version": whole["version"] ?? .null]))
            for query in ["fields=bogus", "fields=", "fields=id,id", "fields=organisation_id", "fields=id'--"] {
                try await client.get("\(path)?\(encodedQuery(query))").expect(400, "invalid-request")
            }
        }
        #expect(try await client.get("/v1/organisation?fields=oin").expect(200).json.object?.count == 2)
    }

    @Test("expand adds related records, two levels deep")
    func expand() async throws {
        let client = try Koers.current.client
        let world = try await client.makeWorld()
        let path = "/v1/programmes/\(world.programme.text)"
        let challenge = try await client.get("/v1/challenges/\(world.challenge.text)").json
        let person = try await client.get("/v1/persons/\(world.person.text)").json
        let team = try await client.get("/v1/teams/\(world.team.text)").json
        let one = try await client.get("\(path)?expand=challenge,politicalSponsor,officialSponsor").expect(200)
        #expect(
            one["_expand"] == ["challenge": challenge, "politicalSponsor": person, "officialSponsor": .null]
        )
        let two = try await client.get("\(path)?expand=politicalSponsor.team,officialSponsor.team").expect(200)
        #expect(
            two["_expand"] == ["politicalSponsor": person.with(["_expand": ["team": team]]), "officialSponsor": .null]
        )
        let listed = try await client.get(
            "/v1/programmes?expand=challenge&challengeId=\(world.challenge.text)"
        ).expect(200)
        #expect(listed.results.first?["_expand"] == ["challenge": challenge])
        let members = try await client.get("/v1/persons?expand=team&teamId=\(world.team.text)").expect(200)
        #expect(members.results == [person.with(["_expand": ["team": team]])])
        let slim = try await client.get("\(path)?expand=challenge&fields=code").expect(200)
        #expect(slim["_expand"] == ["challenge": challenge])
        for query in [
            "challenge.programme", "politicalSponsor.team.lead", "team", "", "mainGoal.parent", "challenge,challenge",
        ] {
            try await client.get("\(path)?expand=\(query)").expect(400, "invalid-request")
        }
    }

    @Test("expand leaves out what the token may not read")
    func expandWithoutScope() async throws {
        let koers = try Koers.current
        let world = try await koers.client.makeWorld()
        let course = koers.client(["course:read"])
        let path = "/v1/programmes/\(world.programme.text)"
        let query = "expand=challenge,politicalSponsor.team"
        let one = try await course.get("\(path)?\(query)").expect(200)
        #expect(one["_expand"]?.object?.keys == ["challenge"])
        let listed = try await course.get("/v1/programmes?\(query)&challengeId=\(world.challenge.text)").expect(200)
        #expect(listed.results.first?["_expand"]?.object?.keys == ["challenge"])
        let nothing = try await course.get("\(path)?expand=politicalSponsor").expect(200)
        #expect(nothing["politicalSponsorId"] == .string(world.person.text))
        #expect(nothing["_expand"]?.object?.isEmpty ?? true)
    }

    @Test("A search finds folded words and their beginnings, and all of them")
    func search() async throws {
        let client = try Koers.current.client
        let mark = "q\(nextNumber())x"
        let team = try await client.make(
            "teams",
            ["name": .string("Zórgéén Überplan \(mark)"), "policyField": "Jeugd", "description": "Ĳssel & Straße"]
        )
        _ = try await client.make("teams", ["name": .string("Anders \(mark)"), "policyField": "Jeugd"])
        for words in ["zorgeen", "ZORG", "uber", "überplan", "zorg uber", "uber, zorg!", "jeu zorg", "stras"] {
            let found = try await client.get("/v1/teams?search=\(encoded(words + " " + mark))").expect(200)
            #expect(found.results == [team.json], "\(words)")
        }
        for words in ["orgeen", "zorg anders", "uberplannen", "zorg' OR '1'='1"] {
            let found = try await client.get("/v1/teams?search=\(encoded(words + " " + mark))").expect(200)
            #expect(found.results == [], "\(words)")
        }
        try await client.patch(try team.location, ["name": .string("Hernoemd \(mark)")]).expect(200)
        #expect(try await client.get("/v1/teams?search=zorgeen%20\(mark)").results == [])
        #expect(try await client.get("/v1/teams?search=hernoemd%20\(mark)").results.count == 1)
        for bad in ["", "%20", "%00", String(repeating: "a", count: 201)] {
            try await client.get("/v1/teams?search=\(bad)").expect(400, "invalid-request")
        }
        #expect(try await client.get("/v1/teams?search=%25%21").expect(200).results == [], "nothing to look for")
    }

    @Test("Filters are alternatives within one, and all hold together")
    func filters() async throws {
        let client = try Koers.current.client
        let challenge = try await client.makeChallenge(["predictability": 41, "steeringParties": 7])
        let sponsor = try await client.makePerson()
        let first = try await client.make(
            "programmes",
            Body.programme(challenge: challenge).with([
                "startDate": "2027-01-01", "endDate": "2027-06-30", "politicalSponsorId": .string(sponsor.text),
            ])
        )
        let second = try await client.make(
            "programmes",
            Body.programme(challenge: challenge).with(["startDate": "2027-02-01"])
        )
        let third = try await client.make("programmes", Body.programme(challenge: challenge))
        try await client.step(third.id, to: "formation").expect(200)
        let ids = [try first.id.text, try second.id.text, try third.id.text]
        func found(_ query: String) async throws -> [Int] {
            let answer = try await client.get("/v1/programmes?challengeId=\(challenge.text)&\(query)").expect(200)
            return answer.results.compactMap { row in ids.firstIndex { .string($0) == row["id"] } }
        }
        let code = try #require(first["code"]?.string)
        let expected: [String: [Int]] = [
            "phase=formation": [2], "phase=exploration,formation": [0, 1, 2], "phase=closed": [],
            "startDateFrom=2027-01-01": [0, 1], "startDateFrom=2027-01-02": [1], "startDateUntil=2027-01-01": [0],
            "startDateFrom=2027-01-01&startDateUntil=2027-01-01": [0], "endDateFrom=2027-06-30": [0],
            "endDateUntil=2027-06-29": [], "politicalSponsorId=\(sponsor.text)": [0],
            "politicalSponsorId=\(UUID().text),\(sponsor.text.uppercased())": [0],
            "officialSponsorId=\(sponsor.text)": [],
            "code=\(code)": [0], "code=\(code),NONE": [0], "code=\(code)&phase=formation": [],
            "supportStatus=none": [0, 1, 2], "supportStatus=carried,eroded": [],
            "createdAtFrom=\(second["createdAt"]?.string ?? "")": [1, 2],
            "createdAtUntil=\(second["createdAt"]?.string ?? "")": [0, 1],
            "updatedAtFrom=2030-01-01T00:00:00Z": [], "sort=-createdAt": [2, 1, 0],
        ]
        for (query, rows) in expected { #expect(try await found(query) == rows, "\(query)") }
        for query in [
            "phase=", "phase=done", "phase=formation&phase=closed", "startDateFrom=2027-02-30", "challengeID=1",
            "limit=0", "limit=501", "limit=9223372036854775808", "limit=ten", "count=all", "sort=phase", "sort=",
            "sort=name,name,name,name", "createdAtFrom=2027-01-01", "code=%C3%28", "code=%", "sort=name;drop",
        ] {
            try await client.get("/v1/programmes?\(query)").expect(400, "invalid-request")
        }
        let others: [String: [JSON]] = [
            "challenges?predictabilityFrom=41&predictabilityUntil=41&steeringPartiesFrom=7&steeringPartiesUntil=7": [
                .string(challenge.text)
            ],
            "challenges?strategicGoalSet=false&predictabilityFrom=41&predictabilityUntil=41": [],
            "challenges?chosenMethod=routine": [],
        ]
        for (target, ids) in others {
            #expect(
                try await client.get("/v1/\(target)").expect(200).results.compactMap { $0["id"] } == ids,
                "\(target)"
            )
        }
        let partner = try await client.make("partners", Body.partner.with(["kvkNumber": "87654321", "active": false]))
        #expect(
            try await client.get("/v1/partners?kvkNumber=87654321&active=false&kind=welfare,care").results == [
                partner.json
            ]
        )
        #expect(try await client.get("/v1/partners?kvkNumber=87654321&active=true").results == [])
    }

    private func encodedQuery(_ query: String) -> String { query.replacing("'", with: "%27") }
}
