import Domain
import Foundation
import Testing

@testable import Storage

/// Six programmes with 5,000 goals, 20,000 efforts and 20,000 entries for 2,000 commitments each, of which one is asked
/// about.
@Suite struct `A composed document of a large programme` {
    @Test func `is one statement that reads through indexes`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            for statement in Self.rows(in: organisation) { try await installation.superuser(statement) }
            try await installation.superuser("ANALYZE")
            let programme = try #require(UUID(uuidString: "01900000-0000-7000-8001-000000000000"))
            let effort = try #require(UUID(uuidString: "01900000-0000-7000-8001-000000000007"))
            for composition in [
                Composition.goalTree, .priorities, .purpose, .partnerMatrix, .partnerAgenda,
            ] {
                let ids = Array([programme, effort].prefix(composition.path.count))
                let statement = composition.statement(ids, of: organisation)
                for planning in Planning.allCases {
                    let plan = try await installation.plan(statement, planning, in: organisation)
                    #expect(plan.scannedTables.filter { $0 != "programme" } == [], "\(composition.name): \(plan)")
                }
                let tenant = Tenant(organisationID: organisation, moment: Installation.moment)
                let json = try await installation.store.reader.document(composition, of: ids, in: tenant)
                #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json ?? [])) }
                let least = [
                    Composition.purpose.name: 100, Composition.partnerMatrix.name: 20_000,
                    Composition.partnerAgenda.name: 2_000,
                ]
                #expect((json?.count ?? 0) > least[composition.name, default: 1_000_000], "\(composition.name)")
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
            """
            SET session_replication_role = replica;
            INSERT INTO koers.partner (organisation_id, \(shared), name, kind)
            SELECT '\(organisation.lowercased)', ('01900000-0000-7000-8001-' || lpad(to_hex(i), 12, '0'))::uuid, \(times),
                'Partner ' || i, 'other' FROM generate_series(1, 60000) AS g (i)
            """,
            insert(
                "partner_relation",
                "\(shared), partner_id, provision, form, status",
                """
                \(id("i")), \(times), ('01900000-0000-7000-8001-' || lpad(to_hex(i), 12, '0'))::uuid, 'Dienst ' || i,
                'network', 'active'
                """,
                100
            ),
            insert(
                "position",
                """
                \(shared), partner_relation_id, influence, dependence, alternative_if_lost, rationale, assessed_date,
                assessor_id
                """,
                """
                \(id("i")), \(times), \(id("1 + i % 100")), i % 101, i % 97, 'Een ander', 'Zo', '2016-01-01'::date + i,
                \(id("1"))
                """,
                1000
            ),
            insert(
                "direction",
                "\(shared), partner_relation_id, vertical, horizontal, rationale, status, reassess",
                "\(id("i")), \(times), \(id("1 + i % 100")), 'up', 'none', 'Meer', 'agreed', i % 2 = 0",
                1000
            ),
            insert(
                "action",
                "\(shared), partner_relation_id, direction_id, description, owner_role_id, due_date, status",
                """
                \(id("i")), \(times), \(id("1 + i % 100")), \(id("i")), 'Bellen', \(id("1")), '2027-01-31'::date, 'open'
                """,
                1000
            ),
            insert(
                "agreement",
                "\(shared), partner_relation_id, kind, subject, amount_cents, from_date",
                "\(id("i")), \(times), \(id("1 + i % 100")), 'subsidy', 'Subsidie', i, '2016-01-01'::date",
                1000
            ),
            insert(
                "commitment",
                "\(shared), kind, subject, partner_id, decision_id, amount_cents, engaged_by_id",
                """
                \(id("i")), \(times), 'other', 'Verplichting ' || i,
                ('01900000-0000-7000-8001-' || lpad(to_hex(1 + i % 20), 12, '0'))::uuid, \(id("1")), 1000000, \(id("1"))
                """,
                2000
            ),
            insert(
                "budget_entry",
                "\(shared), budget_line_id, kind, amount_cents, commitment_id",
                "\(id("i")), \(times), \(id("1")), 'engagement', 100, \(id("1 + i % 2000"))",
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
