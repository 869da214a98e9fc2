package import Domain

/// A direction as it is to become, beside what it is weighed against.
package struct DirectionActFacts: Sendable {
    package var direction: DirectionFacts
    package var relation: PartnerRelationFacts
    package var support: SupportFacts

    package init(direction: DirectionFacts, relation: PartnerRelationFacts, support: SupportFacts) {
        self.direction = direction
        self.relation = relation
        self.support = support
    }
}

/// A change of a direction.
package struct DirectionChangeFacts: Sendable {
    package var after: DirectionFacts
    /// Whether where it leads to, its rationale or its participants become others.
    package var changesAgreement: Bool

    package init(after: DirectionFacts, changesAgreement: Bool) {
        self.after = after
        self.changesAgreement = changesAgreement
    }
}

extension Rule<DirectionFacts> {
    static let directionIsNoContradiction = Rule(.prt02) { direction in
        guard direction.vertical == .down, direction.horizontal == .right else {
            return .met(
                .init(nl: "De richting spreekt zichzelf niet tegen.", en: "The direction does not contradict itself.")
            )
        }
        return .breached(
            .init(
                nl: "Minder invloed en tegelijk meer afhankelijkheid spreken elkaar tegen.",
                en: "Less influence and more dependence at once contradict each other."
            ),
            remedy: .init(
                nl: "Kies: minder invloed met minder afhankelijkheid, of meer afhankelijkheid met meer invloed.",
                en: "Choose: less influence with less dependence, or more dependence with more influence."
            )
        )
    }

    static let enoughPeopleAgree = Rule(.prt02) { direction in
        let (count, minimum) = (Int64(direction.participantIDs.count), direction.minimumParticipants)
        guard count >= minimum else {
            return .breached(
                .init(
                    nl: "\(count) van de ten minste \(minimum) deelnemers zijn het eens.",
                    en: "\(count) of at least \(minimum) participants agree."
                ),
                remedy: .init(
                    nl: "Bespreek de richting met het team en noem de deelnemers die het eens zijn.",
                    en: "Discuss the direction with the team and name the participants who agree."
                )
            )
        }
        return .met(
            .init(nl: "\(count) deelnemers zijn het eens.", en: "\(count) participants agree.")
        )
    }
}

extension Rule<DirectionActFacts> {
    static let newDirectionIsNoContradiction = Rule(.prt02) { facts in
        Rule<DirectionFacts>.directionIsNoContradiction.verdict(facts.direction)
    }

    static let directedRelationStillRuns = Rule(.prt06) { facts in
        Rule<PartnerRelationFacts>.relationStillRuns.verdict(facts.relation)
    }

    static let newDirectionIsCarried = Rule(.vis05) { facts in .ofErosion(facts.support) }
}

extension Rule<DirectionChangeFacts> {
    static let agreedDirectionStays = Rule(.prt02) { facts in
        guard facts.changesAgreement else {
            return .notApplicable(
                .init(nl: "De richting zelf verandert niet.", en: "The direction itself does not change.")
            )
        }
        let status = facts.after.status
        guard status == .proposed else {
            return .breached(
                .init(
                    nl: "De richting is \(status.title.nl); zij blijft zoals zij was.",
                    en: "The direction is \(status.title.en); it stays as it was."
                ),
                remedy: .init(
                    nl: "Laat deze richting los met een motivering, en stel een nieuwe voor.",
                    en: "Abandon this direction with a motivation, and propose a new one."
                )
            )
        }
        return Rule<DirectionFacts>.directionIsNoContradiction.verdict(facts.after)
    }
}
