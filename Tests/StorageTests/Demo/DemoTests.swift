import Domain
import Foundation
import Postgres
import Services
import Storage
import TestSupport
import Testing

@Suite struct `The demo municipality` {
    @Test func `is loaded once, however often it is loaded`() async throws {
        try await Installation.with { installation in
            let demo = Demo(installation.registry, installation.store)
            let holders = try await demo.load()
            #expect(holders.count == 5)
            let entries = try await installation.count("koers.journal")
            let again = try await demo.load()
            #expect(again.map(\.personID) == holders.map(\.personID))
            #expect(try await installation.count("koers.journal") == entries)
            #expect(
                try await installation.superuser("SELECT code, phase FROM koers.programme ORDER BY code")
                    .contains("ITMDM-26|execution")
            )
            try await Self.verify(installation)
        }
    }

    @Test func `is completed when its loading was interrupted`() async throws {
        let whole = try await Installation.with { installation in
            _ = try await Demo(installation.registry, installation.store).load()
            return try await Self.content(installation)
        }
        try await Installation.with { installation in
            let demo = Demo(installation.registry, installation.store)
            let begun = await withTaskGroup(of: Void.self) { group in
                group.addTask { _ = try? await demo.load() }
                let begun = await eventually { try await installation.count("koers.journal") >= 8 }
                group.cancelAll()
                return begun
            }
            #expect(begun)
            // Whoever is cancelled is answered at once; what it had begun may still come to its end.
            #expect(await eventually { installation.app.statistics.leasedConnections == 0 })
            _ = try await demo.load()
            #expect(try await Self.content(installation) == whole)
            try await Self.verify(installation)
        }
    }

    /// What happened, in an order and with the moments that are the same every time; ids of what was made are not.
    private static func content(_ installation: Installation) async throws -> String {
        try await installation.superuser(
            "SELECT sequence, occurred_at, type, operation_id, request_id FROM koers.journal ORDER BY sequence"
        )
    }

    private static func verify(_ installation: Installation) async throws {
        let verification = try await installation.registry.verifyJournal(
            of: Demo.organisationID,
            at: Installation.moment
        )
        #expect(verification.firstBreach == nil)
        #expect(verification.entries > 20)
        let ledger = try await installation.registry.verifyLedger(of: Demo.organisationID, at: Installation.moment)
        #expect(ledger.differences == [])
        let welfare = try await installation.superuser(
            """
            SELECT authorised_cents, committed_cents, realised_cents, free_cents FROM koers.budget_line
            WHERE task_field = '6.1' AND fiscal_year = 2026
            """
        )
        #expect(welfare.contains("145000000|118000000|21000000|6000000"))
    }
}
