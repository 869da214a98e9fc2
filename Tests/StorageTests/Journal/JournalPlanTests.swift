import Domain
import Foundation
import Postgres
import Testing

@testable import Storage

@Suite struct `An entry of a long journal` {
    @Test(arguments: Planning.allCases)
    func `is appended without reading the journal from one end to the other`(_ planning: Planning) async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation("A")
            try await installation.superuser(Self.entries(of: organisation))
            try await installation.superuser(Self.data(of: organisation))
            try await installation.superuser("ANALYZE koers.journal, koers.journal_data, koers.journal_head")
            let journal = JournalStatements(
                catalogue: installation.store.catalogue,
                tenant: Tenant(organisationID: organisation, moment: Installation.moment),
                provenance: Provenance(actorID: nil, clientID: nil, operationID: "", requestID: organisation),
                findings: []
            )
            let append = journal.refusal(.programme, subject: "/v1/programmes", programmeID: nil)
            let plan = try await installation.plan(Self.inText(append), planning, in: organisation)
            #expect(!plan.scannedTables.contains { $0.hasPrefix("journal") && $0 != "journal_head" }, "\(plan)")
        }
    }

    @Test func `is not shown by a standby that has no such entry, or data that are blank by now`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation("A")
            try await installation.superuser(Self.entries(of: organisation))
            try await installation.superuser(Self.data(of: organisation))
            let tenant = Tenant(organisationID: organisation, moment: Installation.moment)
            func isShown(_ entries: [(Int64, isBlank: Bool)]) async throws -> Bool {
                let entries = entries.map { JournalPage.Entry(sequence: $0, isBlank: $1) }
                return try await installation.store.reader.journalEntries(entries[...], in: tenant) != nil
            }
            #expect(try await isShown([(20_000, false), (19_999, false)]))
            #expect(try await !isShown([(20_001, false), (20_000, false)]))
            #expect(try await !isShown([(20_000, false), (19_999, true)]))
            try await installation.superuser("UPDATE koers.journal_data SET data = NULL WHERE sequence = 19999")
            #expect(try await isShown([(20_000, false), (19_999, true)]))
            #expect(try await isShown([(19_999, false), (20_000, false)]), "blanked since the page was settled")
        }
    }

    private static func entries(of organisation: UUID) -> String {
        """
        SET session_replication_role = replica;
        INSERT INTO koers.journal (organisation_id, sequence, occurred_at, type, subject, operation_id, request_id, \
        findings_nl, findings_en, previous_hash, hash) \
        SELECT '\(organisation)', i, '2026-01-01T00:00:00Z', 'team.updated', '/v1/teams', 'updateTeam', '\(organisation)', \
        '[]', '[]', '', '' FROM generate_series(2, 20000) AS g (i)
        """
    }

    private static func data(of organisation: UUID) -> String {
        """
        SET session_replication_role = replica;
        INSERT INTO koers.journal_data (organisation_id, sequence, data) \
        SELECT '\(organisation)', i, '{}' FROM generate_series(2, 20000) AS g (i)
        """
    }

    /// The statement with values as texts: a plan depends on none of them but the number of entries that follow, whose
    /// NULL would make a sequence that nothing has.
    private static func inText(_ statement: Statement) -> Statement {
        let values = statement.parameters.dropFirst().map { value -> PostgresValue in
            if value.type == .int8 { return .inferred("0") }
            return value.format == .text ? value : .inferred(nil)
        }
        return Statement(statement.name, statement.sql, statement.parameters.prefix(1) + values)
    }
}
