package import Foundation

/// A partner relation that is about to end, beside what may still run in it.
package struct RelationEndFacts: Hashable, Sendable {
    package var relation: PartnerRelationFacts
    package var programmeID: UUID
    /// What runs today or later: agreements and commitments, by what people call them.
    package var running: [RunningObligation]
    /// The decision that it rests on; `nil` when it is unknown.
    package var decision: DecisionFacts?
    /// Today in the Netherlands.
    package var today: CalendarDate

    package init(
        relation: PartnerRelationFacts,
        programmeID: UUID,
        running: [RunningObligation],
        decision: DecisionFacts?,
        today: CalendarDate
    ) {
        self.relation = relation
        self.programmeID = programmeID
        self.running = running
        self.decision = decision
        self.today = today
    }
}

/// Something agreed with a partner that still binds.
package struct RunningObligation: Hashable, Sendable {
    /// The type of the resource, as subjects of findings name it.
    package var type: String
    package var id: UUID
    package var name: String

    package init(type: String, id: UUID, name: String) {
        self.type = type
        self.id = id
        self.name = name
    }
}
