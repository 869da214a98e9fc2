package import Domain

/// What the steps of a programme ask of its course.
extension Rule<ProgrammeStepFacts> {
    static let effectsHaveTargets = Rule(.crs04) { facts in
        let effects = facts.course.effects
        guard !effects.isEmpty else {
            return .breached(
                .init(
                    nl: "De doelenboom heeft geen maatschappelijk effect.",
                    en: "The goal tree has no effect in society."
                ),
                remedy: .init(
                    nl: "De programmamanager legt met de partijen in de doelenboom vast welke effecten het programma"
                        + " nastreeft, elk met een indicator.",
                    en: "The programme manager settles with the parties, in the goal tree, which effects the programme"
                        + " pursues, each with an indicator."
                ),
                subjects: [.init(facts.programme)]
            )
        }
        let lacking = effects.filter { !$0.hasTarget }
        guard lacking.isEmpty else {
            return .breached(
                .init(
                    nl: "Nog geen indicator met nulwaarde en streefwaarde: \(lacking.named(in: .dutch)).",
                    en: "No indicator with a baseline and a target yet: \(lacking.named(in: .english))."
                ),
                remedy: .init(
                    nl: "De programmamanager of de controller geeft elk van deze effecten een indicator, met de waarde"
                        + " van nu en de waarde om te bereiken.",
                    en:
                        "The programme manager or the controller gives each of these effects an indicator, with its value"
                        + " of today and the value to be reached."
                ),
                subjects: lacking.map { .init($0) }
            )
        }
        return .met(
            .init(
                nl: "Elk maatschappelijk effect heeft een indicator met nulwaarde en streefwaarde.",
                en: "Every effect in society has an indicator with a baseline and a target."
            )
        )
    }

    static let resultsAreSettled = Rule(.crs07) { facts in
        let unmeasured = facts.course.effects.filter { !$0.hasFinalMeasurement }
        let active = facts.course.activeEfforts
        guard unmeasured.isEmpty, active.isEmpty else {
            let lacks = [
                unmeasured.isEmpty
                    ? nil
                    : LocalizedText(
                        nl: "Nog geen laatste goedgekeurde meting: \(unmeasured.named(in: .dutch)).",
                        en: "No last approved measurement yet: \(unmeasured.named(in: .english))."
                    ),
                active.isEmpty
                    ? nil
                    : LocalizedText(
                        nl: "Nog actief: \(active.named(in: .dutch)).",
                        en: "Still active: \(active.named(in: .english))."
                    ),
            ]
            return .breached(
                lacks.compactMap(\.self).asOneText,
                remedy: .init(
                    nl:
                        "Laat van elk effect een laatste meting (final) goedkeuren, en rond de inspanningen af of stop ze.",
                    en:
                        "Have a last measurement (final) of every effect approved, and complete the efforts or stop them."
                ),
                subjects: unmeasured.map { .init($0) } + active.map { .init($0) }
            )
        }
        return .met(
            .init(
                nl: "Van elk effect is een laatste meting goedgekeurd en geen inspanning is nog actief.",
                en: "A last measurement of every effect is approved and no effort is still active."
            )
        )
    }
}

/// Something with a name, of which a reason names the first few; its subjects are all of them.
private protocol Named {
    var title: String { get }
}

extension EffectFacts: Named {
    fileprivate var title: String { text }
}

extension EffortFacts: Named {
    fileprivate var title: String { name }
}

extension Array where Element: Named {
    /// "“a”, “b”, “c” en 4 andere"
    fileprivate func named(in language: Language) -> String {
        let shown = prefix(3).map { LocalizedText(nl: "“\($0.title)”", en: "“\($0.title)”") }
        let rest = count - shown.count
        let others =
            rest == 1
            ? LocalizedText(nl: "nog één", en: "one more")
            : LocalizedText(nl: "\(rest) andere", en: "\(rest) others")
        return (shown + (rest == 0 ? [] : [others])).listed(in: language)
    }
}

extension Finding.Subject {
    package init(_ effect: EffectFacts) {
        self.init(type: "goal", id: effect.id, name: effect.text)
    }
}
