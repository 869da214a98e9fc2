/// Every kind of thing with commands of its own, in the order of help.
enum Resources {
    static let all: [any Resource.Type] = [
        Organisation.self, Persons.self, Teams.self, Partners.self, Challenges.self, Programmes.self,
        Stakeholders.self, Visions.self, Endorsements.self, Goals.self, Indicators.self, Measurements.self,
        Efforts.self,
        Competences.self, Roles.self, RoleAssignments.self, CapacityAgreements.self,
        Opportunities.self, Risks.self, SteeringReviews.self, Mandates.self, Decisions.self,
        TaskFields.self, FiscalYears.self, Budget.self, BudgetLines.self, BudgetEntries.self,
        BudgetTransfers.self, BudgetAmendments.self, Commitments.self, Realisations.self,
        PartnerRelations.self, Agreements.self, Positions.self, Directions.self, PartnerActions.self,
    ]

    /// By the members and parameters that hold an id of theirs.
    static let byReference: [String: any Resource.Type] = {
        let names = all.flatMap { resource in
            (resource.references + [resource.parameter]).map { ($0, resource) }
        }
        return Dictionary(names, uniquingKeysWith: { first, _ in first })
    }()
}
