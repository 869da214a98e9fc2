import ArgumentParser

/// What happened: audit trail and event feed.
enum Journal: Resource {
    static let command = "journal"
    static let singular = "entry"
    static let abstract = "What happened, who did it and why; refusals too."
    static let columns = ["sequence", "occurredAt", "type", "subject", "reason"]
    static let examples = [
        "journal --limit 20",
        "journal --type programme.refused --from 2026-01-01T00:00:00Z",
        "journal --subject /v1/programmes/ID --all -o csv",
    ]
    static var subcommands: [any ParsableCommand.Type] { [] }
}
