package import Domain

/// A relation as it is to be wound down, beside what that is weighed against.
package struct WindDownFacts: Sendable {
    package var relation: PartnerRelationFacts
    /// The subsidies for the same provision of the partners that this one continues.
    package var history: SubsidyHistory
    /// The months that a term has at least (organisation setting).
    package var termMonths: Int64
    /// Today in the Netherlands.
    package var today: CalendarDate

    package init(relation: PartnerRelationFacts, history: SubsidyHistory, termMonths: Int64, today: CalendarDate) {
        self.relation = relation
        self.history = history
        self.termMonths = termMonths
        self.today = today
    }

    /// The first day on which the relation may end, once it was announced.
    package var earliestEndDate: CalendarDate? { relation.announcedDate?.advanced(byMonths: Int(termMonths)) }
}

extension Rule<WindDownFacts> {
    static let subsidyIsWoundDownInTime = Rule(.prt04) { facts in
        let relation = facts.relation
        guard let own = relation.subsidySinceYear else {
            return .notApplicable(
                .init(nl: "Er is geen subsidie om af te bouwen.", en: "There is no subsidy to wind down.")
            )
        }
        let (since, counted) = facts.history.consecutiveSince(own)
        let years = Int64(facts.today.components.year) - since + 1
        guard years >= Self.protectedYears else {
            return .notApplicable(
                .init(
                    nl: "De subsidie loopt sinds \(since), korter dan drie jaren achtereen.",
                    en: "The subsidy has run since \(since), fewer than three years in a row."
                )
            )
        }
        let history = LocalizedText(
            nl: "\(relation.partnerName) krijgt voor “\(relation.provision)” subsidie sinds \(since)"
                + (counted.isEmpty ? "" : ", \(counted.names(in: .dutch)) meegeteld"),
            en: "\(relation.partnerName) has been subsidised for “\(relation.provision)” since \(since)"
                + (counted.isEmpty ? "" : ", counting \(counted.names(in: .english))")
        )
        let lacks = facts.lacks
        let subject = Finding.Subject(type: "partner_relation", id: relation.id, name: relation.name)
        guard lacks.isEmpty else {
            return .breached(
                .init(
                    nl: "\(history.nl). Aan de afbouw ontbreekt \(lacks.listed(in: .dutch)).",
                    en: "\(history.en). The winding down lacks \(lacks.listed(in: .english))."
                ),
                remedy: .init(
                    nl:
                        "Kondig de afbouw aan, motiveer haar, en laat de relatie ten minste \(facts.termMonths) maanden na de"
                        + " aankondiging doorlopen\(facts.earliestEndDate.map { ": tot \($0.title.nl) of later" } ?? "").",
                    en:
                        "Announce the winding down, say why, and let the relation run at least \(facts.termMonths) months after"
                        + " the announcement\(facts.earliestEndDate.map { ": until \($0.title.en) or later" } ?? "")."
                ),
                subjects: [subject]
            )
        }
        return .met(
            .init(
                nl: "\(history.nl); de afbouw is aangekondigd en gemotiveerd, en de termijn is lang genoeg.",
                en: "\(history.en); the winding down was announced and motivated, and the term is long enough."
            ),
            subjects: [subject]
        )
    }

    /// From as many years in a row on, Awb 4:51 protects a subsidy.
    private static var protectedYears: Int64 { 3 }
}

extension WindDownFacts {
    /// What winding down needs and this one does not have.
    fileprivate var lacks: [LocalizedText] {
        var lacks: [LocalizedText] = []
        if relation.announcedDate == nil { lacks.append(.init(nl: "een aankondiging", en: "an announcement")) }
        if relation.endDate == nil {
            lacks.append(.init(nl: "een termijn met een einddatum", en: "a term with an end date"))
        } else if let end = relation.endDate, let earliest = earliestEndDate, end < earliest {
            lacks.append(
                .init(
                    nl: "een termijn van \(termMonths) maanden (nu tot \(end.title.nl))",
                    en: "a term of \(termMonths) months (now until \(end.title.en))"
                )
            )
        }
        if !relation.windDownMotivation.isFilled { lacks.append(.init(nl: "een motivering", en: "a motivation")) }
        return lacks
    }
}

extension [SubsidyHistory.Span] {
    fileprivate func names(in language: Language) -> String {
        let distinct = map(\.partnerName).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return distinct.map { LocalizedText(nl: $0, en: $0) }.listed(in: language)
    }
}
