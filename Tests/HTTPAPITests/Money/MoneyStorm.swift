import Contract
import Foundation
import Synchronization
import Testing

/// What the clients of a storm do, each thing at random, and what the answers add up to.
final class MoneyStorm: Sendable {
    struct Tally {
        /// By programme.
        var engaged: [UUID: Int64] = [:]
        var realised: [UUID: Int64] = [:]
        var received: [UUID: Int64] = [:]
        /// What transfers and amendments added to a line, by its path.
        var moved: [String: Int64] = [:]
        /// The commitments that were answered.
        var promises: [Promise] = []
        var counts: [String: Int] = [:]
    }

    /// A commitment, and one of its lines.
    struct Promise {
        let programme: UUID
        let path: String
        let line: String
    }

    private let grounds: [StormGround]
    private let kept = Mutex(Tally())

    init(over grounds: [StormGround]) {
        self.grounds = grounds
    }

    var tally: Tally { kept.withLock { $0 } }

    func act(_ client: Caller) async throws {
        guard let ground = grounds.randomElement() else { return }
        let promise = kept.withLock { $0.promises.randomElement() }
        switch (Int.random(in: 0..<24), promise) {
        case (0..<2, _): try await transfer(on: ground, client)
        case (2..<5, _): try await amend(ground, client)
        case (5..<7, _): try await receive(on: ground, client)
        case (7..<12, let promise?): try await realise(promise, client)
        case (12..<16, let promise?): try await release(promise, client)
        default: try await engage(on: ground, client)
        }
    }

    private func engage(on ground: StormGround, _ client: Caller) async throws {
        let amounts = ground.lines.shuffled().prefix(Int.random(in: 1...2)).map { ($0, Int64.random(in: 1...4_000_00)) }
        let lines = amounts.map { line, cents -> JSON in
            ["budgetLineId": .line(line), "amountCents": .cents(cents)]
        }
        let body = Body.commitment(ground.decisions.promise).with(["lines": .array(lines)])
        let engaged = try await insist("engage", client, ground.commitments, body, refusals: ["BUD-01"])
        guard let location = try engaged?.location else { return }
        kept.withLock { tally in
            tally.engaged[ground.programme, default: 0] += amounts.map(\.1).reduce(0, +)
            tally.promises.append(Promise(programme: ground.programme, path: location, line: amounts[0].0))
        }
    }

    private func realise(_ promise: Promise, _ client: Caller) async throws {
        let cents = Int64.random(in: -500_00...2_000_00)
        guard cents != 0 else { return }
        let target = "\(promise.path)/realisations"
        let body = Body.realisation(promise.line, cents)
        let spent = ["BUD-07", "invalid-transition"]
        guard try await insist("realise", client, target, body, refusals: spent) != nil else { return }
        kept.withLock { $0.realised[promise.programme, default: 0] += cents }
    }

    private func release(_ promise: Promise, _ client: Caller) async throws {
        let line: JSON = ["budgetLineId": .line(promise.line), "amountCents": .cents(.random(in: 1...1_000_00))]
        let body: JSON = Bool.random() ? ["lines": [line]] : [:]
        let spent = ["BUD-07", "invalid-transition"]
        _ = try await insist("release", client, "\(promise.path)/release", body, refusals: spent)
    }

    private func receive(on ground: StormGround, _ client: Caller) async throws {
        let cents = Int64.random(in: 1...1_000_00)
        guard try await insist("receive", client, "\(ground.income)/entries", Body.entry(cents, "receipt")) != nil
        else { return }
        kept.withLock { $0.received[ground.programme, default: 0] += cents }
    }

    /// From proposal to booking, the budget holders agreeing in any order.
    private func transfer(on ground: StormGround, _ client: Caller) async throws {
        let cents = Int64.random(in: 1...5_000_00)
        let lines = ground.lines.shuffled()
        let body = Body.transfer((lines[0], -cents), (lines[1], cents))
        guard let path = try await insist("propose", client, "/v1/budget-transfers", body)?.location else { return }
        for holder in ground.holders.shuffled() {
            _ = try await insist("agree", holder, "\(path)/agreements", [:])
        }
        let step: JSON = ["to": "booked", "decisionId": .string(ground.decisions.transfer.text)]
        guard try await insist("book", client, "\(path)/transitions", step, refusals: ["BUD-04"]) != nil else { return }
        kept.withLock { tally in
            tally.moved[lines[0], default: 0] -= cents
            tally.moved[lines[1], default: 0] += cents
        }
    }

    private func amend(_ ground: StormGround, _ client: Caller) async throws {
        let cents = Int64.random(in: -5_000_00...5_000_00)
        guard cents != 0, let line = ground.lines.randomElement() else { return }
        let body = Body.amendment(line, cents, ground.decisions.amendment)
        guard try await insist("amend", client, "/v1/budget-amendments", body, refusals: ["BUD-04"]) != nil
        else { return }
        kept.withLock { $0.moved[line, default: 0] += cents }
    }

    /// Asks until there is an answer, and counts it.
    ///
    /// - Parameter refusals: The rules and problems for which it may be refused; whatever else is an issue.
    /// - Returns: The answer where it was done.
    private func insist(
        _ name: String,
        _ client: Caller,
        _ target: String,
        _ body: JSON,
        refusals: [String] = []
    ) async throws -> Answer? {
        let (answer, cuts) = try await client.insist(target, body)
        kept.withLock { tally in
            tally.counts["\(name) \(answer.status)", default: 0] += 1
            tally.counts["cut", default: 0] += cuts
        }
        guard answer.status >= 300 else { return answer }
        let reasons = answer.problem == "governance-refused" ? answer.blockers : [answer.problem ?? ""]
        if answer.status != 409 || reasons.count != 1 || !refusals.contains(reasons[0]) {
            Issue.record("\(name): \(answer)")
        }
        return nil
    }
}
