import ArgumentParser

/// What happened: audit trail and event feed.
enum Journal: Resource {
    static let command = "journal"
    static let singular = "entry"
    static let dutch = "regel"
    static let abstract = "What happened, who did it and why; refusals too."
    static let columns = ["sequence", "occurredAt", "type", "reason", "subject"]
    static let examples = [
        "journal list --limit 20",
        "journal list --type programme.refused --from 2026-01-01T00:00:00Z",
        "journal list --programme ITMDM-26 --actor programmamanager",
        "journal list --subject /v1/programmes/ID --all -o csv",
        "journal export --from 2026-01-01T00:00:00Z",
    ]
    static var subcommands: [any ParsableCommand.Type] { [ListCommand<Self>.self, ExportCommand<Self>.self] }
    static var standardSubcommand: (any ParsableCommand.Type)? { ListCommand<Self>.self }
}
