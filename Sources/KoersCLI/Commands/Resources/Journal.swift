import ArgumentParser

/// What happened: audit trail and event feed.
enum Journal: Resource {
    static let command = "journal"
    static let singular = "entry"
    static let dutch = "regel"
    static let abstract = "What happened, who did it and why; refusals too."
    static let columns = ["sequence", "occurredAt", "type", "reason", "subject"]
    static let examples = [
        "journal --limit 20",
        "journal --type programme.refused --from 2026-01-01T00:00:00Z",
        "journal --programme ITMDM-26 --actor programmamanager",
        "journal --subject /v1/programmes/ID --all -o csv",
    ]
    static var subcommands: [any ParsableCommand.Type] { [] }
}
