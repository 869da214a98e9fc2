package import Domain

/// Which rules guard which step with a partner.
extension Rulebook {
    /// The rules of recording a partner relation.
    package static let recordPartnerRelation: [Rule<PartnerRelationActFacts>] = [
        .strategicPartnerEndorses, .oneFormForAProvision,
    ]

    /// The rules of changing a partner relation.
    package static let changePartnerRelation: [Rule<PartnerRelationActFacts>] = [
        .strategicPartnerEndorses, .endedRelationStays, .oneFormForAProvision,
    ]

    /// The rules of winding a partner relation down, and of changing how.
    package static let windDown: [Rule<WindDownFacts>] = [.subsidyIsWoundDownInTime]

    /// The rules of ending a partner relation.
    package static let endPartnerRelation: [Rule<RelationEndFacts>] = [.relationEndIsDecided, .nothingRunsAnyMore]

    /// The rules of recording an agreement, or changing one.
    package static let recordAgreement: [Rule<PartnerRelationFacts>] = [.relationStillRuns]

    /// The rules of placing a partner.
    package static let recordPosition: [Rule<PositionActFacts>] = [.positionAnswersAll, .placedRelationStillRuns]

    /// The rules of proposing a direction.
    package static let proposeDirection: [Rule<DirectionActFacts>] = [
        .newDirectionIsNoContradiction, .directedRelationStillRuns, .newDirectionIsCarried,
    ]

    /// The rules of changing a direction.
    package static let changeDirection: [Rule<DirectionChangeFacts>] = [.agreedDirectionStays]

    /// The rules of taking a direction further.
    package static func step(to status: DirectionStatus) -> [Rule<DirectionFacts>] {
        switch status {
        case .agreed: [.directionIsNoContradiction, .enoughPeopleAgree]
        case .proposed, .inProgress, .achieved, .abandoned: []
        }
    }

    /// The rules of adding an action.
    package static let recordAction: [Rule<ActionActFacts>] = [.directionIsAgreed, .actedRelationStillRuns]

    /// The rules of changing an action.
    package static let changeAction: [Rule<ActionChangeFacts>] = [.closedActionStays]
}
