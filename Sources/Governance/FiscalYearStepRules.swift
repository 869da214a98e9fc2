import Domain

/// What the steps of a fiscal year rest on and bring about.
extension Rule<FiscalYearFacts> {
    static let adoptedByTheCouncil = Rule(.bud05) { facts in facts.verdictOnDecision }

    static let waitingPromisesAreSettled = Rule(.bud06) { facts in
        let (fits, unfunded) = facts.waiting
        guard !fits.isEmpty || !unfunded.isEmpty else {
            return .notApplicable(
                .init(nl: "Niets wachtte op deze begroting.", en: "Nothing waited for this budget.")
            )
        }
        let last = FiscalYearTerm.invokeBeforeDate(adoptedOn: facts.day).title
        let settled = LocalizedText(
            nl: "Van wat op deze begroting wachtte, past dit: \(fits.count).",
            en: "Of what waited for this budget, this much fits: \(fits.count)."
        )
        let loose = LocalizedText(
            nl: "Niet gedekt: \(unfunded.count); het voorbehoud kan worden ingeroepen tot en met \(last.nl).",
            en: "Not covered: \(unfunded.count); the proviso may be invoked until \(last.en)."
        )
        return .met(
            [settled, unfunded.isEmpty ? nil : loose].compactMap(\.self).asOneText,
            subjects: unfunded.prefix(25).map { .init($0.commitment) }
        )
    }

    static let carriedOverByTheCouncil = Rule(.bud05) { facts in
        guard facts.decision != nil else {
            return .notApplicable(
                .init(nl: "Er is geen besluit om iets over te laten gaan.", en: "No decision carries anything over.")
            )
        }
        return facts.verdictOnDecision
    }

    static let openCommitmentsAreCarriedOver = Rule(.bud08) { facts in
        let open = facts.open
        guard !open.isEmpty else {
            return .met(.init(nl: "In dit jaar staat niets meer open.", en: "Nothing is open in this year any more."))
        }
        guard facts.decision != nil else {
            return .breached(
                .init(
                    nl: "Er staan nog verplichtingen open: \(open.named(in: .dutch)).",
                    en: "There are open commitments: \(open.named(in: .english))."
                ),
                remedy: .init(
                    nl:
                        "Rond ze af, geef ze vrij, of noem het raadsbesluit waarmee ze overgaan naar het volgende jaar.",
                    en: "Complete them, release them, or name the council's decision that carries them over."
                ),
                subjects: open.shown
            )
        }
        let flaws = open.compactMap { flaw in facts.flaw(of: flaw) }
        guard flaws.isEmpty else {
            return .breached(
                Array(flaws.prefix(25)).asOneText,
                remedy: .init(
                    nl:
                        "Open de budgetregel in het volgende jaar en stel dat jaar vast, of dek of geef vrij wat wacht.",
                    en: "Open the budget line in the next year and adopt that year, or cover or release what waits."
                ),
                subjects: open.shown
            )
        }
        return .met(
            .init(
                nl: "Wat openstaat, gaat over naar \(facts.year + 1).",
                en: "What is open is carried over to \(facts.year + 1)."
            ),
            subjects: open.shown
        )
    }
}

extension FiscalYearFacts {
    /// Whether the decision is one of the council about the budget, taken in time (Gemeentewet 192).
    fileprivate var verdictOnDecision: Verdict {
        var flaws: [LocalizedText] = []
        if let decision {
            if decision.kind != .amendBudget {
                flaws.append(.init(nl: "het gaat niet over de begroting", en: "it is not about the budget"))
            }
            if decision.status != .taken {
                flaws.append(
                    .init(nl: "het is \(decision.status.title.nl)", en: "it is \(decision.status.title.en)")
                )
            }
            if let taken = decision.takenAt?.amsterdamDate, let last = FiscalYearTerm.lastDay(of: year), taken > last {
                flaws.append(
                    .init(nl: "het is genomen na \(last.title.nl)", en: "it was taken after \(last.title.en)")
                )
            }
        } else {
            flaws.append(.init(nl: "het is niet genoemd", en: "it is not named"))
        }
        guard flaws.isEmpty else {
            return .breached(
                .init(
                    nl: "Deze stap rust op een besluit van de raad, maar \(flaws.listed(in: .dutch)).",
                    en: "This step rests on a decision of the council, but \(flaws.listed(in: .english))."
                ),
                remedy: .init(
                    nl: "Noem een besluit van de raad over de begroting, genomen uiterlijk op 31 december van \(year).",
                    en: "Name a decision of the council about the budget, taken no later than 31 December \(year)."
                ),
                subjects: decision.map { [.init($0)] } ?? []
            )
        }
        return .met(
            .init(nl: "De raad heeft hierover op tijd besloten.", en: "The council decided on this in time."),
            subjects: decision.map { [.init($0)] } ?? []
        )
    }

    /// Why something cannot go over to the next year.
    fileprivate func flaw(of open: OpenLine) -> LocalizedText? {
        let (name, next) = (open.budgetLine.name, year + 1)
        if open.line.isSubjectToBudget {
            return .init(
                nl: "Wat op \(name) is toegezegd, is nooit gedekt.",
                en: "What is promised on \(name) was never covered."
            )
        }
        guard let successor = successor(of: open) else {
            return .init(
                nl: "Voor \(name) is er geen budgetregel in \(next).",
                en: "There is no budget line of \(next) for \(name)."
            )
        }
        guard successor.yearStatus == .adopted else {
            return .init(
                nl: "De begroting van \(next) is \(successor.yearStatus.title.nl).",
                en: "The budget of \(next) is \(successor.yearStatus.title.en)."
            )
        }
        if open.commitment.line(on: successor.id)?.isSubjectToBudget == true {
            return .init(
                nl: "Wat op \(successor.name) is toegezegd, wacht nog op dekking.",
                en: "What is promised on \(successor.name) still waits for cover."
            )
        }
        return nil
    }
}

extension [FiscalYearFacts.OpenLine] {
    /// The commitments, each once.
    private var commitments: [CommitmentFacts] {
        reduce(into: []) { if !$0.contains($1.commitment) { $0.append($1.commitment) } }
    }

    fileprivate var shown: [Finding.Subject] { commitments.prefix(25).map { .init($0) } }

    fileprivate func named(in language: Language) -> String {
        let names = commitments.prefix(25).map { LocalizedText(nl: $0.name, en: $0.name) }
        let more = commitments.count > 25 ? [LocalizedText(nl: "andere", en: "others")] : []
        return (names + more).listed(in: language)
    }
}
