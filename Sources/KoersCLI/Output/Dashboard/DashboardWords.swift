/// What koers says on a dashboard.
extension Words {
    var phaseTitle: String { choose("fase", "phase") }
    var stepAhead: String { choose("volgende stap", "step ahead") }
    var supportTitle: String { choose("draagvlak", "support") }
    var authorityTitle: String { choose("bevoegdheid", "authority") }
    var vacanciesTitle: String { choose("vacatures", "vacancies") }
    var partnersTitle: String { choose("partners", "partners") }
    var dayTitle: String { choose("dag", "day") }
    var whatTitle: String { choose("wat", "what") }
    var aboutTitle: String { choose("waarover", "about") }
    var expensesTitle: String { choose("lasten", "expenses") }
    var incomesTitle: String { choose("baten", "income") }
    var programmeTitle: String { choose("programma", "programme") }
    var openOpportunities: String { choose("open kansen", "open opportunities") }
    var allTogether: String { choose("alle samen", "all together") }
    var before: String { choose("vóór of op", "by") }
    var nothingAhead: String { choose("geen", "none") }
    var noVacancy: String { choose("geen", "none") }
    var noPartners: String { choose("nog geen", "none yet") }
    var noProgrammes: String { choose("Er zijn nog geen programma's.", "There are no programmes yet.") }
    var budgetSums: [String] {
        [
            choose("begroot", "authorised"), choose("verplicht", "committed"), choose("gerealiseerd", "realised"),
            choose("vrij", "free"),
        ]
    }

    func phase(_ phase: String) -> String {
        switch phase {
        case "exploration": choose("verkenning", "exploration")
        case "formation": choose("opbouw", "formation")
        case "execution": choose("uitvoering", "execution")
        case "reconsideration": choose("heroverweging", "reconsideration")
        case "wind_down": choose("afbouw", "wind-down")
        case "closed": choose("afgesloten", "closed")
        case "rejected": choose("afgewezen", "rejected")
        default: phase
        }
    }

    func step(to phase: String, _ breached: [String]) -> String {
        breached.isEmpty
            ? choose("naar \(phase), kan nu", "to \(phase), possible now")
            : choose(
                "naar \(phase), kan nog niet: \(breached.joined(separator: ", "))",
                "to \(phase), not possible yet: \(breached.joined(separator: ", "))"
            )
    }

    func support(_ status: String, until day: String?, missing: [String]) -> String {
        let who = missing.isEmpty ? "" : choose("; mist ", "; missing ") + missing.joined(separator: ", ")
        switch status {
        case "carried": return choose("gedragen", "carried") + who
        case "eroded":
            let until = day.map { choose(", terug te winnen tot en met \($0)", ", to be won back until \($0)") } ?? ""
            return choose("aangetast", "eroded") + until + who
        default: return choose("nog niet", "not yet") + who
        }
    }

    func gaps(kinds: [String], resting: [String]) -> String {
        let parts = [
            kinds.isEmpty ? nil : choose("niemand mag: ", "nobody may: ") + kinds.joined(separator: ", "),
            resting.isEmpty ? nil : choose("rust: ", "resting: ") + resting.joined(separator: ", "),
        ].compactMap(\.self)
        return parts.isEmpty ? choose("geen gaten", "no gaps") : parts.joined(separator: "; ")
    }

    func quadrantTitle(_ quadrant: String) -> String {
        switch quadrant {
        case "strategic": choose("strategisch", "strategic")
        case "leverage": choose("hefboom", "leverage")
        case "bottleneck": choose("knelpunt", "bottleneck")
        case "routine": choose("routine", "routine")
        default: quadrant
        }
    }

    func deadline(_ kind: String, _ type: String) -> String {
        switch (kind, type) {
        case ("support", _): choose("draagvlak terugwinnen", "win support back")
        case ("decision", _): choose("over een kans beslissen", "decide on an opportunity")
        case ("action", _): choose("actie bij een partner", "action with a partner")
        case ("exception", _): choose("uitzondering loopt af", "exception ends")
        case ("budget", _): choose("beroep op begrotingsvoorbehoud", "invoke the budget reservation")
        case (_, "mandate"): choose("mandaat loopt af", "mandate ends")
        case (_, "partner_relation"): choose("relatie eindigt", "relation ends")
        case (_, "capacity_agreement"): choose("inzetafspraak loopt af", "capacity agreement ends")
        case (_, "assignment"): choose("roltoewijzing loopt af", "assignment ends")
        default: choose("programma eindigt", "programme ends")
        }
    }
}
