import Domain
import Foundation
import Testing

@testable import Storage

/// Six programmes with 5,000 goals and 20,000 efforts each, of which one is asked about.
@Suite struct `A composed document of a large programme` {
    @Test func `is one statement that reads through indexes`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            for statement in Self.rows(in: organisation) { try await installation.superuser(statement) }
            try await installation.superuser("ANALYZE")
            let programme = try #require(UUID(uuidString: "01900000-0000-7000-8001-000000000000"))
            let effort = try #require(UUID(uuidString: "01900000-0000-7000-8001-000000000007"))
            for composition in [Composition.goalTree, .priorities, .purpose] {
                let ids = Array([programme, effort].prefix(composition.path.count))
                let statement = composition.statement(ids, of: organisation)
                for planning in Planning.allCases {
                    let plan = try await installation.plan(statement, planning, in: organisation)
                    #expect(plan.scannedTables.filter { $0 != "programme" } == [], "\(composition.name): \(plan)")
                }
                let tenant = Tenant(organisationID: organisation, moment: Installation.moment)
                let json = try await installation.store.reader.document(composition, of: ids, in: tenant)
                #expect((json?.count ?? 0) > (composition.path.count == 1 ? 1_000_000 : 100), "\(composition.name)")
            }
        }
    }

    private static func rows(in organisation: UUID) -> [String] {
        func insert(_ table: String, _ columns: String, _ values: String, _ count: Int) -> String {
            """
            SET session_replication_role = replica;
            INSERT INTO koers.\(table) (organisation_id, programme_id, \(columns))
            SELECT '\(organisation.lowercased)', \(id("0")), \(values)
            FROM generate_series(1, 6) AS p (n) CROSS JOIN generate_series(1, \(count)) AS g (i)
            """
        }
        /// A number of the programme `n`.
        func id(_ number: String) -> String {
            "('01900000-0000-7000-800' || n || '-' || lpad(to_hex(\(number)), 12, '0'))::uuid"
        }
        let shared = "id, created_at, updated_at"
        let times = "'2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'"
        return [
            """
            SET session_replication_role = replica;
            INSERT INTO koers.programme (organisation_id, id, created_at, updated_at, code, name, challenge_id)
            SELECT '\(organisation.lowercased)', \(id("0")), \(times), 'P-' || n, 'Programma', \(id("0"))
            FROM generate_series(1, 6) AS p (n)
            """,
            insert(
                "goal",
                "\(shared), kind, parent_id, text",
                """
                \(id("i")), \(times), CASE WHEN i = 1 THEN 'main_goal' WHEN i <= 41 THEN 'effect' ELSE 'goal' END,
                CASE WHEN i = 1 THEN NULL WHEN i <= 41 THEN \(id("1")) ELSE \(id("2 + i * 7919 % greatest(40, i / 3)")) END,
                'Doel ' || i
                """,
                5000
            ),
            insert(
                "indicator",
                "\(shared), goal_id, name, unit, direction, baseline, baseline_date, target, target_date",
                "\(id("i")), \(times), \(id("i + 1")), 'Indicator', '%', 'decrease', 13, '2025-01-01', 10, '2029-12-31'",
                1000
            ),
            insert(
                "measurement",
                "\(shared), indicator_id, value, measured_date, status, entered_by_id, approved_by_id, approved_at",
                """
                \(id("i")), \(times), \(id("1 + i % 1000")), 12, '2026-01-01'::date + i, 'approved', \(id("1")), \(id("2")),
                '2026-01-01T00:00:00Z'
                """,
                3000
            ),
            insert(
                "effort",
                "\(shared), kind, name, influence, status",
                "\(id("i")), \(times), 'project', 'Inspanning ' || i, 'own', 'active'",
                20_000
            ),
            insert(
                "contribution",
                "effort_id, goal_id, weight",
                "\(id("i")), \(id("2 + i * 31 % 4999")), 'primary'",
                20_000
            ),
        ]
    }
}
