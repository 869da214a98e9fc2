/// The words of mandates and of who may decide.
extension Words {
    var yesAllowed: String { choose("Ja, dat mag.", "Yes, that is allowed.") }
    var noNotAllowed: String { choose("Nee, dat mag niet.", "No, that is not allowed.") }
    var nobodyMay: String { choose("Niemand mag dit nu besluiten.", "Nobody may decide this now.") }
    var whoMay: String { choose("Wie mag dit", "Who may") }
    var onBehalfOf: String { choose("namens", "on behalf of") }
    var upTo: String { choose("tot", "up to") }
    var noMandates: String { choose("Er zijn geen mandaten.", "There are no mandates.") }
    var mandateLegend: String {
        choose(
            "✓ van kracht   · concept   – verlopen   ✗ ingetrokken. Wat eronder hangt, geeft nooit meer dan wat erboven staat.",
            "✓ in force   · draft   – expired   ✗ revoked. What hangs below never grants more than what stands above."
        )
    }

    func body(_ body: String) -> String {
        switch body {
        case "council": choose("de gemeenteraad", "the council")
        case "college": choose("het college", "the college")
        case "mayor": choose("de burgemeester", "the mayor")
        default: body
        }
    }

    func ceiling(_ cents: Int64?) -> String {
        cents.map { Euros(cents: $0).text } ?? choose("zonder plafond", "no ceiling")
    }

    func mandateKind(_ kind: String) -> String {
        switch kind {
        case "mandate": choose("mandaat", "mandate")
        case "power_of_attorney": choose("volmacht", "power of attorney")
        case "authorisation": choose("machtiging", "authorisation")
        default: kind
        }
    }

    func power(_ kind: String) -> String {
        switch kind {
        case "grant_subsidy": choose("subsidie verlenen", "grant subsidies")
        case "award_contract": choose("opdrachten gunnen", "award contracts")
        case "engage_commitment": choose("verplichtingen aangaan", "engage commitments")
        case "transfer_budget": choose("budget overhevelen", "transfer budget")
        case "amend_budget": choose("de begroting wijzigen", "amend the budget")
        case "start_programme": choose("een programma starten", "start a programme")
        case "end_programme": choose("een programma beëindigen", "end a programme")
        case "assign_role": choose("rollen toewijzen", "assign roles")
        case "grant_exception": choose("uitzonderingen toestaan", "grant exceptions")
        case "end_partner_relation": choose("partnerrelaties beëindigen", "end partner relations")
        case "decide_objection": choose("op bezwaar beslissen", "decide objections")
        case "other": choose("overige besluiten", "other decisions")
        default: kind
        }
    }

    /// From when until when, as far as it is limited.
    func window(_ from: String, _ until: String?) -> String {
        until.map { choose("\(from) t/m \($0)", "\(from) to \($0)") } ?? choose("vanaf \(from)", "from \(from)")
    }
}
