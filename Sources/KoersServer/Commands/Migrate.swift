import ArgumentParser

struct Migrate: AdministrationCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's schema up to date.",
        discussion: """
            `serve` does the same when it starts. Migrations that were applied already are checked, not repeated.

            EXAMPLE
              koers-server migrate --database-url postgres://koers@db/koers
            """
    )

    private struct Applied: Encodable {
        let applied: [String]
    }

    @OptionGroup var shared: AdministrationFlags

    func work(in database: any RunningDatabase, output: CommandOutput) async throws {
        let applied = try await database.migrate()
        let text =
            applied.isEmpty ? "The schema was up to date." : applied.map { "Applied \($0)." }.joined(separator: "\n")
        try output.write(Applied(applied: applied), text: text)
    }
}
