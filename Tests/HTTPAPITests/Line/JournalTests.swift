import Contract
import Domain
import Foundation
import Storage
import Testing

@Suite("The journal tells everything that happened, and whether someone touched it")
struct JournalTests {
    @Test("Every change has one entry with who, why, what and the record after it", .koers)
    func entries() async throws {
        let koers = try Koers.current
        let client = koers.client
        let team = try await client.post("/v1/teams", Body.team, ["Audit-Reason": "Nieuw beleid"]).expect(201)
        let path = try team.location
        let patched = try await client.patch(path, ["name": "Anders"]).expect(200)
        let programme = try await client.makeProgramme()
        let programmePath = "/v1/programmes/\(programme.text)"
        let stepped = try await client.post(
            "\(programmePath)/transitions",
            ["to": "rejected", "motivation": "Geen geld"],
            ["Audit-Reason": "Collegebesluit 12"]
        ).expect(200)
        let ofTeam = try await client.journal("&subject=\(encoded(path))")
        #expect(ofTeam.compactMap { $0["type"]?.string } == ["team.created", "team.updated"])
        #expect(ofTeam.map { $0["data"] } == [team.json, patched.json])
        #expect(ofTeam.map { $0["reason"] } == ["Nieuw beleid", .null])
        #expect(ofTeam.compactMap { $0["operationId"]?.string } == ["createTeam", "updateTeam"])
        #expect(ofTeam.map { $0["occurredAt"] } == [team["createdAt"], patched["updatedAt"]])
        for entry in ofTeam {
            #expect(entry["actorId"] == .string(try #require(koers.home.person).text))
            #expect(entry["programmeId"] == .null)
            #expect(entry["findings"] == [])
        }
        let ofProgramme = try await client.journal("&programmeId=\(programme.text)")
        #expect(ofProgramme.compactMap { $0["type"]?.string } == ["programme.created", "programme.rejected"])
        #expect(ofProgramme.last?["reason"] == "Geen geld\nCollegebesluit 12")
        #expect(ofProgramme.last?["data"] == stepped.json)
        #expect(ofProgramme.last?["subject"] == .string(programmePath))
        try await client.post("/v1/teams", Body.team, ["Audit-Reason": String(repeating: "x", count: 1001)]).expect(400)
        let longest = String(repeating: "x", count: 1000)
        let reasoned = try await client.post("/v1/teams", Body.team, ["Audit-Reason": longest]).expect(201)
        #expect(try await client.journal("&subject=\(encoded(try reasoned.location))")[0]["reason"] == .string(longest))
    }

    @Test("Sequence has no gaps, time never runs back, and each entry names the hash before it", .koers)
    func chain() async throws {
        let koers = try Koers.current
        for _ in 0..<3 { _ = try await koers.client.makeWorld() }
        try await koers.client.post("/v1/teams", Body.team.with(["name": ""])).expect(400)
        try await koers.client.get("/v1/teams/\(UUID().text)").expect(404)
        let entries = try await koers.client.journal()
        #expect(entries.compactMap { $0["sequence"]?.integer } == (1...Int64(entries.count)).map(\.self))
        #expect(
            entries.count == 3 + 3 * World.entries,
            "the organisation, its persons, and what was made; no refused request"
        )
        let times = entries.compactMap { $0["occurredAt"]?.string }
        #expect(times == times.sorted())
        #expect(entries[0]["previousHash"] == .string(String(repeating: "0", count: 64)))
        for (before, entry) in zip(entries, entries.dropFirst()) { #expect(entry["previousHash"] == before["hash"]) }
        let newest = try await koers.client.get("/v1/journal?limit=500").expect(200).results
        #expect(newest == entries.reversed(), "without sort the newest comes first")
        let from = try #require(entries[4]["occurredAt"]?.string)
        let until = try #require(entries[8]["occurredAt"]?.string)
        #expect(try await koers.client.journal("&from=\(from)&until=\(until)") == Array(entries[4...8]))
        #expect(try await koers.client.journal("&type=team.created,person.created").count == 8)
        #expect(try await whole(koers) == Int64(entries.count))
    }

    @Test("A refusal by the rules stands in the journal with its findings, in the language of the reader", .koers)
    func refusals() async throws {
        let koers = try Koers.current
        let client = koers.client
        let created = try await client.post("/v1/challenges", Body.challenge.with(["chosenMethod": "routine"])).expect(
            409
        )
        let challenge = try await client.makeChallenge(["structuralEffort": false])
        let programme = try await client.make("programmes", Body.programme(challenge: challenge)).id
        let stepped = try await client.step(programme, to: "formation", ["motivation": "Toch proberen"]).expect(409)
        let entries = try await client.journal("&type=challenge.refused,programme.refused")
        #expect(entries.map { $0["subject"] } == ["/v1/challenges", .string("/v1/programmes/\(programme.text)")])
        #expect(entries.map { $0["data"] } == [.null, .null])
        #expect(entries.last?["reason"] == "Toch proberen")
        for (entry, answer) in zip(entries, [created, stepped]) {
            let breached = entry["findings"]?.array?.filter { $0["status"] == "breached" }
            #expect(breached == answer["blockers"]?.array)
        }
        let english = try await client.get("/v1/journal?type=programme.refused", ["Accept-Language": "en"]).expect(200)
        let readiness = try await client.get(
            "/v1/programmes/\(programme.text)/readiness?to=formation",
            ["Accept-Language": "en"]
        ).expect(200)
        #expect(english.results[0]["findings"] == readiness["findings"])
        #expect(english.results[0]["findings"] != entries.last?["findings"])
        #expect(english.results[0]["hash"] == entries.last?["hash"])
        #expect(try await whole(koers) == 7)
    }

    @Test("A long page is sent in parts, and is what short ones say together", .koers)
    func longPages() async throws {
        let koers = try Koers.current
        let client = koers.client
        for _ in 0..<4 { _ = try await client.makeWorld() }
        let count = 3 + 4 * World.entries
        for sort in ["sequence", "-sequence"] {
            var short: [JSON] = []
            var next: String? = "/v1/journal?sort=\(sort)&limit=50"
            while let address = next {
                let page = try await client.get(address).expect(200)
                short += page.results
                next = page["next"]?.string
            }
            #expect(short.count == count)
            // Below and above what is sent at a time, on its border, all there is and more than that.
            for limit in [100, 101, 200, 201, count - 1, count, 500] {
                let long = try await client.get("/v1/journal?sort=\(sort)&limit=\(limit)").expect(200)
                #expect(long.results == Array(short.prefix(limit)))
                #expect((long.field("Content-Length") == nil) == (limit > 100), "only a long one is sent in parts")
                let address = long["next"]?.string
                #expect((address != nil) == (limit < count))
                #expect(long.field("Link") == address.map { "<\($0)>; rel=\"next\"" })
                guard let address else { continue }
                #expect(
                    try await client.get(address).expect(200).results == Array(short.dropFirst(limit).prefix(limit))
                )
            }
        }
        let (short, long) = ("/v1/journal?limit=100", "/v1/journal?limit=101")
        let inEnglish = try await client.get(short, ["Accept-Language": "en"]).expect(200).results
        #expect(try await client.get(long, ["Accept-Language": "en"]).results.prefix(100) == inEnglish[...])
        #expect(try await client.get("/v1/journal?type=team.archived&limit=500").expect(200).json == ["results": []])
        try await client.get("/v1/journal?limit=500&cursor=bm90aGluZwA").expect(400)
    }

    @Test(
        "Whoever holds a page need not read it again, until there is something new, or less",
        .koers,
        arguments: [50, 500]
    )
    func polls(limit: Int) async throws {
        let koers = try Koers.current
        let client = koers.client
        for _ in 0..<2 { _ = try await client.makeWorld() }
        let path = "/v1/journal?limit=\(limit)"
        func tag() async throws -> String { try #require(try await client.get(path).expect(200).field("ETag")) }
        let first = try await tag()
        #expect(first.hasPrefix("W/"))
        try await client.get(path, ["If-None-Match": first]).expect(304)
        try await client.get(path, ["If-None-Match": first, "Accept-Language": "en"]).expect(200)
        _ = try await client.make("teams", Body.team)
        try await client.get(path, ["If-None-Match": first]).expect(200)
        let second = try await tag()
        try await client.get(path, ["If-None-Match": second]).expect(304)
        // As the erasure of personal data leaves it.
        let newest = Int64(3 + 2 * World.entries + 1)
        try await koers.sql("update koers.journal_data set data = null where sequence = \(newest)")
        #expect(try await client.get(path, ["If-None-Match": second]).expect(200).results[0]["data"] == .null)
    }

    @Test("When the clock runs back the journal does not", .koers)
    func clockRunsBack() async throws {
        let koers = try Koers.current
        let first = try await koers.client.make("teams", Body.team)
        koers.clock.advance(by: .seconds(-3600))
        let second = try await koers.client.make("teams", Body.team)
        let changed = try await koers.client.patch(try first.location, ["name": "Anders"]).expect(200)
        let times = try await koers.client.journal().compactMap { $0["occurredAt"]?.string }
        #expect(times == times.sorted())
        #expect(times.last == first["createdAt"]?.string)
        #expect(changed["updatedAt"] == first["updatedAt"], "a record does not change before it was made")
        #expect(second["createdAt"]?.string ?? "" < first["createdAt"]?.string ?? "")
        #expect(try await whole(koers) == Int64(times.count))
    }

    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sql: String
        let found: (kind: JournalVerification.Breach.Kind, sequence: Int64)
    }

    /// The entries of the organisation, its two persons and one world.
    static let last = Int64(3 + World.entries)

    static let tamperings = [
        Tampering(
            testDescription: "another reason",
            sql: "update koers.journal set reason = 'x' where sequence = 4",
            found: (.changedEntry, 4)
        ),
        Tampering(
            testDescription: "another actor",
            sql: "update koers.journal set actor_id = null where sequence = 5",
            found: (.changedEntry, 5)
        ),
        Tampering(
            testDescription: "other findings",
            sql: "update koers.journal set findings_en = '[1]' where sequence = 4",
            found: (.changedEntry, 4)
        ),
        Tampering(
            testDescription: "an earlier time",
            sql: "update koers.journal set occurred_at = occurred_at - interval '1 day' where sequence = 4",
            found: (.timeRunsBack, 4)
        ),
        Tampering(
            testDescription: "a later time within its neighbours",
            sql: "update koers.journal set occurred_at = occurred_at + interval '1 millisecond' where sequence = 7",
            found: (.changedEntry, 7)
        ),
        Tampering(
            testDescription: "another record",
            sql: "update koers.journal_data set data = (data::jsonb || '{\"name\": \"x\"}')::json where sequence = 4",
            found: (.changedData, 4)
        ),
        Tampering(
            testDescription: "a hash that fits the changed record",
            sql: """
                update koers.journal_data set data = '{}' where sequence = 4;
                update koers.journal set data_hash = sha256('{}') where sequence = 4
                """,
            found: (.changedEntry, 4)
        ),
        Tampering(
            testDescription: "a whole entry forged, but not the chain after it",
            sql: """
                update koers.journal set reason = 'x' where sequence = 4;
                update koers.journal set hash = koers.journal_hash(previous_hash, sequence, occurred_at, effective_at, \
                type, subject, programme_id, actor_id, client_id, operation_id, request_id, reason, decision_id, \
                findings_nl, findings_en, data_hash) where sequence = 4
                """,
            found: (.brokenChain, 5)
        ),
        Tampering(
            testDescription: "a deleted entry",
            sql: "delete from koers.journal where sequence = 5",
            found: (.gap, 6)
        ),
        Tampering(
            testDescription: "a deleted first entry",
            sql: "delete from koers.journal where sequence = 1",
            found: (.gap, 2)
        ),
        Tampering(
            testDescription: "a deleted tail",
            sql: "delete from koers.journal where sequence > 6",
            found: (.missingTail, 7)
        ),
        Tampering(
            testDescription: "two hashes swapped",
            sql: """
                update koers.journal j set hash = o.hash from koers.journal o where j.sequence in (4, 5) \
                and o.sequence = 9 - j.sequence and o.organisation_id = j.organisation_id
                """,
            found: (.changedEntry, 4)
        ),
        Tampering(
            testDescription: "an entry added at the end",
            sql: """
                insert into koers.journal select organisation_id, sequence + 1, occurred_at, effective_at, type, subject, \
                programme_id, actor_id, client_id, operation_id, request_id, reason, decision_id, findings_nl, \
                findings_en, data_hash, previous_hash, hash from koers.journal where sequence = \(last)
                """,
            found: (.brokenChain, last + 1)
        ),
    ]

    @Test("Whatever is changed by hand is found, and where", .koers)
    func tampering() async throws {
        let koers = try Koers.current
        _ = try await koers.client.makeWorld()
        #expect(try await whole(koers) == Self.last)
        let other = try await koers.registry.verifyJournal(of: koers.other.id, at: koers.clock.now)
        try await koers.sql(
            "create table kept as table koers.journal; create table kept_data as table koers.journal_data"
        )
        let mine = "organisation_id = '\(koers.home.id.text)'"
        for tampering in Self.tamperings {
            try await koers.sql(
                tampering.sql.replacing("where sequence", with: "where \(mine) and sequence")
                    .replacing("where j.sequence", with: "where j.\(mine) and j.sequence")
            )
            let verification = try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now)
            #expect(verification.firstBreach?.kind == tampering.found.kind, "\(tampering.testDescription)")
            #expect(verification.firstBreach?.sequence == tampering.found.sequence, "\(tampering.testDescription)")
            let untouched = try await koers.registry.verifyJournal(of: koers.other.id, at: koers.clock.now)
            #expect(untouched == other, "the other organisation's journal is its own")
            try await koers.sql(
                """
                delete from koers.journal; delete from koers.journal_data;
                insert into koers.journal select * from kept; insert into koers.journal_data select * from kept_data
                """
            )
            #expect(try await whole(koers) == Self.last)
        }
        try await koers.sql("update koers.journal_data set data = null where \(mine) and sequence = 4")
        #expect(try await whole(koers) == Self.last, "an erased record leaves the chain whole")
    }

    /// How many entries the journal has; records an issue when the chain does not hold.
    private func whole(_ koers: Koers) async throws -> Int64 {
        let verification = try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now)
        #expect(verification.firstBreach == nil)
        return verification.entries
    }
}
