import ArgumentParser

struct VerifyJournal: AdministrationCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-journal",
        abstract: "Recompute the hash chain of each journal; exit code 1 when one is broken.",
        discussion: """
            EXAMPLE
              koers-server verify-journal --json
            """
    )

    @OptionGroup var shared: AdministrationFlags

    func work(in database: any RunningDatabase, output: CommandOutput) async throws {
        let journals = try await database.verifyJournal()
        try output.write(
            journals,
            text: journals.isEmpty ? "There are no journals." : journals.map(Self.line).joined(separator: "\n")
        )
        let broken = journals.filter { $0.firstBroken != nil }
        guard broken.isEmpty else {
            throw CommandFailure(
                .outcome,
                "Broken: the journal of \(broken.map(\.organisation).joined(separator: ", "))."
            )
        }
    }

    private static func line(_ journal: JournalVerified) -> String {
        let outcome = journal.firstBroken.map { "broken at entry \($0) (\(journal.reason ?? "unknown"))" } ?? "whole"
        return "\(journal.organisation): \(journal.entries) entries, \(outcome)"
    }
}
