import AsyncHTTPClient
import Contract
import Foundation
import NIOCore
import NIOHTTP1
import Storage
import Synchronization
import Testing

@Suite("32 clients promise, spend, give back and book at random, and are cut off at random")
struct MoneyStormTests {
    private static let clients = 32
    /// How much is done by all of them together; more by the environment.
    private static let operations =
        ProcessInfo.processInfo.environment["KOERS_MONEY_OPERATIONS"].flatMap { Int($0) } ?? 384

    @Test("Whatever was answered happened once: the ledger adds up to the cent, and no line goes below nothing", .koers)
    func storm() async throws {
        let koers = try Koers.current
        let client = koers.client
        var grounds: [Ground] = []
        for _ in 0..<3 { grounds.append(try await Self.ground(client)) }
        let storm = Storm(grounds: grounds)
        let started = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.clients {
                group.addTask {
                    for _ in 0..<(Self.operations / Self.clients) { try await storm.act(client) }
                }
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - started).components.seconds
        let tally = storm.tally.withLock { $0 }
        for ground in grounds {
            var (committed, realised): (Int64, Int64) = (0, 0)
            for line in ground.lines {
                let totals = try await client.totals(line).compactMap(\.self)
                #expect(totals[3] >= 0 && totals[1] >= 0, "\(totals)")
                committed += totals[1]
                realised += totals[2]
            }
            #expect(realised == tally.realised[ground.programme] ?? 0, "each answered realisation counts once")
            #expect(try await client.totals(ground.income)[2] == tally.received[ground.programme] ?? 0)
            let open = try await Self.all("\(ground.commitments)?fields=outstandingCents,amountCents", client)
            #expect(open.compactMap { $0["outstandingCents"]?.integer }.reduce(0, +) == committed)
            #expect(open.compactMap { $0["amountCents"]?.integer }.reduce(0, +) == tally.engaged[ground.programme] ?? 0)
        }
        try await koers.expectSoundLedger()
        if Self.operations > 1000 { print("money storm: \(tally.counts.sorted { $0.key < $1.key }), \(seconds) s") }
    }

    /// A programme with two lines of an adopted year, one of income, and a decision with room for everything.
    private static func ground(_ client: Caller) async throws -> Ground {
        let programme = try await client.makeProgramme()
        let income = try await client.makeFunds(1, programme: programme, ["direction": "income"])
        let funds = try await client.makeFunds(50_000_00, 50_000_00, programme: programme)
        let decision = try await client.decide(programme, "engage_commitment", ["amountCents": 1_000_000_000_000])
        return Ground(programme: programme, lines: funds.lines, income: income.line, decision: decision)
    }

    private static func all(_ target: String, _ client: Caller) async throws -> [JSON] {
        var rows: [JSON] = []
        var next: String? = target + "&limit=500"
        while let page = next {
            let answer = try await client.get(page).expect(200)
            rows += answer.results
            next = answer["next"]?.string
        }
        return rows
    }
}

/// Where the storm blows.
private struct Ground: Sendable {
    let programme: UUID
    let lines: [String]
    let income: String
    let decision: UUID

    var commitments: String { "/v1/programmes/\(programme.text)/commitments" }
}

private final class Storm: Sendable {
    struct Tally {
        var engaged: [UUID: Int64] = [:]
        var realised: [UUID: Int64] = [:]
        var received: [UUID: Int64] = [:]
        /// The commitments that were answered, with a line of each.
        var promises: [(ground: Int, path: String, line: String)] = []
        var counts: [String: Int] = [:]
    }

    let grounds: [Ground]
    let tally = Mutex(Tally())

    init(grounds: [Ground]) {
        self.grounds = grounds
    }

    func act(_ client: Caller) async throws {
        let promise = tally.withLock { $0.promises.randomElement() }
        switch (Int.random(in: 0..<20), promise) {
        case (0..<8, _), (_, nil): try await engage(client)
        case (8..<14, let promise?): try await realise(promise, client)
        case (14..<18, let promise?): try await release(promise, client)
        default: try await receive(client)
        }
    }

    private func engage(_ client: Caller) async throws {
        let index = Int.random(in: grounds.indices)
        let ground = grounds[index]
        let amounts = ground.lines.shuffled().prefix(Int.random(in: 1...2)).map { ($0, Int64.random(in: 1...4_000_00)) }
        let lines = amounts.map { line, cents -> JSON in
            ["budgetLineId": .string(String(line.suffix(36))), "amountCents": .cents(cents)]
        }
        let body = Body.commitment(ground.decision).with(["lines": .array(lines)])
        let answer = try await insist(client, ground.commitments, body)
        note("engage", answer, ["BUD-01"]) { tally in
            let path = "\(ground.commitments)/\(answer["id"]?.string ?? "")"
            tally.engaged[ground.programme, default: 0] += amounts.map(\.1).reduce(0, +)
            tally.promises.append((index, path, amounts[0].0))
        }
    }

    private func realise(_ promise: (ground: Int, path: String, line: String), _ client: Caller) async throws {
        let cents = Int64.random(in: -500_00...2_000_00)
        guard cents != 0 else { return }
        let answer = try await insist(client, "\(promise.path)/realisations", Body.realisation(promise.line, cents))
        note("realise", answer, ["BUD-07"]) { $0.realised[self.grounds[promise.ground].programme, default: 0] += cents }
    }

    private func release(_ promise: (ground: Int, path: String, line: String), _ client: Caller) async throws {
        let part: JSON = [
            "lines": [
                [
                    "budgetLineId": .string(String(promise.line.suffix(36))),
                    "amountCents": .cents(.random(in: 1...1_000_00)),
                ]
            ]
        ]
        let answer = try await insist(client, "\(promise.path)/release", Bool.random() ? part : [:])
        note("release", answer, ["BUD-07"]) { _ in }
    }

    private func receive(_ client: Caller) async throws {
        guard let ground = grounds.randomElement() else { return }
        let cents = Int64.random(in: 1...1_000_00)
        let answer = try await insist(client, "\(ground.income)/entries", Body.entry(cents, "receipt"))
        note("receive", answer, []) { $0.received[ground.programme, default: 0] += cents }
    }

    private func note(_ name: String, _ answer: Reply, _ rules: [String], _ book: (inout Tally) -> Void) {
        let isDone = (200..<300).contains(answer.status)
        let isRefused = answer.status == 409 && (answer.blockers == rules || answer.isNothingToDo)
        if !isDone, !isRefused { Issue.record("\(name): \(answer)") }
        tally.withLock { tally in
            tally.counts["\(name) \(answer.status)", default: 0] += 1
            if isDone { book(&tally) }
        }
    }

    /// Asks under one key until there is an answer; every third time the connection is cut before it can come.
    private func insist(_ client: Caller, _ target: String, _ body: JSON) async throws -> Reply {
        let key = UUID().text
        while true {
            let isCut = Int.random(in: 0..<3) == 0
            let patience = isCut ? TimeAmount.microseconds(.random(in: 200...30_000)) : .seconds(30)
            do {
                let answer = try await send(client, target, body, key, patience)
                guard answer.status == 409, answer.type.hasSuffix("idempotency-conflict") else { return answer }
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...10)))
            } catch  where isCut {
                tally.withLock { $0.counts["cut", default: 0] += 1 }
            }
        }
    }

    private func send(
        _ client: Caller,
        _ target: String,
        _ body: JSON,
        _ key: String,
        _ patience: TimeAmount
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: client.koers.address + target)
        request.method = .POST
        request.headers = [
            "Authorization": "Bearer \(client.token ?? "")", "Content-Type": "application/json", "Idempotency-Key": key,
        ]
        request.body = .bytes(ByteBuffer(bytes: body.bytes))
        let response = try await client.koers.http.execute(request, timeout: patience)
        let bytes = try await response.body.collect(upTo: 1024 * 1024)
        return Reply(status: Int(response.status.code), json: try JSON(parsing: Array(bytes.readableBytesView)))
    }
}

/// An answer that was not cut off.
private struct Reply: CustomStringConvertible {
    let status: Int
    let json: JSON

    subscript(name: String) -> JSON? { json[name] }
    var type: String { json["type"]?.string ?? "" }
    var isNothingToDo: Bool { type.hasSuffix("invalid-transition") }
    var blockers: [String] { (json["blockers"]?.array ?? []).compactMap { $0["rule"]?.string } }
    var description: String { "\(status) \(json.text)" }
}
