import ArgumentParser

struct VerifyLedger: AdministrationCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-ledger",
        abstract: "Add up the entries of each budget line; exit code 1 when a total differs.",
        discussion: """
            EXAMPLE
              koers-server verify-ledger --json
            """
    )

    @OptionGroup var shared: AdministrationFlags

    func work(in database: any RunningDatabase, output: CommandOutput) async throws {
        let ledgers = try await database.verifyLedger()
        try output.write(
            ledgers,
            text: ledgers.isEmpty ? "There are no ledgers." : ledgers.map(Self.lines).joined(separator: "\n")
        )
        let wrong = ledgers.filter { !$0.differences.isEmpty }
        guard wrong.isEmpty else {
            throw CommandFailure(
                .outcome,
                "Differences: the ledger of \(wrong.map(\.organisation).joined(separator: ", "))."
            )
        }
    }

    private static func lines(_ ledger: LedgerVerified) -> String {
        let differences = ledger.differences.map { difference in
            "  budget line \(difference.budgetLine): \(difference.total) is \(difference.saysCents) cents, "
                + "its \(difference.source) add up to \(difference.sumCents)"
        }
        let outcome =
            differences.isEmpty
            ? "every total is the sum of its entries and commitments" : "\(differences.count) differ"
        let head = "\(ledger.organisation): \(ledger.lines) budget lines, \(ledger.entries) entries, \(outcome)"
        return ([head] + differences).joined(separator: "\n")
    }
}
