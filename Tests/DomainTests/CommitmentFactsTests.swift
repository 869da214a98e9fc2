import Domain
import Foundation
import Testing

@Suite struct `The state of a commitment` {
    private static func line(
        _ amount: Int64,
        realised: Int64 = 0,
        released: Int64 = 0,
        waits: Bool = false
    ) -> CommitmentLine {
        CommitmentLine(
            budgetLineID: UUID(),
            amountCents: amount,
            realisedCents: realised,
            releasedCents: released,
            isSubjectToBudget: waits
        )
    }

    private static func status(_ lines: CommitmentLine...) -> CommitmentStatus {
        CommitmentFacts(id: UUID(), kind: .other, subject: "", programmeID: UUID(), lines: lines).status
    }

    @Test func `follows from its lines`() {
        #expect(Self.status(Self.line(10)) == .engaged)
        #expect(Self.status(Self.line(10), Self.line(10, waits: true)) == .engaged)
        #expect(Self.status(Self.line(10, realised: 1), Self.line(10)) == .partlyRealised)
        #expect(Self.status(Self.line(10, realised: 10), Self.line(10)) == .partlyRealised)
        #expect(Self.status(Self.line(10, realised: 4, released: 6)) == .completed)
        #expect(Self.status(Self.line(10, realised: 10), Self.line(10, released: 10)) == .completed)
        #expect(Self.status(Self.line(10, released: 10)) == .released)
    }

    @Test func `of a line follows from what is spent and given back`() {
        #expect(Self.line(10).status == .engaged)
        #expect(Self.line(10, waits: true).status == .subjectToBudget)
        #expect(Self.line(10, realised: 1, released: 9).status == .completed)
        #expect(Self.line(10, released: 10, waits: true).status == .released)
    }

    @Test func `is shown and read back alike`() {
        var line = Self.line(10, realised: 2, released: 3, waits: true)
        #expect(CommitmentLine(line.value) == line)
        #expect(line.unfundedCents == 0)
        line.invokeBeforeDate = CalendarDate("2026-12-04")
        #expect(CommitmentLine(line.value) == line)
        #expect(line.unfundedCents == 5)
        #expect(CommitmentLine(.object([])) == nil)
    }
}
