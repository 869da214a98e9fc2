import Contract

/// The words of the partner matrix and of the questions by which a team places a partner.
extension Words {
    var noPartnerRelations: String {
        choose("Er zijn nog geen partnerrelaties.", "There are no partner relations yet.")
    }
    var influenceAxis: String { choose("invloed op onze doelen ↑", "influence on our goals ↑") }
    var dependenceAxis: String { choose("onze afhankelijkheid →", "our dependence →") }
    var matrixLegend: String {
        choose(
            "Rechtsboven strategisch, linksboven hefboom, rechtsonder knelpunt, linksonder routine. * staat voor meerdere.",
            "Upper right strategic, upper left leverage, lower right bottleneck, lower left routine. * stands for several."
        )
    }

    /// A partner of the matrix in one line.
    func placed(_ partner: JSON) -> String {
        var parts = [TerminalText.line(partner["partnerName"]?.string ?? "")]
        if let influence = partner["position"]?["influence"]?.integer,
            let dependence = partner["position"]?["dependence"]?.integer
        {
            parts.append("\(influence)/\(dependence)")
        } else {
            parts.append(choose("nog niet geplaatst", "not placed yet"))
        }
        if let arrow = arrow(partner["direction"]) { parts.append(arrow) }
        parts.append(TerminalText.line(partner["provision"]?.string ?? ""))
        return (parts + money(partner)).joined(separator: " · ")
    }

    /// What was agreed with a partner, promised to it and spent, each where it is more than nothing.
    private func money(_ partner: JSON) -> [String] {
        [
            ("amountCents", choose("afgesproken", "agreed")), ("committedCents", choose("verplicht", "committed")),
            ("realisedCents", choose("besteed", "spent")),
        ].compactMap { member, word in
            guard let cents = partner[member]?.integer, cents != 0 else { return nil }
            return "\(Euros(cents: cents).text) \(word)"
        }
    }

    private func arrow(_ direction: JSON?) -> String? {
        guard let vertical = direction?["vertical"]?.string, let horizontal = direction?["horizontal"]?.string else {
            return nil
        }
        let arrow =
            switch (vertical, horizontal) {
            case ("up", "left"): "↖"
            case ("up", "right"): "↗"
            case ("down", "left"): "↙"
            case ("up", _): "↑"
            case ("down", _): "↓"
            case (_, "left"): "←"
            case (_, "right"): "→"
            default: "="
            }
        return direction?["reassess"] == true ? arrow + "?" : arrow
    }

    var askInfluence: String {
        choose(
            "Hoeveel invloed heeft deze partner nu op onze doelen? 0 (geen) tot 100 (doorslaggevend): ",
            "How much does this partner influence our goals now? 0 (not at all) to 100 (decisively): "
        )
    }
    var askDependence: String {
        choose(
            "Als de partner wegvalt, hebben we een alternatief? 0 (meteen) tot 100 (geen enkel): ",
            "If the partner falls away, do we have an alternative? 0 (at once) to 100 (none at all): "
        )
    }
    var askAlternative: String {
        choose(
            "Wat gebeurt er als de partner wegvalt, en wie kan het overnemen? ",
            "What happens if the partner falls away, and who could take over? "
        )
    }
    var askRationale: String {
        choose("Waarom plaatsen jullie de partner hier? ", "Why do you place the partner here? ")
    }
    var needsNumber: String { choose("Een heel getal van 0 tot en met 100.", "A whole number from 0 to 100.") }
    var needsAnswer: String { choose("Deze vraag vraagt een antwoord.", "This question asks for an answer.") }

    func assessing(_ partner: String) -> String { choose("Positie van \(partner)", "Position of \(partner)") }
    func assessed(influence: Int64, dependence: Int64) -> String {
        choose(
            "Vastgelegd: invloed \(influence), afhankelijkheid \(dependence).",
            "Recorded: influence \(influence), dependence \(dependence)."
        )
    }
    var stopped: String { choose("Gestopt; er is niets vastgelegd.", "Stopped; nothing was recorded.") }
}
