import Contract

/// What koers says about goals and efforts.
extension Words {
    var noMainGoal: String { choose("Er is nog geen hoofddoel.", "There is no main goal yet.") }
    var effortsWithoutGoal: String { choose("Inspanningen zonder doel", "Efforts without a goal") }
    var withoutPurpose: String {
        choose("Zonder weg naar een effect (CRS-02)", "Without a path to an effect (CRS-02)")
    }
    var treeLegend: String {
        choose(
            "◆ effect   └ doel   ● loopt   ○ voorgesteld   ✓ afgerond   ! ontbreekt nog",
            "◆ effect   └ goal   ● active   ○ proposed   ✓ completed   ! still missing"
        )
    }
    var effect: String { choose("effect", "effect") }
    var progress: String { choose("voortgang", "progress") }
    var gap: String { choose("nog te gaan", "gap") }
    var unmeasured: String { choose("niet gemeten", "not measured") }
    var effortTitle: String { choose("inspanning", "effort") }
    var score: String { choose("score", "score") }
    var arithmetic: String { choose("berekening", "arithmetic") }
    var serves: String { choose("dient", "serves") }
    var priorityRule: String {
        choose(
            "Score: voor elk effect wat nog te gaan is, keer 2 bij een hoofdbijdrage en keer 1 bij een ondersteunende.",
            "Score: the gap of each effect, times 2 for a primary contribution and times 1 for a supporting one."
        )
    }
    var servesNoEffect: String {
        choose(
            "Geen weg naar een effect: deze inspanning kan niet van start (CRS-02).",
            "No path to an effect: this effort cannot be activated (CRS-02)."
        )
    }

    /// Ten blocks, of which as many are full as tens of per cents have been gone.
    func bar(_ progress: Int64) -> String {
        let full = Int(max(0, min(100, progress)) / 10)
        return String(repeating: "▰", count: full) + String(repeating: "▱", count: 10 - full)
    }

    /// `● Buurtkamers`, and how it contributes where that is said.
    func effort(_ effort: JSON) -> String {
        let sign =
            switch effort["status"]?.string {
            case "active": "●"
            case "completed": "✓"
            case "stopped": "✗"
            default: "○"
            }
        let note = effort["weight"] == "supporting" ? choose(" (ondersteunend)", " (supporting)") : ""
        return TerminalText.line("\(sign) \(effort["name"]?.string ?? "")\(note)")
    }

    /// `Ernstig eenzame inwoners: 13 → 12,4 → 10 %`
    func course(_ indicator: JSON) -> String {
        let values = [indicator["baseline"], indicator["latest"]?["value"], indicator["target"]].map { value in
            value?.string.map { language == .dutch ? $0.replacing(".", with: ",") : $0 } ?? "?"
        }
        let name = indicator["name"]?.string ?? ""
        return TerminalText.line("\(name): \(values.joined(separator: " → ")) \(indicator["unit"]?.string ?? "")")
    }

    func missing(_ code: String) -> String {
        switch code {
        case "indicator":
            choose("nog geen indicator met nulmeting en streefwaarde", "no indicator with baseline and target yet")
        case "measurement": choose("nog niets gemeten en goedgekeurd", "nothing measured and approved yet")
        case "effort": choose("nog geen inspanning die hieraan bijdraagt", "no effort contributes to it yet")
        case "owner": choose("nog geen eigenaar", "no owner yet")
        default: code
        }
    }

    func weight(_ weight: String) -> String {
        weight == "primary"
            ? choose("Hoofdbijdrage", "Primary contribution")
            : choose("Ondersteunende bijdrage", "Supporting contribution")
    }

    /// `effect: Inwoners hebben betekenisvol contact`
    func step(_ step: JSON) -> String {
        let kind =
            switch step["kind"]?.string {
            case "main_goal": choose("hoofddoel", "main goal")
            case "effect": choose("effect", "effect")
            default: choose("doel", "goal")
            }
        return TerminalText.line("\(kind): \(step["text"]?.string ?? "")")
    }

    func earns(_ purpose: JSON) -> String {
        let arithmetic = purpose["arithmetic"]?.string ?? ""
        return choose("In de prioriteiten: \(arithmetic).", "In the priorities: \(arithmetic).")
    }
}
