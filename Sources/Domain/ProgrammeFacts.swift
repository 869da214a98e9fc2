package import Foundation

/// What is known of a programme when a step of it is weighed.
package struct ProgrammeFacts: Hashable, Sendable {
    package var id: UUID
    package var name: String
    package var phase: Phase
    package var commission: String?
    package var governance: String?
    /// What the programme must be able to decide once it is in execution.
    package var decisionKinds: [DecisionKind]
    package var politicalSponsorID: UUID?
    package var officialSponsorID: UUID?
    package var supportStatus: SupportStatus
    /// The last day to win lost support back.
    package var supportDeadlineDate: CalendarDate?

    package init(
        id: UUID,
        name: String,
        phase: Phase,
        commission: String? = nil,
        governance: String? = nil,
        decisionKinds: [DecisionKind] = [.engageCommitment],
        politicalSponsorID: UUID? = nil,
        officialSponsorID: UUID? = nil,
        supportStatus: SupportStatus = .none,
        supportDeadlineDate: CalendarDate? = nil
    ) {
        self.id = id
        self.name = name
        self.phase = phase
        self.commission = commission
        self.governance = governance
        self.decisionKinds = decisionKinds
        self.politicalSponsorID = politicalSponsorID
        self.officialSponsorID = officialSponsorID
        self.supportStatus = supportStatus
        self.supportDeadlineDate = supportDeadlineDate
    }
}
