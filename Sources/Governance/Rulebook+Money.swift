package import Domain

/// Which rules guard which step with money that is promised.
extension Rulebook {
    /// The rules of engaging a commitment; where that takes its decision, the rules of taking it come besides.
    package static let engageCommitment: [Rule<EngagementFacts>] = [
        .fitsItsDecision, .withinFreeRoom, .unadoptedYearsWait, .engagedYearIsNotClosed, .programmeStillPromises,
        .supportIsThereToPromise,
    ]

    /// The rules of spending what was promised.
    package static let realise: [Rule<RealisationFacts>] = [
        .withinOutstanding, .realisedYearIsNotClosed, .confirmedByAnother,
    ]

    /// The rules of covering what was promised subject to a budget that had no room for it.
    package static let fundCommitment: [Rule<FundingFacts>] = [.coverFitsFreeRoom, .coveredYearIsNotClosed]

    /// The rules of a step of a fiscal year.
    package static func step(to status: FiscalYearStatus) -> [Rule<FiscalYearFacts>] {
        switch status {
        case .estimated: []
        case .adopted: [.adoptedByTheCouncil, .waitingPromisesAreSettled]
        case .closed: [.carriedOverByTheCouncil, .openCommitmentsAreCarriedOver]
        }
    }

    /// The rules of giving back what was promised.
    package static let releaseCommitment: [Rule<ReleaseFacts>] = [
        .provisoIsInvokedInTime, .releasedWithinOutstanding, .releasedYearIsNotClosed,
    ]

    /// The rules of proposing a transfer.
    package static let proposeTransfer: [Rule<TransferFacts>] = [.transferIsNeutral, .transferredYearsAreOpen]

    /// The rules of agreeing with a transfer.
    package static let agreeTransfer: [Rule<TransferFacts>] = [.agreedByItsHolder]

    /// The rules of a transfer's step.
    package static func step(to status: BudgetTransferStatus) -> [Rule<TransferFacts>] {
        switch status {
        case .booked:
            [
                .transferRestsOnDecision, .transferIsNeutral, .everyHolderAgreed, .transferCoversObligations,
                .transferIsDecidedInItsYear, .transferredYearsAreOpen,
            ]
        case .proposed, .agreed, .withdrawn: []
        }
    }

    /// The rules of amending the budget.
    package static let amendBudget: [Rule<AmendmentFacts>] = [
        .amendmentRestsOnDecision, .amendmentCoversObligations, .amendmentIsDecidedInItsYear, .amendedYearIsOpen,
    ]
}
