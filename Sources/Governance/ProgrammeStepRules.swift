package import Domain

/// A programme that is about to take a step, with what that step is weighed against.
package struct ProgrammeStepFacts: Hashable, Sendable {
    package var method: MethodFacts
    package var support: SupportFacts
    /// What the rules of this step ask of the course; empty where they ask nothing.
    package var course: CourseFacts
    /// The teams that have an effort to do; empty where the step does not ask for their hours.
    package var teams: [TeamCapacityFacts]
    /// The budget of the year in which the programme starts; `nil` where the step does not ask for it.
    package var startBudget: StartBudgetFacts?
    /// Who is in the roles; without roles where the step does not ask.
    package var occupancy: OccupancyFacts
    /// Who may decide what the programme wants to decide; `nil` where the step does not ask for it.
    package var authority: AuthorityFacts?
    /// The decisions that the step may rest on: the one that the request names, or before anyone takes the step every one
    /// of the programme.
    package var decisions: [DecisionFacts]
    /// What still binds the municipality; empty where the step does not ask for it.
    package var obligations: ObligationFacts

    package init(
        method: MethodFacts,
        support: SupportFacts,
        course: CourseFacts,
        teams: [TeamCapacityFacts] = [],
        startBudget: StartBudgetFacts? = nil,
        occupancy: OccupancyFacts,
        authority: AuthorityFacts? = nil,
        decisions: [DecisionFacts] = [],
        obligations: ObligationFacts = ObligationFacts()
    ) {
        self.method = method
        self.support = support
        self.course = course
        self.teams = teams
        self.startBudget = startBudget
        self.occupancy = occupancy
        self.authority = authority
        self.decisions = decisions
        self.obligations = obligations
    }

    package var programme: ProgrammeFacts { support.programme }
}

extension Rule<ProgrammeStepFacts> {
    static let challengeCallsForProgramme = Rule(.mth01) { facts in
        Rule<MethodFacts>.challengeIsFitForProgramme.verdict(facts.method)
    }

    static let commissionAndSponsors = Rule(.sta04) { facts in
        let lacks = facts.programme.lacksForExecution
        guard lacks.isEmpty else {
            return .breached(
                .init(
                    nl: "Aan het programma ontbreekt nog: \(lacks.listed(in: .dutch)).",
                    en: "The programme still lacks \(lacks.listed(in: .english))."
                ),
                remedy: .init(
                    nl:
                        "De programmamanager legt met de opdrachtgevers vast wat ontbreekt; een opdrachtgever komt er door"
                        + " een actieve toewijzing aan die rol, of wordt bij het programma genoemd.",
                    en: "The programme manager settles with the sponsors what is lacking; a sponsor comes by an active"
                        + " assignment to that role, or is named with the programme."
                ),
                subjects: [.init(facts.programme)]
            )
        }
        return .met(
            .init(
                nl: "Opdracht en governance zijn vastgelegd en er zijn twee verschillende opdrachtgevers.",
                en: "Commission and governance are recorded and there are two distinct sponsors."
            )
        )
    }
}

extension ProgrammeFacts {
    /// What the start asks of a programme's own record and this one does not have (STA-04).
    fileprivate var lacksForExecution: [LocalizedText] {
        var lacks: [LocalizedText] = []
        if !commission.isFilled {
            lacks.append(.init(nl: "de opdracht", en: "the commission"))
        }
        if !governance.isFilled {
            lacks.append(.init(nl: "de governance", en: "the governance"))
        }
        if politicalSponsorID == nil {
            lacks.append(.init(nl: "een bestuurlijk opdrachtgever", en: "a political sponsor"))
        }
        if officialSponsorID == nil {
            lacks.append(.init(nl: "een ambtelijk opdrachtgever", en: "an official sponsor"))
        }
        if let politicalSponsorID, politicalSponsorID == officialSponsorID {
            lacks.append(
                .init(
                    nl: "een tweede opdrachtgever (bestuurlijk en ambtelijk zijn nu dezelfde persoon)",
                    en: "a second sponsor (political and official are now the same person)"
                )
            )
        }
        return lacks
    }
}
