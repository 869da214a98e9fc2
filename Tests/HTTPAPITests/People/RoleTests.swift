import Contract
import Domain
import Foundation
import Testing

@Suite("A role lies in a programme or in the organisation itself", .koers)
struct RoleTests {
    @Test("Each role is in the list of its own place, and has one address")
    func oneAddress() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let elsewhere = try await client.makeProgramme()
        let inside = try await client.makeRole(of: programme)
        let above = try await client.makeRole()
        let places = [
            ("/v1/programmes/\(programme.text)/roles", inside), ("/v1/programmes/\(elsewhere.text)/roles", nil),
            ("/v1/roles", above),
        ]
        for (collection, own) in places {
            let ids = try await client.get("\(collection)?limit=500").expect(200).results.map { $0["id"] }
            for role in [inside, above] {
                let path = "\(collection)/\(role.text)"
                #expect(ids.contains(.string(role.text)) == (role == own), "\(path)")
                let status = role == own ? 200 : 404
                try await client.get(path).expect(status)
                try await client.get("\(path)?asOf=\(try Koers.current.clock.now.rfc3339)").expect(status)
                try await client.patch(path, ["critical": true]).expect(status)
            }
        }
        let batch = try await client.post(
            "/v1/roles/_batch",
            [
                "requests": [
                    ["key": .string(inside.text)], ["key": .string(above.text)], ["filter": ["kind": ["other"]]],
                ]
            ]
        ).expect(200)
        #expect(batch.results[0] == .null && batch.results[1]["id"] == .string(above.text))
        let found = batch.results[2].array?.map { $0["id"] } ?? []
        #expect(found.contains(.string(above.text)) && !found.contains(.string(inside.text)))
    }

    @Test("The journal tells of both with the same word, each at its own path")
    func journal() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let inside = try await client.makeRole(of: programme)
        let above = try await client.makeRole()
        let path = "/v1/programmes/\(programme.text)/roles/\(inside.text)"
        let told = try await client.journal("&type=role.created&subject=\(encoded(path))")
        #expect(told.count == 1 && told[0]["programmeId"] == .string(programme.text))
        #expect(told[0]["data"]?["programmeId"] == .string(programme.text))
        let top = try await client.journal("&type=role.created&subject=\(encoded("/v1/roles/\(above.text)"))")
        #expect(top.count == 1 && top[0]["programmeId"] == .null && top[0]["data"]?["programmeId"] == .null)
    }

    @Test("A list is paged, filtered and put in order in both places, and its cursor is of one of them")
    func lists() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        for place in [programme, nil] {
            let mark = "q\(nextNumber())x"
            let deputy = try await client.makePerson()
            for name in ["B", "A", "C"] {
                _ = try await client.makeRole(
                    name == "C" ? "budget_holder" : "other",
                    of: place,
                    [
                        "name": .string("\(name) \(mark)"), "critical": .bool(name == "A"),
                        "deputyPersonId": .string(deputy.text), "externalIds": ["hr": .string("\(name)-\(mark)")],
                    ]
                )
            }
            let collection = "/v1/" + client.collection("roles", of: place)
            let query = "\(collection)?search=\(mark)&sort=name"
            let first = try await client.get("\(query)&limit=2&count=exact").expect(200)
            #expect(first.results.map { $0["name"]?.string?.first } == ["A", "B"] && first["totalCount"] == 3)
            let next = try #require(first["next"]?.string)
            #expect(try await client.get(next).expect(200).results.map { $0["name"]?.string?.first } == ["C"])
            let cursor = next.split(separator: "cursor=")[1]
            let other = "/v1/" + client.collection("roles", of: place == nil ? programme : nil)
            try await client.get("\(other)?search=\(mark)&sort=name&cursor=\(cursor)").expect(400)
            for filter in ["critical=true", "kind=budget_holder", "externalId=hr:C-\(mark)"] {
                let found = try await client.get("\(query)&\(filter)").expect(200)
                #expect(found.results.count == 1, "\(filter)")
            }
            let deputised = try await client.get(
                "\(query)&deputyPersonId=\(deputy.text)&expand=deputyPerson.team"
            ).expect(200)
            #expect(deputised.results.count == 3)
            #expect(deputised.results[0]["_expand"]?["deputyPerson"]?["id"] == .string(deputy.text))
        }
    }

    @Test("The organisation itself has no sponsor, programme manager, goal owner or effort leader")
    func kinds() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        for kind in ["political_sponsor", "official_sponsor", "programme_manager", "goal_owner", "effort_leader"] {
            #expect(try await client.post("/v1/roles", Body.role(kind)).expect(400).errors == ["/kind enum"])
            let levels = kind == "programme_manager" ? try await client.askedOfManager() : [:]
            _ = try await client.makeRole(kind, of: programme, levels)
        }
        for kind in ["programme_controller", "partner_manager", "budget_holder", "other"] {
            for place in [programme, nil] { _ = try await client.makeRole(kind, of: place) }
        }
    }

    @Test("A programme has one role of each kind of sponsor, also when two are added at once")
    func sponsors() async throws {
        let client = try Koers.current.client
        for kind in ["political_sponsor", "official_sponsor"] {
            let programme = try await client.makeProgramme()
            let path = "/v1/" + client.collection("roles", of: programme)
            async let first = client.post(path, Body.role(kind))
            async let second = client.post(path, Body.role(kind))
            let answers = try await [first, second]
            #expect(answers.map(\.status).sorted() == [201, 409])
            #expect(answers.first { $0.status == 409 }?.problem == "conflict")
            _ = try await client.makeRole(kind, of: try await client.makeProgramme())
        }
    }

    @Test("A role asks competences that there are, each once, and keeps them as the contract writes them")
    func competences() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let own = try await client.make("competences", Body.competence)["code"] ?? .null
        let foreign = try await koers.stranger.make("competences", Body.competence)["code"] ?? .null
        let collection = "/v1/" + client.collection("roles", of: programme)
        let refused = try await client.post(
            collection,
            Body.role().with([
                "requiredCompetences": [
                    ["competence": own, "level": 3], ["competence": foreign, "level": 3],
                    ["competence": "nobody", "level": 1],
                    ["competence": own, "level": 4],
                ]
            ])
        ).expect(400)
        #expect(
            refused.errors == [
                "/requiredCompetences/1/competence unknown_reference",
                "/requiredCompetences/2/competence unknown_reference", "/requiredCompetences/3/competence unique_items",
            ]
        )
        for level in [0, 6] as [JSON] {
            let body = Body.role().with(["requiredCompetences": [["competence": own, "level": level]]])
            #expect(try await client.post(collection, body).expect(400).errors.count == 1)
        }
        let levels: JSON = [["level": 3, "competence": own]]
        let role = try await client.post(collection, Body.role().with(["requiredCompetences": levels])).expect(201)
        #expect(role["requiredCompetences"]?[0]?.object?.keys == ["competence", "level"])
        let same = try await client.patch(try role.location, ["requiredCompetences": levels]).expect(200)
        #expect(same["version"] == 1)
        let wrong = try await client.patch(
            try role.location,
            ["requiredCompetences": [["competence": foreign, "level": 1]]]
        ).expect(400)
        #expect(wrong.errors == ["/requiredCompetences/0/competence unknown_reference"])
        let emptied = try await client.patch(try role.location, ["requiredCompetences": []]).expect(200)
        #expect(emptied["requiredCompetences"] == [] && emptied["version"] == 2)
    }

    @Test("What a role is for and the code of a competence never change")
    func fixed() async throws {
        let client = try Koers.current.client
        let role = try await client.makeRole()
        #expect(
            try await client.patch("/v1/roles/\(role.text)", ["kind": "other"]).expect(400).errors == [
                "/kind read_only"
            ]
        )
        let body = Body.competence
        let competence = try await client.make("competences", body).location
        #expect(try await client.patch(competence, ["code": "other_code"]).expect(400).errors == ["/code read_only"])
        #expect(try await client.post("/v1/competences", body).expect(409, "conflict").text.contains("code"))
        for code in ["Flexibility", "1a", "a", "a-b", ""] {
            let answer = try await client.post("/v1/competences", ["code": .string(code), "name": "x"]).expect(400)
            #expect(answer.errors.contains("/code pattern"), "\(code)")
        }
    }
}
