package import Foundation

/// What someone may want to decide.
package struct AuthorityQuestion: Hashable, Sendable {
    package var kind: DecisionKind
    package var amountCents: Int64?
    package var programmeID: UUID?
    package var partnerID: UUID?
    package var subject: String?
    /// On whose behalf; nil asks about every body whose power it is.
    package var body: GoverningBody?

    package init(
        kind: DecisionKind,
        amountCents: Int64? = nil,
        programmeID: UUID? = nil,
        partnerID: UUID? = nil,
        subject: String? = nil,
        body: GoverningBody? = nil
    ) {
        self.kind = kind
        self.amountCents = amountCents
        self.programmeID = programmeID
        self.partnerID = partnerID
        self.subject = subject
        self.body = body
    }
}

/// Everything that tells who may decide something on a day: the mandates that carry the power, the holders of the roles
/// that they went to, and the persons who act for a body.
package struct AuthorityFacts: Hashable, Sendable {
    /// The mandates that may carry the power, and what the named one rests on, whether or not that still holds.
    package var mandates: [MandateFacts]
    package var roles: [RoleHolding]
    /// Everyone who is named by these or acts for a body.
    package var persons: [ActorFacts]
    /// The same that was decided or proposed before, within the window that splitting is looked for in (AUT-07).
    package var earlier: [EarlierDecision]
    /// How many days that window has.
    package var windowDays: Int64
    package var day: CalendarDate

    package init(
        mandates: [MandateFacts],
        roles: [RoleHolding] = [],
        persons: [ActorFacts],
        earlier: [EarlierDecision] = [],
        windowDays: Int64 = 365,
        day: CalendarDate
    ) {
        self.mandates = mandates
        self.roles = roles
        self.persons = persons
        self.earlier = earlier
        self.windowDays = windowDays
        self.day = day
    }
}

/// Who fills a role on the day.
package struct RoleHolding: Hashable, Sendable {
    package var id: UUID
    package var name: String
    /// The person of the active assignment.
    package var holderID: UUID?
    /// Who stands in while there is none.
    package var deputyID: UUID?

    package init(id: UUID, name: String, holderID: UUID? = nil, deputyID: UUID? = nil) {
        self.id = id
        self.name = name
        self.holderID = holderID
        self.deputyID = deputyID
    }

    /// Who acts in the role: its holder, or the deputy while it is vacant.
    package var actingID: UUID? { holderID ?? deputyID }
}

/// A person and the bodies that it acts for.
package struct ActorFacts: Hashable, Sendable {
    package var id: UUID
    package var name: String
    package var isActive: Bool
    package var capacities: [Capacity]

    /// One body that the person acts for, from when until when.
    package struct Capacity: Hashable, Sendable {
        package var body: GoverningBody
        package var fromDate: CalendarDate
        package var untilDate: CalendarDate?

        package init(body: GoverningBody, fromDate: CalendarDate, untilDate: CalendarDate? = nil) {
            self.body = body
            self.fromDate = fromDate
            self.untilDate = untilDate
        }
    }

    package init(id: UUID, name: String, isActive: Bool = true, capacities: [Capacity] = []) {
        self.id = id
        self.name = name
        self.isActive = isActive
        self.capacities = capacities
    }

    /// Whether the person acts for the body on the day.
    package func acts(for body: GoverningBody, on day: CalendarDate) -> Bool {
        isActive
            && capacities.contains {
                $0.body == body && $0.fromDate <= day && $0.untilDate.map { day <= $0 } ?? true
            }
    }
}

/// A decision of the same kind, for the same partner and about the same subject.
package struct EarlierDecision: Hashable, Sendable {
    package var id: UUID
    package var name: String
    package var amountCents: Int64

    package init(id: UUID, name: String, amountCents: Int64) {
        self.id = id
        self.name = name
        self.amountCents = amountCents
    }
}

/// A decision that is about to be taken, with everything that its taking is weighed against.
package struct TakingFacts: Hashable, Sendable {
    package var decision: DecisionFacts
    package var authority: AuthorityFacts
    /// What was done without authority and is to be ratified.
    package var ratified: DecisionFacts?
    /// The decision that the objection is against.
    package var objectedTo: DecisionFacts?

    package init(
        decision: DecisionFacts,
        authority: AuthorityFacts,
        ratified: DecisionFacts? = nil,
        objectedTo: DecisionFacts? = nil
    ) {
        self.decision = decision
        self.authority = authority
        self.ratified = ratified
        self.objectedTo = objectedTo
    }
}
