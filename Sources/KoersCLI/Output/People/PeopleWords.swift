/// What koers says about roles and hours.
extension Words {
    var role: String { choose("rol", "role") }
    var holder: String { choose("bezet door", "held by") }
    var hours: String { choose("uren", "hours") }
    var fit: String { choose("past", "fits") }
    var deputy: String { choose("plaatsvervanger", "deputy") }
    var occupancyMarks: String {
        choose(
            "◆ kritieke rol   ✓ heeft elk gevraagd niveau   ! mist een niveau (gezien/gevraagd)",
            "◆ critical role   ✓ has every level that is asked   ! lacks a level (seen/asked)"
        )
    }
    var firstDay: String { choose("van", "from") }
    var lastDay: String { choose("tot en met", "until") }
    var free: String { choose("vrij", "free") }
    var promisedFor: String { choose("toegezegd voor", "promised for") }

    func vacant(since day: String, workingDays: Int64) -> String {
        choose(
            "leeg sinds \(day) (\(workingDays) \(workingDays == 1 ? "werkdag" : "werkdagen"))",
            "vacant since \(day) (\(workingDays) working \(workingDays == 1 ? "day" : "days"))"
        )
    }

    func exception(until day: String) -> String {
        choose("uitzondering tot en met \(day)", "exception until \(day)")
    }

    func contract(of name: String, _ hours: Int64) -> String {
        choose("\(name): \(hours) contracturen per week", "\(name): \(hours) contract hours a week")
    }
}
