/// A body of municipal government.
package enum GoverningBody: String, CaseIterable, Sendable {
    case council
    case college
    case mayor

    package var title: LocalizedText {
        switch self {
        case .council: .init(nl: "de gemeenteraad", en: "the council")
        case .college: .init(nl: "het college", en: "the college")
        case .mayor: .init(nl: "de burgemeester", en: "the mayor")
        }
    }
}

/// A kind of decision, and so a power that a mandate may carry.
package enum DecisionKind: String, CaseIterable, Sendable {
    case grantSubsidy = "grant_subsidy"
    case awardContract = "award_contract"
    case engageCommitment = "engage_commitment"
    case transferBudget = "transfer_budget"
    case amendBudget = "amend_budget"
    case startProgramme = "start_programme"
    case endProgramme = "end_programme"
    case assignRole = "assign_role"
    case grantException = "grant_exception"
    case endPartnerRelation = "end_partner_relation"
    case decideObjection = "decide_objection"
    case other

    package var title: LocalizedText {
        switch self {
        case .grantSubsidy: .init(nl: "subsidie verlenen", en: "granting a subsidy")
        case .awardContract: .init(nl: "een opdracht gunnen", en: "awarding a contract")
        case .engageCommitment: .init(nl: "een verplichting aangaan", en: "engaging a commitment")
        case .transferBudget: .init(nl: "budget overhevelen", en: "transferring budget")
        case .amendBudget: .init(nl: "de begroting wijzigen", en: "amending the budget")
        case .startProgramme: .init(nl: "een programma starten", en: "starting a programme")
        case .endProgramme: .init(nl: "een programma beëindigen", en: "ending a programme")
        case .assignRole: .init(nl: "een rol toewijzen", en: "assigning a role")
        case .grantException: .init(nl: "een uitzondering toestaan", en: "granting an exception")
        case .endPartnerRelation: .init(nl: "een partnerrelatie beëindigen", en: "ending a partner relation")
        case .decideObjection: .init(nl: "op bezwaar beslissen", en: "deciding an objection")
        case .other: .init(nl: "een ander besluit", en: "another decision")
        }
    }

    /// Whether the decision is about an amount, so that it cannot be held against a ceiling without one.
    package var spends: Bool {
        switch self {
        case .grantSubsidy, .awardContract, .engageCommitment, .transferBudget, .amendBudget: true
        case .startProgramme, .endProgramme, .assignRole, .grantException, .endPartnerRelation, .decideObjection,
            .other:
            false
        }
    }

    /// The bodies whose power it is, the usual one first. The council amends the budget and transfers between budget
    /// programmes; the college does the rest; the mayor represents the municipality, and so signs.
    package var bodies: [GoverningBody] {
        switch self {
        case .amendBudget: [.council]
        case .transferBudget: [.college, .council]
        case .awardContract, .engageCommitment: [.college, .mayor]
        case .other: GoverningBody.allCases
        case .grantSubsidy, .startProgramme, .endProgramme, .assignRole, .grantException, .endPartnerRelation,
            .decideObjection:
            [.college]
        }
    }
}
