import Domain

/// What the picture of a goal tree says beside the texts of the programme itself.
struct GoalTreeWords {
    let language: Language

    private func text(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en).in(language) }

    var title: String { text("Doelenboom", "Goal tree") }
    var noMainGoal: String { text("Er is nog geen hoofddoel", "There is no main goal yet") }
    var mainGoal: String { text("Hoofddoel", "Main goal") }
    var effect: String { text("Effect", "Effect") }
    var withoutEffect: String { text("Doelen zonder effect erboven", "Goals under no effect") }
    var continued: String { text("Vervolg", "Continued") }
    var withoutGoal: String { text("Inspanningen zonder doel", "Efforts without a goal") }
    var supporting: String { text("ondersteunend", "supporting") }
    var notMeasured: String { text("nog niet gemeten", "not measured yet") }
    var legend: String {
        text(
            "nulmeting → laatste meting → streefwaarde; de balk is het deel van die weg dat is afgelegd · ● loopt · ○ voorgesteld"
                + " · ✓ afgerond · ! ontbreekt nog",
            "baseline → latest measurement → target; the bar is how much of that way has been gone · ● active · ○ proposed"
                + " · ✓ completed · ! still missing"
        )
    }

    func counts(_ tree: GoalTreeDocument) -> String {
        let goals = tree.nodes.count - tree.effects.count
        let efforts = tree.servingEfforts.count + tree.effortsWithoutGoal.count
        return [
            counted(tree.effects.count, text("effect", "effect"), text("effecten", "effects")),
            counted(goals, text("doel", "goal"), text("doelen", "goals")),
            counted(efforts, text("inspanning", "effort"), text("inspanningen", "efforts")),
        ].joined(separator: " · ")
    }

    private func counted(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    /// `13 → 12,4 → 10 % van de inwoners`, with when.
    func course(_ indicator: GoalTreeDocument.Indicator) -> String {
        let values = [indicator.baseline, indicator.latest?.value ?? "?", indicator.target].map {
            $0.map(number) ?? "?"
        }
        return "\(values.joined(separator: " → ")) \(indicator.unit)"
    }

    func moments(_ indicator: GoalTreeDocument.Indicator) -> String {
        let measured = indicator.latest.map { text("gemeten ", "measured ") + date($0.measuredDate) } ?? notMeasured
        return indicator.targetDate.map { measured + text("; streefdatum ", "; target date ") + date($0) } ?? measured
    }

    func date(_ text: String) -> String { CalendarDate(text)?.title.in(language) ?? text }

    func missing(_ code: String) -> String {
        switch code {
        case "indicator":
            text("nog geen indicator met nulmeting en streefwaarde", "no indicator with baseline and target yet")
        case "measurement": text("nog niets gemeten en goedgekeurd", "nothing measured and approved yet")
        case "effort": text("nog geen inspanning die hieraan bijdraagt", "no effort contributes to it yet")
        case "owner": text("nog geen eigenaar", "no owner yet")
        default: code
        }
    }

    func symbol(_ effort: GoalTreeDocument.Effort) -> String {
        switch effort.status {
        case "active": "●"
        case "completed": "✓"
        default: "○"
        }
    }

    func percentage(_ progress: Int?) -> String { progress.map { "\($0)%" } ?? "–" }

    /// With the decimal sign of the language.
    private func number(_ decimal: String) -> String {
        language == .dutch ? decimal.replacing(".", with: ",") : decimal
    }

    /// What the picture shows, for those who do not see it.
    func description(_ tree: GoalTreeDocument) -> String {
        let effects = tree.effects.map { effect in
            let lacking = effect.missing.map(missing).joined(separator: ", ")
            let state = effect.progress.map { "\($0)%" } ?? notMeasured
            return "\(effect.text): \(state)\(lacking.isEmpty ? "" : "; \(lacking)")."
        }
        return ([counts(tree) + "."] + effects).joined(separator: " ")
    }
}
