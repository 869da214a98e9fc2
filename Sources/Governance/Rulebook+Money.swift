import Domain

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

    /// The rules of giving back what was promised.
    package static let releaseCommitment: [Rule<ReleaseFacts>] = [
        .provisoIsInvokedInTime, .releasedWithinOutstanding, .releasedYearIsNotClosed,
    ]
}
