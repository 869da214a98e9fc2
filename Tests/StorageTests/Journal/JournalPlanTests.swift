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

    /// PostgreSQL then has no reason to prefer an index that tells more to one that tells less.
    @Test(arguments: Planning.allCases)
    func `is found by its number while PostgreSQL has not looked at the journal yet`(_ planning: Planning) async throws
    {
        try await Installation.with { installation in
            let organisation = try await installation.organisation("A")
            try await installation.superuser(Self.entries(of: organisation))
            try await installation.superuser(Self.data(of: organisation))
            let catalogue = installation.store.catalogue
            let page = PageStatement(
                resource: .journal,
                place: .top,
                query: PageQuery(limit: 50, address: ""),
                projection: catalogue.projection(of: .journal),
                tenant: Tenant(organisationID: organisation, moment: Installation.moment)
            ).page
            let part = Reader.entries([40, 39, 38], catalogue.projection(of: .journal), of: organisation)
            let values = ["{40,39,38}", "38", "40"].map { PostgresValue.inferred($0) }
            let partInText = Statement(part.name, part.sql, part.parameters.prefix(1) + values)
            for statement in [page, partInText] {
                let plan = try await installation.plan(statement, planning, in: organisation)
                let indexes = Set(plan.nodes.compactMap(\.index))
                #expect(indexes == ["journal_pkey", "journal_data_pkey"], "\(plan)")
                #expect(!plan.nodes.contains { $0.type == "Nested Loop" }, "\(plan)")
            }
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
