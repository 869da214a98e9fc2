package import Foundation

/// What a role is for.
package enum RoleKind: String, CaseIterable, Sendable {
    case politicalSponsor = "political_sponsor"
    case officialSponsor = "official_sponsor"
    case programmeManager = "programme_manager"
    case programmeController = "programme_controller"
    case goalOwner = "goal_owner"
    case effortLeader = "effort_leader"
    case partnerManager = "partner_manager"
    case budgetHolder = "budget_holder"
    case other
}

/// Where an assignment is in its life.
package enum AssignmentStatus: String, LifeStatus {
    case proposed
    case assessed
    case active
    case ended

    package var successors: [AssignmentStatus] {
        switch self {
        case .proposed: [.assessed, .ended]
        case .assessed: [.active, .ended]
        case .active: [.ended]
        case .ended: []
        }
    }

    package var title: LocalizedText {
        switch self {
        case .proposed: .init(nl: "voorgesteld", en: "proposed")
        case .assessed: .init(nl: "beoordeeld", en: "assessed")
        case .active: .init(nl: "actief", en: "active")
        case .ended: .init(nl: "beëindigd", en: "ended")
        }
    }
}

/// What is known of the role of an assignment, and of the programme that it lies in.
package struct AssignmentFacts: Hashable, Sendable {
    package var roleKind: RoleKind
    package var politicalSponsorID: UUID?
    package var officialSponsorID: UUID?

    package init(roleKind: RoleKind, politicalSponsorID: UUID? = nil, officialSponsorID: UUID? = nil) {
        self.roleKind = roleKind
        self.politicalSponsorID = politicalSponsorID
        self.officialSponsorID = officialSponsorID
    }

    /// The person that the programme has as the sponsor that the role is for.
    package var sponsorID: UUID? {
        switch roleKind {
        case .politicalSponsor: politicalSponsorID
        case .officialSponsor: officialSponsorID
        case .programmeManager, .programmeController, .goalOwner, .effortLeader, .partnerManager, .budgetHolder, .other:
            nil
        }
    }
}
