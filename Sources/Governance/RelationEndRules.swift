import Domain

extension Rule<RelationEndFacts> {
    static let relationEndIsDecided = Rule(.aut01) { facts in
        .ground(
            .endPartnerRelation,
            among: [facts.decision].compactMap(\.self),
            of: facts.programmeID,
            about: facts.relation.partnerID,
            on: facts.today
        )
    }

    static let nothingRunsAnyMore = Rule(.prt06) { facts in
        let relation = facts.relation
        let subject = Finding.Subject(type: "partner_relation", id: relation.id, name: relation.name)
        var reasons = facts.running.map { LocalizedText(nl: "“\($0.name)” loopt nog", en: "“\($0.name)” still runs") }
        if let end = relation.endDate, end >= facts.today {
            reasons.append(
                .init(nl: "de termijn duurt tot en met \(end.title.nl)", en: "the term lasts until \(end.title.en)")
            )
        }
        guard reasons.isEmpty else {
            return .breached(
                .init(
                    nl: "Er loopt nog iets: \(reasons.listed(in: .dutch)).",
                    en: "Something still runs: \(reasons.listed(in: .english))."
                ),
                remedy: .init(
                    nl: "Rond af wat loopt, of wacht tot het voorbij is.",
                    en: "Conclude what runs, or wait until it is over."
                ),
                subjects: [subject] + facts.running.map { .init(type: $0.type, id: $0.id, name: $0.name) }
            )
        }
        return .met(
            .init(
                nl: "Er loopt niets meer met \(relation.partnerName) voor “\(relation.provision)”.",
                en: "Nothing runs any more with \(relation.partnerName) for “\(relation.provision)”."
            ),
            subjects: [subject]
        )
    }
}
