package import Domain

/// A mandate that is drawn up, changed or brought a step further.
package struct MandateActFacts: Hashable, Sendable {
    /// The mandate as it was; nil for a new one.
    package var before: MandateFacts?
    package var after: MandateFacts
    /// What it rests on, as far as that is there.
    package var above: [MandateFacts]
    package var today: CalendarDate

    package init(before: MandateFacts? = nil, after: MandateFacts, above: [MandateFacts] = [], today: CalendarDate) {
        self.before = before
        self.after = after
        self.above = above
        self.today = today
    }

    /// The mandates above it, the nearest first.
    var ancestors: [MandateFacts] {
        after.parentID.flatMap { MandateChain(of: $0, in: above) }?.links ?? []
    }
}

extension Rule<MandateActFacts> {
    static let carriesWhatItMay = Rule(.aut02) { facts in
        let mandate = facts.after
        let carried = mandate.powers.filter { mandate.kind.mayCarry($0, of: mandate.body) }
        let reserved = mandate.powers.filter { !carried.contains($0) }
        guard reserved.isEmpty else {
            let kinds = reserved.map(\.title)
            return .breached(
                .init(
                    nl: "Een \(mandate.kind.title.nl) van \(mandate.body.title.nl) kan niet gaan over:"
                        + " \(kinds.listed(in: .dutch)).",
                    en: "A \(mandate.kind.title.en) of \(mandate.body.title.en) cannot be about:"
                        + " \(kinds.listed(in: .english))."
                ),
                remedy: .init(
                    nl: "Laat deze bevoegdheden weg, of laat het orgaan dat erover gaat zelf besluiten.",
                    en: "Leave these powers out, or have the body that they belong to decide itself."
                )
            )
        }
        return .met(
            .init(
                nl: "Alles wat het omvat, kan zo worden opgedragen.",
                en: "Everything that it carries can be conferred in this way."
            )
        )
    }

    static let outsiderConsents = Rule(.aut04) { facts in
        let mandate = facts.after
        guard mandate.isExternal else {
            return .notApplicable(
                .init(
                    nl: "De gemandateerde werkt onder verantwoordelijkheid van de mandaatgever.",
                    en: "The mandatary works under the responsibility of the grantor."
                )
            )
        }
        var lacks: [LocalizedText] = []
        if mandate.mandataryConsentDate == nil { lacks.append(.init(nl: "de gemandateerde", en: "the mandatary")) }
        if mandate.hasEmployer, mandate.employerConsentDate == nil {
            lacks.append(.init(nl: "de werkgever", en: "the employer"))
        }
        guard lacks.isEmpty else {
            return .breached(
                .init(
                    nl: "Er is nog geen instemming van: \(lacks.listed(in: .dutch)).",
                    en: "There is no consent yet of: \(lacks.listed(in: .english))."
                ),
                remedy: .init(
                    nl: "Vraag de instemming en leg de dag vast waarop zij is gegeven.",
                    en: "Ask for the consent and record the day on which it was given."
                ),
                subjects: [.init(mandate)]
            )
        }
        return .met(.init(nl: "Wie moet instemmen, stemde in.", en: "Everyone who must consent did."))
    }

    static let generalMandateIsFounded = Rule(.aut05) { facts in
        let mandate = facts.after
        guard !mandate.oneCase.isFilled else {
            return .notApplicable(.init(nl: "Het mandaat is voor één zaak.", en: "The mandate is for one case."))
        }
        guard mandate.foundingDecision.isFilled else {
            return .breached(
                .init(
                    nl: "Het mandaat is algemeen en noemt geen besluit waarop het rust.",
                    en: "The mandate is general and names no decision that it rests on."
                ),
                remedy: .init(
                    nl: "Noem het besluit waarmee het is verleend, of de ene zaak waarvoor het is.",
                    en: "Name the decision by which it was granted, or the one case that it is for."
                ),
                subjects: [.init(mandate)]
            )
        }
        return .met(.init(nl: "Het noemt het besluit waarop het rust.", en: "It names the decision that it rests on."))
    }

    static let subMandateIsAllowed = Rule(.aut06) { facts in
        guard facts.after.parentID != nil else { return .noSubMandate }
        let flaws = facts.flawsAsSubMandate
        guard flaws.isEmpty else { return .flawed(flaws, facts) }
        return .met(
            .init(
                nl: "Wat erboven ligt, staat dit ondermandaat toe.",
                en: "What lies above it allows this sub-mandate."
            ),
            subjects: facts.ancestors.map { .init($0) }
        )
    }

    static let subMandateRestsOnMandatesInForce = Rule(.aut06) { facts in
        guard facts.after.parentID != nil else { return .noSubMandate }
        let dormant = facts.ancestors.filter { $0.status != .inForce }
        let flaws =
            facts.flawsAsSubMandate
            + dormant.map {
                LocalizedText(
                    nl: "\($0.title.nl) is \($0.status.title.nl)",
                    en: "\($0.title.en) is \($0.status.title.en)"
                )
            }
        guard flaws.isEmpty else { return .flawed(flaws, facts) }
        return .met(
            .init(nl: "Alles waarop het rust, is van kracht.", en: "Everything that it rests on is in force."),
            subjects: facts.ancestors.map { .init($0) }
        )
    }

    static let beginsBeforeItEnds = Rule(.aut08) { facts in
        guard let last = facts.after.untilDate, last < facts.today else {
            return .met(
                .init(nl: "De laatste dag moet nog komen.", en: "The last day is still to come.")
            )
        }
        return .breached(
            .init(nl: "De laatste dag was \(last.title.nl).", en: "The last day was \(last.title.en)."),
            remedy: .init(
                nl: "Kies een laatste dag van vandaag of later, of geen.",
                en: "Choose a last day from today on, or none."
            ),
            subjects: [.init(facts.after)]
        )
    }
}

extension MandateActFacts {
    /// Why it may not lie under its parent.
    fileprivate var flawsAsSubMandate: [LocalizedText] {
        guard let parent = ancestors.first else { return [] }
        var flaws: [LocalizedText] = []
        if parent.kind != after.kind || parent.body != after.body {
            flaws.append(
                .init(
                    nl:
                        "\(parent.title.nl) is van \(parent.body.title.nl), en een ondermandaat is van dezelfde soort en"
                        + " hetzelfde orgaan",
                    en:
                        "\(parent.title.en) is of \(parent.body.title.en), and a sub-mandate is of the same kind and the"
                        + " same body"
                )
            )
        }
        for (depth, ancestor) in zip(Int64(1)..., ancestors) {
            if depth == 1, !ancestor.subMandateAllowed {
                flaws.append(
                    .init(
                        nl: "\(ancestor.title.nl) staat geen ondermandaat toe",
                        en: "\(ancestor.title.en) allows no sub-mandate"
                    )
                )
            } else if depth > ancestor.maxDepth {
                flaws.append(
                    .init(
                        nl: "\(ancestor.title.nl) gaat \(ancestor.maxDepth) diep, en dit zou niveau \(depth) zijn",
                        en: "\(ancestor.title.en) goes \(ancestor.maxDepth) deep, and this would be level \(depth)"
                    )
                )
            }
        }
        return flaws
    }
}

extension Verdict {
    fileprivate static let noSubMandate = Verdict.notApplicable(
        .init(nl: "Het orgaan geeft dit mandaat zelf.", en: "The body itself gives this mandate.")
    )

    fileprivate static func flawed(_ flaws: [LocalizedText], _ facts: MandateActFacts) -> Verdict {
        .breached(
            .init(
                nl: "Dit ondermandaat kan niet: \(flaws.listed(in: .dutch)).",
                en: "This sub-mandate is not possible: \(flaws.listed(in: .english))."
            ),
            remedy: .init(
                nl: "Leg het onder een mandaat dat van kracht is en ondermandaat toestaat, of laat het orgaan zelf"
                    + " mandateren.",
                en: "Lay it under a mandate in force that allows sub-mandates, or have the body itself give it."
            ),
            subjects: facts.ancestors.map { .init($0) }
        )
    }
}

extension Finding.Subject {
    package init(_ mandate: MandateFacts) {
        self.init(type: "mandate", id: mandate.id, name: mandate.name)
    }
}
