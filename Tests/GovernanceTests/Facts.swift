import Domain
import Foundation
import Governance

/// The facts that the examples begin with; each example changes one thing.
enum Example {
    static let threshold: Int64 = 80

    /// A challenge that calls for a programme.
    static let challenge = ChallengeFacts(
        id: UUID(),
        name: "Iedereen doet mee",
        predictability: 25,
        strategicGoalSet: true,
        structuralEffort: true,
        steeringParties: 2
    )

    /// A programme with everything that execution asks.
    static let programme = ProgrammeFacts(
        id: UUID(),
        name: "Wonen dat werkt",
        phase: .formation,
        commission: "Tien wijken, vier jaar.",
        governance: "Onder de directeur.",
        politicalSponsorID: UUID(),
        officialSponsorID: UUID()
    )

    static let adoptedAt = Moment(millisecondsSinceEpoch: 1_780_000_000_000)

    /// The vision that is adopted.
    static let vision = VisionFacts(id: UUID(), number: 2, status: .adopted, adoptedAt: adoptedAt)

    static let executive = stakeholder("Wethouder Wonen", .executive)
    static let director = stakeholder("Directeur Sociaal domein", .director)
    static let socialPartner = stakeholder("Schoolbestuur Oeverwijs", .socialPartner)

    /// A vision that everyone carries: all are required and endorse, each side with one voice.
    static func support(_ change: (inout SupportFacts) -> Void = { _ in }) -> SupportFacts {
        let support = SupportFacts(
            programme: programme,
            vision: vision,
            adopted: vision,
            lastNumber: 2,
            stakeholders: [executive, director, socialPartner],
            recoveryDays: 30,
            today: CalendarDate(daysSinceEpoch: 20_700)
        )
        return changed(support, change)
    }

    static func method(_ change: (inout ChallengeFacts) -> Void = { _ in }) -> MethodFacts {
        MethodFacts(challenge: changed(challenge, change), predictabilityThreshold: threshold)
    }

    static func step(
        programme change: (inout ProgrammeFacts) -> Void = { _ in },
        challenge changeChallenge: (inout ChallengeFacts) -> Void = { _ in },
        support changeSupport: (inout SupportFacts) -> Void = { _ in },
        course changeCourse: (inout CourseFacts) -> Void = { _ in }
    ) -> ProgrammeStepFacts {
        let support = changed(support(changeSupport)) { change(&$0.programme) }
        let course = CourseFacts(effects: [effect("Inwoners leven gezonder")])
        return ProgrammeStepFacts(
            method: method(changeChallenge),
            support: support,
            course: changed(course, changeCourse),
            startBudget: StartBudgetFacts(year: 2026, status: .adopted, authorisedExpenseCents: 145_000_000),
            occupancy: occupancy,
            authority: AuthorityExample().facts,
            decisions: [decision(.startProgramme), decision(.endProgramme)]
        )
    }

    /// A decision of the programme that was taken.
    static func decision(_ kind: DecisionKind) -> DecisionFacts {
        DecisionFacts(
            id: UUID(),
            code: "B-001",
            programmeID: programme.id,
            kind: kind,
            subject: "Start",
            resolution: "B&W 1",
            status: .taken
        )
    }

    /// A programme without critical roles.
    static let occupancy = OccupancyFacts(
        roles: [],
        vacancyWorkingDays: 20,
        today: CalendarDate(daysSinceEpoch: 20_700)
    )

    /// An effect that can be followed, and of which the last figure is in.
    static func effect(_ text: String, _ change: (inout EffectFacts) -> Void = { _ in }) -> EffectFacts {
        changed(EffectFacts(id: UUID(), text: text, hasTarget: true, hasFinalMeasurement: true), change)
    }

    static let mainGoal = GoalNode(id: UUID(), kind: .mainGoal, parentID: nil, text: "Iedereen doet mee")
    /// Effects and goals under the main goal, and one under an effect.
    static let contact = GoalNode(id: UUID(), kind: .effect, parentID: mainGoal.id, text: "Betekenisvol contact")
    static let children = GoalNode(id: UUID(), kind: .effect, parentID: mainGoal.id, text: "Kinderen groeien op")
    static let line = GoalNode(id: UUID(), kind: .goal, parentID: children.id, text: "Doorlopende lijn")
    static let loose = GoalNode(id: UUID(), kind: .goal, parentID: mainGoal.id, text: "Een goed gesprek")
    static let tree = GoalTree([mainGoal, contact, children, line, loose])

    static func effort(
        _ name: String = "Buurtkamers",
        _ kind: EffortKind = .project,
        _ status: EffortStatus = .proposed,
        for goals: GoalNode...
    ) -> EffortFacts {
        EffortFacts(
            id: UUID(),
            name: name,
            kind: kind,
            status: status,
            contributions: goals.map { ContributionFacts(goalID: $0.id, weight: .primary) }
        )
    }

    /// A required stakeholder that was there before the adoption, and endorses unless the example says otherwise.
    static func stakeholder(
        _ name: String,
        _ category: StakeholderCategory,
        stance: Stance? = .endorsed,
        _ change: (inout StakeholderFacts) -> Void = { _ in }
    ) -> StakeholderFacts {
        let representative = UUID()
        let stakeholder = StakeholderFacts(
            id: UUID(),
            name: name,
            category: category,
            representativeID: representative,
            createdAt: adoptedAt.advanced(byMilliseconds: -86_400_000),
            latest: stance.map { given($0, by: representative) },
            hasGivenStance: stance != nil
        )
        return changed(stakeholder, change)
    }

    static func given(_ stance: Stance, by person: UUID) -> GivenStance {
        GivenStance(stance: stance, givenByID: person, givenAt: adoptedAt)
    }

    /// The remedy where a stakeholder can no longer be changed.
    static let recordAnew = LocalizedText(nl: "Leg een nieuwe belanghebbende vast.", en: "Record a new stakeholder.")

    /// What someone does with the director, who stays the same, beside a vision of some status.
    static func act(
        by person: UUID?,
        isAdministrator: Bool = false,
        on status: VisionStatus = .adopted,
        _ change: (inout StakeholderFacts) -> Void = { _ in }
    ) -> StakeholderActFacts {
        let stakeholder = changed(director, change)
        return StakeholderActFacts(
            support: support { $0.vision?.status = status },
            before: stakeholder,
            after: stakeholder,
            personID: person,
            isAdministrator: isAdministrator
        )
    }

    static func changed<Facts>(_ facts: Facts, _ change: (inout Facts) -> Void) -> Facts {
        var facts = facts
        change(&facts)
        return facts
    }
}

extension Decision {
    /// What one rule found.
    func finding(_ id: String) -> Finding? {
        findings.first { $0.article.id == id }
    }
}

extension SupportFacts {
    /// Changes one stakeholder.
    mutating func change(_ stakeholder: StakeholderFacts, _ change: (inout StakeholderFacts) -> Void) {
        stakeholders = stakeholders.map { $0.id == stakeholder.id ? Example.changed($0, change) : $0 }
    }
}

extension StakeholderFacts {
    /// Its latest stance becomes another one, or it has none.
    mutating func takes(_ stance: Stance?) {
        latest = stance.map { Example.given($0, by: representativeID) }
        hasGivenStance = hasGivenStance || stance != nil
    }
}

/// The facts of a step of a programme whose support an example changes.
func stepFacts(_ change: (inout SupportFacts) -> Void) -> ProgrammeStepFacts {
    Example.step(support: change)
}
