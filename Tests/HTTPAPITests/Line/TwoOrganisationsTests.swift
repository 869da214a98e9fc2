import Contract
import Domain
import Foundation
import Postgres
import Testing

@Suite("An organisation sees nothing of another", .koers)
struct TwoOrganisationsTests {
    @Test("Every operation on a record answers 404 to another organisation")
    func paths() async throws {
        let koers = try Koers.current
        let world = try await koers.client.makeWorld()
        let operations = koers.contract.operations.filter {
            $0.parameters.contains { $0.part == .path && $0.name != "slug" }
        }
        #expect(operations.count >= 13)
        for operation in operations {
            let answer = try #require(
                try await koers.stranger.ask(operation, of: world),
                "\(operation.id) has no request"
            )
            answer.expect(404, "not-found")
            let (target, body) = try #require(world.request(operation))
            for suffix in ["dryRun=true", "fields=id", "expand=challenge", "asOf=\(koers.clock.now.rfc3339)"] {
                let name = String(suffix.split(separator: "=")[0])
                guard operation.parameter(named: name, in: .query) != nil else { continue }
                guard name != "expand" || operation.id.contains("Programme") else { continue }
                let joined = target + (target.contains("?") ? "&" : "?") + suffix
                var fields = ["Content-Type": "application/json", "If-Match": "\"1\"", "If-None-Match": "\"1\""]
                fields = body == nil ? ["If-None-Match": "\"1\""] : fields
                try await koers.stranger.send(operation.method.name, joined, body: body?.bytes, fields: fields)
                    .expect(404, "not-found")
            }
        }
        for path in world.paths {
            let before = try await koers.client.get(path).expect(200)
            for tag in ["\"1\"", "*", nil] {
                let member = path.contains("persons") ? "displayName" : "name"
                try await koers.stranger.patch(path, [(member): "Overgenomen"], ifMatch: tag).expect(404, "not-found")
            }
            try await koers.stranger.get(path, ["If-None-Match": "*"]).expect(404)
            #expect(try await koers.client.get(path).expect(200).bytes == before.bytes)
        }
    }

    @Test("Asked for at the same moment by both, a record is seen by its own organisation alone")
    func sameMoment() async throws {
        let koers = try Koers.current
        let (mine, theirs) = (koers.client, koers.stranger)
        let paths = (
            "/v1/programmes/\(try await mine.makeProgramme().text)",
            "/v1/programmes/\(try await theirs.makeProgramme().text)"
        )
        let trips = koers.app.statistics.roundTrips
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<400 {
                let (own, other) = number.isMultiple(of: 2) ? (paths.0, paths.1) : (paths.1, paths.0)
                let caller = number.isMultiple(of: 2) ? mine : theirs
                group.addTask { try await caller.get(own).expect(200) }
                group.addTask { try await caller.get(other).expect(404, "not-found") }
            }
            try await group.waitForAll()
        }
        #expect(koers.app.statistics.roundTrips - trips < 800, "some must have shared a transaction of the database")
    }

    @Test("No list, filter, search or cursor shows a record of another organisation")
    func lists() async throws {
        let koers = try Koers.current
        let (mine, theirs) = (koers.client, koers.stranger)
        let mark = "wand\(nextNumber())"
        let world = try await mine.makeWorld()
        _ = try await mine.makeWorld()
        let own = try await theirs.makeWorld()
        let untouched = try await theirs.programme(own.programme)
        let ids = world.ids.map(\.text)
        for path in world.paths {
            let member = path.contains("persons") ? "displayName" : "name"
            let record = try await mine.patch(
                path,
                [(member): .string(mark), "externalIds": ["crm": .string(mark)]]
            ).expect(200).json
            let collection = "/v1/" + path.split(separator: "/")[1]
            var queries = [
                "", "?limit=500", "?search=\(mark)", "?externalId=crm:\(mark)", "?count=exact&search=\(mark)",
            ]
            let filters = [
                "teamId", "subject", "policyField", "kind", "kvkNumber", "chosenMethod", "code", "challengeId",
                "politicalSponsorId",
            ]
            for filter in filters {
                if let value = record[filter]?.string { queries.append("?\(filter)=\(encoded(value))") }
            }
            queries.append(
                "?createdAtFrom=\(record["createdAt"]?.string ?? "")&createdAtUntil=\(record["createdAt"]?.string ?? "")"
            )
            let operation = koers.contract.operations.first { "/v1" + $0.path == collection && $0.method == .get }
            let expandable = operation?.parameter(named: "expand", in: .query)
            if expandable != nil {
                queries.append(
                    collection.hasSuffix("persons") ? "?expand=team" : "?expand=challenge,politicalSponsor.team"
                )
            }
            for query in queries {
                let list = try await theirs.get(collection + query).expect(200)
                for id in ids { #expect(!list.text.contains(id), "\(collection)\(query)") }
                if query.contains("count") { #expect(list["totalCount"] == 0) }
            }
            let next = try #require(
                try await mine.get("\(collection)?limit=1&sort=createdAt").expect(200)["next"]?.string
            )
            let foreign = try await theirs.get(next).expect(200)
            for id in ids { #expect(!foreign.text.contains(id)) }
            let batch = try await theirs.post(
                "\(collection)/_batch",
                [
                    "requests": [
                        ["key": record["id"] ?? .null], ["filter": ["externalId": .string("crm:\(mark)")]],
                        ["filter": ["createdAtFrom": record["createdAt"] ?? .null]],
                    ]
                ]
            ).expect(200)
            #expect(batch.results.prefix(2) == [.null, []])
            for id in ids { #expect(!batch.text.contains(id)) }
        }
        #expect(try await theirs.programme(own.programme).bytes == untouched.bytes)
    }

    @Test("A body that names a record of another organisation names an unknown one")
    func bodies() async throws {
        let koers = try Koers.current
        let world = try await koers.client.makeWorld()
        let own = try await koers.stranger.makeWorld()
        let (challenge, person): (JSON, JSON) = (.string(world.challenge.text), .string(world.person.text))
        let programme = Body.programme(challenge: own.challenge)
        let creations: [(String, JSON, String)] = [
            ("persons", Body.person.with(["teamId": .string(world.team.text)]), "/teamId"),
            ("partners", Body.partner.with(["predecessorIds": [.string(world.partner.text)]]), "/predecessorIds/0"),
            ("programmes", programme.with(["challengeId": challenge]), "/challengeId"),
            ("programmes", programme.with(["politicalSponsorId": person]), "/politicalSponsorId"),
            ("programmes", programme.with(["officialSponsorId": person]), "/officialSponsorId"),
        ]
        for (collection, body, pointer) in creations {
            for query in ["", "?dryRun=true"] {
                let answer = try await koers.stranger.post("/v1/\(collection)\(query)", body).expect(
                    400,
                    "invalid-request"
                )
                #expect(answer.errors == ["\(pointer) unknown_reference"])
            }
        }
        let changes: [(String, JSON, String)] = [
            (own.paths[1], ["teamId": .string(world.team.text)], "/teamId"),
            (own.paths[2], ["predecessorIds": [.string(world.partner.text)]], "/predecessorIds/0"),
            (own.paths[4], ["politicalSponsorId": person], "/politicalSponsorId"),
            (own.paths[4], ["officialSponsorId": person], "/officialSponsorId"),
        ]
        for (path, body, pointer) in changes {
            let answer = try await koers.stranger.patch(path, body).expect(400, "invalid-request")
            #expect(answer.errors == ["\(pointer) unknown_reference"])
        }
    }

    @Test("What is unique in one organisation is free in another")
    func uniqueness() async throws {
        let koers = try Koers.current
        let number = nextNumber()
        for caller in [koers.client, koers.stranger] {
            let challenge = try await caller.makeChallenge()
            _ = try await caller.make(
                "programmes",
                Body.programme(challenge: challenge).with(["code": .string("SAME-\(number)")])
            )
            _ = try await caller.make("persons", Body.person.with(["subject": .string("same-\(number)")]))
            _ = try await caller.make("teams", Body.team.with(["externalIds": ["hr": .string("same-\(number)")]]))
        }
    }

    @Test("The journal tells of its own organisation only")
    func journal() async throws {
        let koers = try Koers.current
        let world = try await koers.client.makeWorld()
        _ = try await koers.stranger.makeWorld()
        var queries = [
            "", "&programmeId=\(world.programme.text)", "&actorId=\(koers.home.person?.text ?? "")",
            "&type=programme.created,team.created",
        ]
        queries += world.paths.map { "&subject=\(encoded($0))" }
        for query in queries {
            let entries = try await koers.stranger.get("/v1/journal?limit=500\(query)").expect(200)
            for id in world.ids + [koers.home.id] { #expect(!entries.text.contains(id.text), "\(query)") }
        }
        let next = try #require(try await koers.client.get("/v1/journal?limit=1&sort=sequence")["next"]?.string)
        let foreign = try await koers.stranger.get(next).expect(200)
        for id in world.ids + [koers.home.id] { #expect(!foreign.text.contains(id.text)) }
    }

    @Test("The organisation is always the caller's own")
    func organisation() async throws {
        let koers = try Koers.current
        #expect(try await koers.client.get("/v1/organisation").expect(200)["id"] == .string(koers.home.id.text))
        #expect(try await koers.stranger.get("/v1/organisation").expect(200)["id"] == .string(koers.other.id.text))
        try await koers.stranger.patch("/v1/organisation", ["settings": ["predictabilityThreshold": 1]]).expect(200)
        #expect(try await koers.client.get("/v1/organisation")["settings"]?["predictabilityThreshold"] == 80)
    }
}
