package import Domain

/// Everything that Koers refuses, in one place: which rules guard which step.
package enum Rulebook {
    /// Every article, family by family.
    package static let all: [Article] = [
        .mth01, .mth02, .crs01, .crs02, .crs03, .crs04, .crs05, .crs06, .crs07, .vis01, .vis02, .vis03, .vis04, .vis05,
        .vis06,
        .vis07, .vis08, .vis09, .sta01, .sta02, .sta03, .sta04, .sta05, .sta06, .sta07,
        .ppl01, .ppl02, .ppl03, .ppl04, .ppl05,
        .aut01, .aut02, .aut03, .aut04, .aut05, .aut06, .aut07, .aut08, .aut09, .aut10, .aut11,
        .bud01, .bud02, .bud03, .bud04, .bud05, .bud06, .bud07, .bud08, .bud09, .bud10,
        .bud11,
        .prt01, .prt02, .prt03, .prt04, .prt05, .prt06, .prt07,
    ]

    /// The rules of a programme's step into a phase. Every step asks this table, also where no rule guards it yet.
    package static func step(to phase: Phase) -> [Rule<ProgrammeStepFacts>] {
        switch phase {
        case .exploration: []
        case .formation: [.challengeCallsForProgramme, .supportIsNotEroded, .newcomersEndorse, .noLongVacancy]
        case .execution:
            [
                .effectsHaveTargets, .supportIsNotEroded, .supportIsBackAfterTheDeadline, .newcomersEndorse,
                .everyTeamPledgedHours, .startYearHasBudget, .someoneMayDecideEveryKind, .commissionAndSponsors,
                .criticalRolesAreHeld, .noLongVacancy, .adoptedVisionIsCarried, .startIsDecided,
            ]
        case .reconsideration: []
        case .windDown: [.endIsDecided]
        case .closed: [.resultsAreSettled, .nothingIsOpen]
        case .rejected: []
        }
    }

    /// The rules of recording a challenge.
    package static let recordChallenge: [Rule<MethodFacts>] = [.deviationIsMotivated]

    /// The rules of changing a challenge.
    package static let changeChallenge: [Rule<ChallengeChangeFacts>] = [
        .factsFreezeWithProgramme, .deviationStaysMotivated,
    ]

    /// The rules that a method advice shows.
    package static let methodAdvice: [Rule<MethodFacts>] = [.challengeIsFitForProgramme, .deviationIsMotivated]

    /// The rules of changing a programme.
    package static let changeProgramme: [Rule<SponsorChangeFacts>] = [.sponsorIsReplacedBySponsor]

    /// The rules of signalling an opportunity.
    package static let signalOpportunity: [Rule<OpportunityFacts>] = [.opportunityHasGoalAndDay]

    /// The rules of changing an opportunity.
    package static let changeOpportunity: [Rule<OpportunityChangeFacts>] = [
        .answeredOpportunityStays, .openOpportunityKeepsGoalAndDay,
    ]

    /// The rules of answering an opportunity, or taking it up again.
    package static func step(to status: OpportunityStatus) -> [Rule<OpportunityFacts>] {
        switch status {
        case .assessed: [.opportunityHasGoalAndDay]
        case .seized: [.seizingServesMoreThanMainGoal]
        case .signalled, .parked, .rejected, .expired: []
        }
    }

    /// The rules of changing a capacity agreement.
    package static let changeCapacityAgreement: [Rule<CapacityChangeFacts>] = [.confirmedPledgeStays]

    /// The rules of drawing up a mandate.
    package static let recordMandate: [Rule<MandateActFacts>] = [.carriesWhatItMay, .subMandateIsAllowed]

    /// The rules of changing a mandate.
    package static let changeMandate: [Rule<MandateActFacts>] = [
        .carriesWhatItMay, .inForceIsOnlyNarrowed, .endIsNotBackdated,
    ]

    /// The rules of bringing a mandate into force, or ending it.
    package static func step(to status: MandateStatus) -> [Rule<MandateActFacts>] {
        switch status {
        case .inForce:
            [
                .carriesWhatItMay, .outsiderConsents, .generalMandateIsFounded, .subMandateRestsOnMandatesInForce,
                .beginsBeforeItEnds,
            ]
        case .draft, .revoked, .expired: []
        }
    }

    /// The rules of taking a decision; engaging a commitment on a proposed one asks the same.
    package static let takeDecision: [Rule<DecisionActFacts>] = [
        .takenUnderAuthority, .bodyMayHaveItDone, .objectionIsForAnother, .withinTheCeiling, .mandateStillHolds,
        .instructionsAreAcknowledged, .ratifiedByTheBody, .decidedByAnother,
    ]

    /// The rules of a decision's step.
    package static func step(to status: DecisionStatus) -> [Rule<DecisionActFacts>] {
        switch status {
        case .taken: takeDecision
        case .withdrawn: [.withdrawnByWhoMayDecide]
        case .draft, .proposed, .rejected, .withheld, .unauthorised: []
        }
    }

    /// The rules of changing a decision.
    package static let changeDecision: [Rule<DecisionChangeFacts>] = [.proposalIsFrozen]

    /// The rules of asking who may decide something.
    package static let authorityCheck: [Rule<AuthorityCheckFacts>] = [.mayDecide, .belongsToBody, .amountFits]

    /// The rules of adopting a vision.
    package static let adoptVision: [Rule<SupportFacts>] = [
        .everyRequiredStakeholderEndorses, .everySideEndorses, .noNewerVisionIsAdopted,
    ]

    /// The rules of changing a vision.
    package static let changeVision: [Rule<VisionChangeFacts>] = [.textIsFrozen]

    /// The rules of giving a stance.
    package static let giveStance: [Rule<StakeholderActFacts>] = [
        .givenByRepresentative, .stakeholderStillCounts, .visionTakesStances,
    ]

    /// The rules of adding a stakeholder.
    package static let recordStakeholder: [Rule<StakeholderActFacts>] = [.newcomerInheritsNothing]

    /// The rules of changing a stakeholder.
    package static let changeStakeholder: [Rule<StakeholderActFacts>] = [
        .categoryIsFrozen, .representativeIsNamedBySponsor, .staysUntilRemoved, .newcomerInheritsNothing,
    ]

    /// The rules of removing a stakeholder.
    package static let removeStakeholder: [Rule<StakeholderActFacts>] = [.removedBySponsor]

    /// The rules of confirming a removal.
    package static let confirmRemoval: [Rule<StakeholderActFacts>] = [.removalIsConfirmedByAnother]

    /// The rules of adding a goal.
    package static let recordGoal: [Rule<GoalChangeFacts>] = [.treeStaysWhole, .goalIsNoTask]

    /// The rules of changing or moving a goal.
    package static let changeGoal: [Rule<GoalChangeFacts>] = [.treeStaysWhole, .goalIsNoTask, .mainGoalIsLocked]

    /// The rules of adding many goals at once.
    package static let importGoals: [Rule<GoalImportFacts>] = [.importKeepsTheTree, .importHoldsNoTasks]

    /// The rules of splitting a goal.
    package static let splitGoal: [Rule<GoalActFacts>] = [.splitKeepsTheTree, .successorsAreNoTasks]

    /// The rules of merging goals into one.
    package static let mergeGoals: [Rule<GoalActFacts>] = [.mergeKeepsTheTree]

    /// The rules of ending a goal.
    package static let endGoal: [Rule<GoalActFacts>] = [.endingLeavesNothingLoose]

    /// The rules of adding an indicator, or changing one.
    package static let recordIndicator: [Rule<IndicatorActFacts>] = [.belongsToLivingGoal]

    /// The rules of changing a measurement.
    package static let changeMeasurement: [Rule<MeasurementActFacts>] = [.approvedMeasurementIsFrozen]

    /// The rules of approving a measurement.
    package static let approveMeasurement: [Rule<MeasurementActFacts>] = [.approvedByAnother]

    /// The rules of registering an effort.
    package static let recordEffort: [Rule<EffortActFacts>] = [.contributesToLivingGoals, .effortIsNoGoal]

    /// The rules of changing an effort.
    package static let changeEffort: [Rule<EffortActFacts>] = [
        .contributesToLivingGoals, .effortHasPurpose, .effortIsNoGoal,
    ]

    /// The rules of activating an effort.
    package static let activateEffort: [Rule<EffortActFacts>] = [.effortHasPurpose]

    /// The rules of changing a task field.
    package static let changeTaskField: [Rule<TaskFieldChangeFacts>] = [.fieldOutlivesItsLines]

    /// The rules of opening a budget line.
    package static let openBudgetLine: [Rule<BudgetOpeningFacts>] = [.newLineIsOfOpenYear, .taskFieldIsValid]

    /// The rules of reading in a budget.
    package static let importBudget: [Rule<BudgetOpeningFacts>] = [
        .openingEstimateEndsAtAdoption, .newLineIsOfOpenYear, .taskFieldIsValid,
    ]

    /// The rules of booking by hand.
    package static let bookByHand: [Rule<LedgerFacts>] = [
        .lineCoversItsObligations, .estimateEndsAtAdoption, .yearIsNotClosed,
    ]
}
