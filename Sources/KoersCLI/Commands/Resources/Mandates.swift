import ArgumentParser

/// The mandate register: who may decide what, on whose behalf.
enum Mandates: Resource {
    static let command = "mandates"
    static let singular = "mandate"
    static let dutch = "mandaat"
    static let abstract = "Who may decide what, on whose behalf and up to how much."
    static let columns = [
        "code", "kind", "body", "mandataryRole", "mandataryPerson", "powers", "ceilingCents", "status", "untilDate",
        "id",
    ]
    static let handle = Handle.key("code")
    static let codesAreCapitals = false
    static let references: Set = ["mandates.parentId"]
    static let examples = [
        "mandates list --status in_force --powers grant_subsidy",
        "mandates list --mandatary-person directeur --sort ceilingCents",
        "mandates show M2",
        "mandates create --code M8 --kind mandate --body college \\\n"
            + "    --powers grant_subsidy --mandatary-person directeur \\\n"
            + "    --ceiling-cents 5000000 --from-date 2026-01-01",
        "mandates update M2 --ceiling-cents 7500000",
        "mandates transition M2 --to revoked --motivation 'Nieuw besluit'",
        "mandates chain M3",
        "mandates tree",
        "mandates tree --status in_force --language nl",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [
            ChangingActionCommand<MandateTransition>.self, ActionCommand<MandateChain>.self,
            MandateTreeCommand.self,
        ]
    }
}

/// The step into force, or the revocation.
enum MandateTransition: Action {
    typealias Owner = Mandates
    static let command = "transition"
    static let abstract = "Bring a mandate into force, or revoke it."
    static let method = "POST"
    static let suffix = "/transitions"
}

/// What a mandate grants together with everything that it rests on.
enum MandateChain: Action {
    typealias Owner = Mandates
    static let command = "chain"
    static let abstract = "What a mandate grants together with all that it rests on."
    static let method = "GET"
    static let suffix = "/chain"
}
