package import Domain

/// A position that is recorded, under its relation.
package struct PositionActFacts: Sendable {
    package var position: PositionFacts
    package var relation: PartnerRelationFacts

    package init(position: PositionFacts, relation: PartnerRelationFacts) {
        self.position = position
        self.relation = relation
    }
}

extension Rule<PositionActFacts> {
    static let positionAnswersAll = Rule(.prt01) { facts in
        let open = facts.position.unanswered
        guard open.isEmpty else {
            return .breached(
                .init(
                    nl: "Nog niet beantwoord: \(open.listed(in: .dutch)).",
                    en: "Not answered yet: \(open.listed(in: .english))."
                ),
                remedy: .init(
                    nl:
                        "Bespreek met het team hoeveel invloed de partner nu heeft op de doelen, en of er een alternatief is als"
                        + " de partner wegvalt.",
                    en:
                        "Discuss with the team how much the partner influences the goals now, and whether there is an"
                        + " alternative if the partner falls away."
                )
            )
        }
        return .met(
            .init(
                nl: "Invloed, afhankelijkheid en wat er gebeurt als de partner wegvalt zijn beantwoord.",
                en: "Influence, dependence and what happens if the partner falls away are answered."
            )
        )
    }

    static let placedRelationStillRuns = Rule(.prt06) { facts in
        Rule<PartnerRelationFacts>.relationStillRuns.verdict(facts.relation)
    }
}

extension PositionFacts {
    /// The questions that were left open.
    fileprivate var unanswered: [LocalizedText] {
        var open: [LocalizedText] = []
        if influence == nil {
            open.append(
                .init(
                    nl: "hoeveel invloed de partner heeft op onze doelen",
                    en: "how much the partner influences our goals"
                )
            )
        }
        if dependence == nil {
            open.append(.init(nl: "hoe afhankelijk wij van de partner zijn", en: "how dependent we are on the partner"))
        }
        if !alternativeIfLost.isFilled {
            open.append(
                .init(nl: "wat er gebeurt als de partner wegvalt", en: "what happens if the partner falls away")
            )
        }
        return open
    }
}
