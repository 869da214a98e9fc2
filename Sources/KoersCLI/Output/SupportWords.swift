/// What koers says about the support of a vision.
extension Words {
    var name: String { choose("naam", "name") }
    var category: String { choose("categorie", "category") }
    var required: String { choose("verplicht", "required") }
    var stance: String { choose("standpunt", "stance") }
    var since: String { choose("sinds", "since") }
    var note: String { choose("toelichting", "note") }
    var left: String { choose("vertrokken", "left") }

    func yesOrNo(_ value: Bool) -> String { value ? choose("ja", "yes") : choose("nee", "no") }

    func category(_ category: String) -> String {
        switch category {
        case "executive": choose("bestuur", "executive")
        case "director": choose("directie", "director")
        case "social_partner": choose("partner", "social partner")
        case "residents": choose("inwoners", "residents")
        default: category
        }
    }

    func stance(_ stance: String?) -> String {
        switch stance {
        case nil: choose("nog geen", "none yet")
        case "endorsed": choose("steunt", "endorses")
        case "reservation": choose("voorbehoud", "reservation")
        case "refused": choose("geweigerd", "refused")
        case "withdrawn": choose("ingetrokken", "withdrawn")
        case .some(let other): other
        }
    }

    func visionStatus(_ status: String) -> String {
        switch status {
        case "draft": choose("concept", "draft")
        case "seeking_support": choose("zoekt steun", "seeks support")
        case "adopted": choose("vastgesteld", "adopted")
        case "superseded": choose("vervangen", "superseded")
        default: status
        }
    }

    func vision(_ number: Int64?, _ status: String) -> String {
        let number = number.map { " \($0)" } ?? ""
        return choose("Visie\(number) (\(status))", "Vision\(number) (\(status))")
    }

    func carried(_ count: Int) -> String {
        choose(
            "Vastgesteld en gedragen: \(everyone(count)) deze visie.",
            "Adopted and carried: \(everyone(count)) this vision."
        )
    }

    func eroded(_ missing: [String]) -> String {
        choose(
            "Vastgesteld, maar niet gedragen: de steun ontbreekt van \(list(missing)).",
            "Adopted, but not carried: the support of \(list(missing)) is missing."
        )
    }

    func adoptable(_ count: Int) -> String {
        choose(
            "Kan worden vastgesteld: \(everyone(count)) deze visie.",
            "Can be adopted: \(everyone(count)) this vision."
        )
    }

    func notAdoptable(_ missing: [String]) -> String {
        guard !missing.isEmpty else { return choose("Kan nog niet worden vastgesteld.", "Cannot be adopted yet.") }
        return choose(
            "Kan nog niet worden vastgesteld: de steun ontbreekt van \(list(missing)).",
            "Cannot be adopted yet: the support of \(list(missing)) is missing."
        )
    }

    var superseded: String {
        choose("Vervangen: deze visie telt niet meer.", "Superseded: this vision no longer counts.")
    }

    var draft: String {
        choose(
            "Concept: wie steun zoekt, zet de stap naar seeking_support.",
            "Draft: support can be given once it takes the step to seeking_support."
        )
    }

    private func everyone(_ count: Int) -> String {
        switch count {
        case 1: choose("de enige verplichte belanghebbende steunt", "the only required stakeholder endorses")
        default:
            choose("alle \(count) verplichte belanghebbenden steunen", "all \(count) required stakeholders endorse")
        }
    }

    /// Names in a sentence: a, b and c.
    private func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + choose(" en ", " and ") + last
    }
}
