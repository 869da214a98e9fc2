package import Foundation

/// What money is promised as.
package enum CommitmentKind: String, CaseIterable, Sendable {
    case subsidy
    case contract
    case other

    /// The decision that such a promise rests on.
    package var decisionKind: DecisionKind {
        switch self {
        case .subsidy: .grantSubsidy
        case .contract: .awardContract
        case .other: .engageCommitment
        }
    }

    package var title: LocalizedText {
        switch self {
        case .subsidy: .init(nl: "een subsidie", en: "a subsidy")
        case .contract: .init(nl: "een opdracht", en: "a contract")
        case .other: .init(nl: "een andere verplichting", en: "another commitment")
        }
    }
}

/// Where a commitment is in its life; it follows from its lines.
package enum CommitmentStatus: String, CaseIterable, Sendable {
    case engaged
    case partlyRealised = "partly_realised"
    case completed
    case released
}

/// A commitment as it stands, or as it is about to be engaged.
package struct CommitmentFacts: Hashable, Sendable {
    package var id: UUID
    /// How people call it, such as `V-2026-014`.
    package var code: String?
    package var kind: CommitmentKind
    package var subject: String
    package var partnerID: UUID?
    package var programmeID: UUID
    package var lines: [CommitmentLine]

    package init(
        id: UUID,
        code: String? = nil,
        kind: CommitmentKind,
        subject: String,
        partnerID: UUID? = nil,
        programmeID: UUID,
        lines: [CommitmentLine]
    ) {
        self.id = id
        self.code = code
        self.kind = kind
        self.subject = subject
        self.partnerID = partnerID
        self.programmeID = programmeID
        self.lines = lines
    }

    /// What a list of subjects calls it.
    package var name: String { code ?? subject }

    package var status: CommitmentStatus {
        let isRealised = lines.contains { $0.realisedCents > 0 }
        if lines.allSatisfy({ $0.outstandingCents == 0 }) { return isRealised ? .completed : .released }
        return isRealised ? .partlyRealised : .engaged
    }

    /// What all lines promise together and was not given back; a sum beyond 64 bits stops at the largest number.
    package var unreleasedCents: Int64 { sum { $0.amountCents - $0.releasedCents } }

    package func line(on budgetLine: UUID) -> CommitmentLine? { lines.first { $0.budgetLineID == budgetLine } }

    /// Changes the line on a budget line.
    package mutating func change(on budgetLine: UUID, _ change: (inout CommitmentLine) -> Void) {
        for index in lines.indices where lines[index].budgetLineID == budgetLine { change(&lines[index]) }
    }

    private func sum(_ amount: (CommitmentLine) -> Int64) -> Int64 {
        lines.reduce(0) { sum, line in
            let (next, overflows) = sum.addingReportingOverflow(amount(line))
            return overflows ? .max : next
        }
    }

    /// The members that say where it stands.
    package var state: Members {
        [
            Member("lines", .array(lines.map(\.value))),
            Member("status", .string(status.rawValue)),
            Member("amountCents", .integer(sum(\.amountCents))),
            Member("realisedCents", .integer(sum(\.realisedCents))),
            Member("releasedCents", .integer(sum(\.releasedCents))),
        ]
    }
}
