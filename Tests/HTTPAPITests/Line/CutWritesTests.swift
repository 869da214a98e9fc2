import Contract
import Foundation
import Storage
import TestSupport
import Testing

@Suite("A write whose database connection is cut, wherever that is, has one effect once its client is answered")
struct CutWritesTests {
    private static let cuts = 1000
    /// The same seed cuts the same connections at the same bytes.
    private static let seed: UInt64 = 2026

    @Test(
        "A thousand cuts at random bytes: every write is kept once, with one entry in a journal that is whole",
        .timeLimit(.minutes(10))
    )
    func randomCuts() async throws {
        let gate = try await TestCluster.shared().gate()
        defer { gate.close() }
        try await Koers.lease(gate: gate) { koers in
            gate.cut { Self.cut(number: $0) }
            gate.cutAll()
            let deadline = ContinuousClock.now + .seconds(480)
            let writers = try await withThrowingTaskGroup(of: Writer.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        var writer = Writer(number: number, client: koers.client)
                        while gate.traffic.count(where: \.wasCut) < Self.cuts, ContinuousClock.now < deadline {
                            try await writer.makeAndChangeTeam()
                        }
                        return writer
                    }
                }
                return try await group.reduce(into: [Writer]()) { $0.append($1) }
            }
            #expect(gate.traffic.count(where: \.wasCut) >= Self.cuts)
            gate.cut { _ in nil }
            gate.cutAll()
            let isBack = await eventually { try await koers.client.get("/v1/teams?limit=1").status == 200 }
            #expect(isBack)
            try await Self.check(koers, writers)
        }
    }

    /// What the clients were told, held against what is there.
    private static func check(_ koers: Koers, _ writers: [Writer]) async throws {
        let told = writers.flatMap(\.teams).sorted { $0.path < $1.path }
        let expected = told.map { "\($0.path)|\($0.version)" }.joined(separator: "\n")
        let rows = try await koers.sql(
            "SELECT '/v1/teams/' || id, version FROM koers.team WHERE name LIKE 'Ploeg %' ORDER BY 1"
        )
        #expect(rows == expected, "every creation made one team, and every change one version")
        let entries = try await koers.sql(
            "SELECT subject, count(*) FROM koers.journal WHERE type LIKE 'team.%' GROUP BY subject ORDER BY 1"
        )
        #expect(entries == expected, "every version has one entry")
        let keys = try await koers.sql("SELECT count(*) FROM koers.idempotency_key")
        #expect(keys == "\(writers.map(\.keys).reduce(0, +))")
        #expect(try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now).firstBreach == nil)
        // The cuts did hit: before the effect, at the COMMIT, and after it.
        for (hits, number) in [
            ("away", writers.map(\.unavailable)), ("unknown", writers.map(\.unknown)),
            ("replayed", writers.map(\.replayed)),
        ] {
            #expect(number.reduce(0, +) >= 10, "\(hits): \(number)")
        }
    }

    /// Somewhere in the first few requests of a connection, its opening included; each way as often as the other.
    private static func cut(number: Int) -> Gate.Cut {
        var random = SplitMix(state: seed &+ UInt64(number) << 32)
        let direction = random.next(below: 2) == 0 ? Gate.Direction.toServer : .toClient
        let bytes = random.next(below: direction == .toServer ? 12_000 : 6000)
        return Gate.Cut(direction, after: bytes, random.next(below: 2) == 0 ? .reset : .orderly)
    }
}

/// A client that writes one thing after another, each under its own key, and asks again until it is told the outcome.
private struct Writer: Sendable {
    let number: Int
    let client: Caller
    /// Every team that it was told of, at the version that it was told.
    var teams: [(path: String, version: Int64)] = []
    var keys = 0
    var unavailable = 0
    /// Of them those that were not told whether it happened.
    var unknown = 0
    var replayed = 0

    init(number: Int, client: Caller) {
        self.number = number
        self.client = client
    }

    mutating func makeAndChangeTeam() async throws {
        let client = client
        let name: JSON = .string("Ploeg \(number)-\(teams.count)")
        let made = try await settle { try await client.post("/v1/teams", Body.team.with(["name": name]), $0) }
        let path = try made.expect(201).location
        var version: Int64 = 1
        for _ in 0..<4 {
            let tag = "\"\(version)\""
            let field: JSON = .string("Jeugd \(version)")
            let changed = try await settle { try await client.patch(path, ["policyField": field], ifMatch: tag, $0) }
            changed.expect(200)
            version += 1
            #expect(changed["version"]?.integer == version)
        }
        teams.append((path, version))
    }

    /// Sends the same request with the same key until the answer says what became of it.
    private mutating func settle(_ send: ([String: String]) async throws -> Answer) async throws -> Answer {
        keys += 1
        let key = ["Idempotency-Key": "\"writer-\(number)-\(keys)\""]
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let answer = try await send(key)
            switch (answer.status, answer.problem) {
            case (503, "unavailable"?):
                unavailable += 1
                if answer["detail"]?.string?.contains("Idempotency-Key") == true { unknown += 1 }
                #expect(answer.field("Retry-After") != nil)
            case (409, "idempotency-conflict"?): break
            default:
                if answer.field("Idempotent-Replayed") == "true" { replayed += 1 }
                return answer
            }
            guard ContinuousClock.now < deadline else { return answer }
            // A client that comes back sooner than it is asked to, but not at once.
            try await Task.sleep(for: .milliseconds(Int.random(in: 2...20)))
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
private struct SplitMix {
    var state: UInt64

    mutating func next(below bound: UInt64) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % bound)
    }
}
