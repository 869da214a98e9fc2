import Contract
import Foundation
import Storage
import Testing

@Suite("Who asks for the last money at once: one gets it, and the ledger adds up")
struct CommitmentRaceTests {
    @Test("Of two requests of 40,000.00 on a line with 60,000.00 free exactly one succeeds, every time", .koers)
    func lastMoney() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programmes = [try await client.makeProgramme(), try await client.makeProgramme()]
        for round in 0..<8 {
            let funds = try await client.makeFunds(60_000_00, programme: programmes[round % 2])
            let decision = try await client.decide(funds.programme, "engage_commitment", ["amountCents": 80_000_00])
            let body = Body.commitment(decision, (funds.line, 40_000_00))
            async let one = client.post(funds.commitments, body)
            async let other = koers.sponsor.post(funds.commitments, body)
            let answers = try await [one, other].sorted { $0.status < $1.status }
            #expect(answers.map(\.status) == [201, 409])
            #expect(answers[1].blockers == ["BUD-01"] && answers[1].text.contains("€ 20.000,00 vrij"), "\(answers[1])")
            #expect(try await client.totals(funds.line) == [60_000_00, 40_000_00, 0, 20_000_00])
        }
        try await koers.expectSoundLedger()
    }

    @Test("On one decision no two promise the same money, also on different lines (AUT-01)", .koers)
    func oneDecision() async throws {
        let koers = try Koers.current
        let client = koers.client
        let funds = try await client.makeFunds(60_000_00, 60_000_00)
        let decision = try await client.decide(funds.programme, "engage_commitment", ["amountCents": 50_000_00])
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let body = Body.commitment(decision, (funds.lines[number % 2], 20_000_00))
                    return try await client.post(funds.commitments, body).status
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 201 } == 2 && statuses.count { $0 == 403 } == 6, "\(statuses)")
        try await koers.expectSoundLedger()
    }

    @Test("What is spent and given back at once is never more than was promised (BUD-07)", .koers)
    func outstanding() async throws {
        let koers = try Koers.current
        let client = koers.client
        let funds = try await client.makeFunds(100_00)
        let path = try await client.engage(funds, 100_00)
        let line: JSON = ["budgetLineId": .string(String(funds.line.suffix(36))), "amountCents": 30_00]
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<10 {
                group.addTask {
                    number.isMultiple(of: 2)
                        ? try await client.post("\(path)/realisations", Body.realisation(funds.line, 30_00)).status
                        : try await client.post("\(path)/release", ["lines": [line]]).status
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.count { $0 < 300 } == 3 && statuses.count { $0 == 409 } == 7, "\(statuses)")
        #expect(try await client.get(path).expect(200)["outstandingCents"] == 10_00)
        try await koers.expectSoundLedger()
    }
}

extension Koers {
    /// Every total is the sum of its entries, of what is promised on it and of what was spent; the journal holds too.
    func expectSoundLedger(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let ledger = try await registry.verifyLedger(of: home.id, at: clock.now)
        #expect(ledger.differences == [], sourceLocation: sourceLocation)
        let journal = try await registry.verifyJournal(of: home.id, at: clock.now)
        #expect(journal.firstBreach == nil, sourceLocation: sourceLocation)
    }
}
