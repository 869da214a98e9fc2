import Domain
import Foundation
import Storage

/// Two organisations with a hundred thousand of everything each, so that a plan which reads too much shows.
struct LargeInstallation {
    static let size = 100_000
    /// How much is done at once; each takes one session, and with it about one core.
    static let lanes = 2

    let installation: Installation
    /// The organisation that asks.
    let organisation: UUID

    static func with<R: Sendable>(_ body: @Sendable (LargeInstallation) async throws -> R) async throws -> R {
        try await Installation.with { installation in
            let asking = try await installation.organisation("A")
            let other = try await installation.organisation("B")
            try await installation.superuser(withoutIndexes)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for statement in statements([asking, other]) {
                    group.addTask { try await installation.superuser(statement) }
                }
                try await group.waitForAll()
            }
            try await inLanes { lane in try await installation.superuser(withIndexes(lane)) }
            try await installation.superuser("ANALYZE")
            return try await body(LargeInstallation(installation: installation, organisation: asking))
        }
    }

    /// Does its part of something in every lane.
    static func inLanes(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<lanes { group.addTask { try await body(lane) } }
            try await group.waitForAll()
        }
    }

    /// Phases and other states lie as they do after some years: most are done, few are under way.
    private static func statements(_ organisations: [UUID]) -> [String] {
        let rows = organisations.enumerated().map { "(\($0.offset + 1), '\($0.element.lowercased)'::uuid)" }
        let source = """
            FROM (VALUES \(rows.joined(separator: ", "))) AS o (n, organisation_id)
            CROSS JOIN generate_series(1, \(size)) AS g (i)
            CROSS JOIN LATERAL (SELECT
                ('01900000-0000-7000-800' || n || '-' || lpad(to_hex(i), 12, '0'))::uuid AS id,
                '2016-01-01T00:00:00Z'::timestamptz + i * interval '50 minutes' AS created_at,
                '2026-01-01T00:00:00Z'::timestamptz + i * 7919 % 100003 * interval '3 minutes' AS updated_at,
                md5(i::text) AS word) AS r
            """
        func insert(_ table: String, _ columns: String, _ values: String, from source: String = source) -> String {
            """
            SET session_replication_role = replica;
            INSERT INTO koers.\(table) (organisation_id, \(columns)) SELECT o.organisation_id, \(values) \(source)
            """
        }
        let shared = "id, created_at, updated_at"
        let first = "('01900000-0000-7000-800' || n || '-000000000001')::uuid"
        let related = "('01900000-0000-7000-800' || n || '-' || lpad(to_hex(i % 500 + 1), 12, '0'))::uuid"
        return [
            insert("team", "\(shared), name, policy_field", "\(shared), word, 'veld ' || i % 50"),
            insert(
                "person",
                "\(shared), display_name, team_id, subject, active",
                "\(shared), word, ('01900000-0000-7000-800' || n || '-' || lpad(to_hex(i / 20 + 1), 12, '0'))::uuid, i::text, i % 20 > 0"
            ),
            insert(
                "partner",
                "\(shared), name, kind, kvk_number, active",
                "\(shared), word, (array['care', 'welfare', 'other'])[1 + i % 3], lpad(i::text, 8, '0'), i % 20 > 0"
            ),
            insert(
                "challenge",
                "\(shared), name, predictability, strategic_goal_set, structural_effort, steering_parties, chosen_method",
                "\(shared), word, i % 101, i % 2 = 0, i % 10 > 0, i % 12, (array['routine', 'project', 'programme'])[1 + i % 3]"
            ),
            insert(
                "programme",
                """
                \(shared), code, name, challenge_id, phase, support_status, vision_id, political_sponsor_id, official_sponsor_id, \
                start_date, end_date
                """,
                """
                \(shared), 'P-' || word, word, ('01900000-0000-7000-800' || n || '-' || lpad(to_hex(i / 3 + 1), 12, '0'))::uuid, \
                CASE i % 100 WHEN 0 THEN 'execution' WHEN 1 THEN 'formation' ELSE 'closed' END, \
                CASE i % 100 WHEN 0 THEN 'carried' ELSE 'none' END, CASE i % 100 WHEN 0 THEN id END, \
                ('01900000-0000-7000-800' || n || '-' || lpad(to_hex(i % 500 + 1), 12, '0'))::uuid, \
                ('01900000-0000-7000-800' || n || '-' || lpad(to_hex(i % 500 + 2), 12, '0'))::uuid, \
                CASE WHEN i % 5 > 0 THEN '2016-01-01'::date + i % 4000 END, '2027-01-01'::date + i % 3000
                """
            ),
            insert(
                "stakeholder",
                "\(shared), programme_id, name, category, partner_id, representative_id, required",
                """
                \(shared), \(first), word, (array['executive', 'director', 'social_partner'])[1 + i % 3], \
                CASE WHEN i % 2 = 0 THEN \(related) END, \(related), i % 10 > 0
                """
            ),
            insert(
                "vision",
                "\(shared), programme_id, number, statement, intended_reality, status",
                """
                \(shared), \(first), i, word, word, CASE i WHEN \(size) THEN 'adopted' ELSE 'superseded' END
                """
            ),
            insert(
                "endorsement",
                "\(shared), programme_id, vision_id, stakeholder_id, stance, given_by_id, given_at",
                """
                \(shared), \(first), \(first), \(related), CASE i % 50 WHEN 0 THEN 'refused' ELSE 'endorsed' END, \
                \(related), created_at
                """
            ),
            insert(
                "goal",
                "\(shared), programme_id, kind, parent_id, text, policy_field, owner_role_id, ended_at",
                """
                \(shared), \(first), CASE WHEN i = 1 THEN 'main_goal' WHEN i % 10 = 0 THEN 'effect' ELSE 'goal' END, \
                CASE WHEN i > 1 THEN \(related) END, word, 'veld ' || i % 50, \(related), \
                CASE WHEN i % 20 = 0 THEN created_at END
                """
            ),
            insert(
                "indicator",
                """
                \(shared), programme_id, goal_id, name, unit, direction, baseline, baseline_date, target, target_date
                """,
                """
                \(shared), \(first), \(related), word, 'inwoners', CASE WHEN i % 3 = 0 THEN 'decrease' ELSE 'increase' END, \
                i, '2016-01-01', CASE WHEN i % 5 > 0 THEN CASE WHEN i % 3 = 0 THEN i - 0.5 ELSE i + 0.5 END END, \
                CASE WHEN i % 5 > 0 THEN '2027-01-01'::date + i % 3000 END
                """
            ),
            insert(
                "measurement",
                """
                \(shared), programme_id, indicator_id, value, measured_date, final, status, entered_by_id, approved_by_id, \
                approved_at
                """,
                """
                \(shared), \(first), \(first), i, '2016-01-01'::date + i % 4000, i % 100 = 0, \
                CASE i % 50 WHEN 0 THEN 'draft' ELSE 'approved' END, \(related), \
                CASE WHEN i % 50 > 0 THEN ('01900000-0000-7000-800' || n || '-' || lpad(to_hex(i % 500 + 2), 12, '0'))::uuid END, \
                CASE WHEN i % 50 > 0 THEN created_at END
                """
            ),
            insert(
                "effort",
                "\(shared), programme_id, kind, name, team_id, leader_role_id, influence, start_date, end_date, status",
                """
                \(shared), \(first), (array['project', 'activity', 'activity', 'statutory_task'])[1 + i % 4], word, \(related), \
                \(related), (array['own', 'shared', 'none'])[1 + i % 3], \
                CASE WHEN i % 5 > 0 THEN '2016-01-01'::date + i % 4000 END, '2027-01-01'::date + i % 3000, \
                CASE i % 50 WHEN 0 THEN 'active' WHEN 1 THEN 'proposed' ELSE 'completed' END
                """
            ),
            insert(
                "contribution",
                "programme_id, effort_id, goal_id, weight",
                "\(first), id, \(related), CASE i % 3 WHEN 0 THEN 'primary' ELSE 'supporting' END"
            ),
            insert("competence", "\(shared), code, name", "\(shared), 'P-' || word, word"),
            insert(
                "role",
                "\(shared), programme_id, kind, name, critical, deputy_person_id",
                "\(shared), \(first), (array['goal_owner', 'effort_leader', 'other'])[1 + i % 3], word, i % 20 = 0, \(related)"
            ),
            insert(
                "assignment",
                "\(shared), programme_id, role_id, person_id, hours_per_week, from_date, until_date, assessment, status",
                """
                \(shared), \(first), \(related), \(related), i % 40, '2016-01-01'::date + i % 4000, \
                CASE WHEN i % 5 > 0 THEN '2027-01-01'::date + i % 3000 END, '{}', \
                CASE i % 100 WHEN 1 THEN 'proposed' ELSE 'ended' END
                """
            ),
            insert(
                "capacity_agreement",
                """
                \(shared), programme_id, team_id, hours_per_week, from_date, until_date, pledged_by_id, \
                confirmed_by_id, status
                """,
                """
                \(shared), \(first), \(related), 1 + i % 40, '2016-01-01'::date + i % 4000, \
                '2027-01-01'::date + i % 3000, \(related), \(related), \
                CASE i % 100 WHEN 0 THEN 'confirmed' WHEN 1 THEN 'proposed' ELSE 'withdrawn' END
                """
            ),
            insert(
                "opportunity",
                "\(shared), programme_id, signal, signalled_by_id, goal_ids, decide_by_date, status",
                """
                \(shared), \(first), word, \(related), ARRAY[\(related)], '2016-01-01'::date + i % 4000, \
                CASE i % 100 WHEN 0 THEN 'assessed' WHEN 1 THEN 'parked' ELSE 'expired' END
                """
            ),
            insert(
                "risk",
                "\(shared), programme_id, description, probability, impact, owner_role_id, status",
                """
                \(shared), \(first), word, 1 + i % 5, 1 + i % 3, \(related), \
                CASE i % 100 WHEN 0 THEN 'open' ELSE 'closed' END
                """
            ),
            insert(
                "steering_review",
                """
                \(shared), programme_id, pace, feasibility, efficiency, flexibility, goal_orientation, reviewed_date, \
                reviewed_by_id
                """,
                "\(shared), \(first), 1, 2, 3, 4, 5, '2016-01-01'::date + i % 4000, \(related)"
            ),
            insert(
                "mandate",
                """
                \(shared), code, kind, body, parent_id, mandatary_role_id, mandatary_person_id, programme_id, powers, \
                ceiling_cents, founding_decision, external, sub_mandate_allowed, from_date, until_date, status, in_force_at
                """,
                """
                \(shared), 'P-' || word, CASE i % 100 WHEN 0 THEN 'authorisation' ELSE 'mandate' END, 'college', \
                CASE WHEN i % 3 = 0 THEN \(related) END, CASE WHEN i % 2 = 0 THEN \(related) END, \
                CASE WHEN i % 2 = 1 THEN \(related) END, CASE WHEN i % 5 = 0 THEN \(related) END, \
                CASE i % 100 WHEN 0 THEN '{other}'::text[] ELSE '{grant_subsidy,engage_commitment}'::text[] END, \
                CASE WHEN i % 5 > 0 THEN i * 100 END, word, false, i % 10 = 0, '2016-01-01'::date + i % 4000, \
                CASE WHEN i % 5 > 0 THEN '2027-01-01'::date + i % 3000 END, \
                CASE i % 100 WHEN 1 THEN 'draft' ELSE 'expired' END, CASE WHEN i % 100 <> 1 THEN created_at END
                """
            ),
            insert("task_field", "\(shared), code, name, from_year", "\(shared), 'P-' || word, word, 2000 + i % 200"),
            insert(
                "fiscal_year",
                "\(shared), year, status",
                "\(shared), 1900 + i, CASE i % 100 WHEN 0 THEN 'adopted' WHEN 1 THEN 'estimated' ELSE 'closed' END"
            ),
            insert(
                "budget_line",
                """
                \(shared), programme_id, fiscal_year, task_field, budget_programme, policy_field, direction, nature, \
                budget_holder_role_id, authorised_cents
                """,
                """
                \(shared), \(first), 1900 + i % 400, 'P-' || md5((i % 500 + 1)::text), 'P' || i, 'veld ' || i % 50, \
                CASE WHEN i % 50 = 0 THEN 'income' ELSE 'expense' END, \
                CASE WHEN i % 50 = 1 THEN 'incidental' ELSE 'structural' END, \(related), i
                """
            ),
            insert(
                "budget_entry",
                "\(shared), programme_id, budget_line_id, kind, amount_cents, commitment_id, entered_by_id",
                """
                \(shared), \(first), \(first), CASE i % 50 WHEN 0 THEN 'estimate' ELSE 'engagement' END, i, \(related), \(related)
                """
            ),
            insert(
                "budget_transfer",
                "\(shared), description, decision_id, status, proposed_by_id",
                """
                \(shared), word, \(related), CASE i % 100 WHEN 0 THEN 'proposed' WHEN 1 THEN 'agreed' ELSE 'withdrawn' END, \
                \(related)
                """
            ),
            insert(
                "budget_transfer_line",
                "budget_transfer_id, budget_line_id, amount_cents",
                "id, \(related), i"
            ),
            insert(
                "budget_amendment",
                "\(shared), budget_line_id, amount_cents, decision_id, description, entered_by_id",
                "\(shared), \(related), i, \(related), word, \(related)"
            ),
            insert(
                "commitment",
                """
                \(shared), programme_id, code, kind, subject, partner_id, effort_id, decision_id, status, amount_cents, \
                realised_cents, engaged_by_id
                """,
                """
                \(shared), \(first), 'P-' || word, (array['subsidy', 'contract', 'subsidy'])[1 + i % 3], word, \(related), \
                \(related), \(related), CASE i % 100 WHEN 0 THEN 'engaged' WHEN 1 THEN 'released' ELSE 'completed' END, \
                i * 2, i, \(related)
                """
            ),
            insert(
                "commitment_line",
                "commitment_id, programme_id, budget_line_id, amount_cents, realised_cents, released_cents, status",
                "id, \(first), \(related), i * 2, i, 0, 'engaged'"
            ),
            insert(
                "realisation",
                """
                \(shared), programme_id, commitment_id, budget_line_id, amount_cents, performed_date, confirmed_by_id
                """,
                "\(shared), \(first), \(first), \(related), i, '2016-01-01'::date + i % 4000, \(related)"
            ),
            insert(
                "decision",
                """
                \(shared), code, programme_id, kind, subject, amount_cents, partner_id, body, mandate_id, proposed_by_id, \
                proposed_at, status, taken_by_id, taken_at, ratifies_id, objection_to_id
                """,
                """
                \(shared), 'P-' || word, \(related), CASE i % 100 WHEN 0 THEN 'decide_objection' ELSE 'grant_subsidy' END, \
                word, CASE WHEN i % 5 > 0 THEN i * 100 END, CASE WHEN i % 2 = 0 THEN \(related) END, 'college', \
                \(related), \(related), created_at, CASE i % 100 WHEN 1 THEN 'proposed' ELSE 'taken' END, \
                CASE WHEN i % 100 <> 1 THEN ('01900000-0000-7000-800' || n || '-' || lpad(to_hex(i % 500 + 2), 12, '0'))::uuid END, \
                CASE WHEN i % 100 <> 1 THEN created_at END, CASE WHEN i % 100 = 2 THEN id END, \
                CASE WHEN i % 100 = 0 THEN \(related) END
                """
            ),
            insert("decision_mandate", "decision_id, mandate_id", "id, \(related)"),
            insert(
                "partner_relation",
                "\(shared), programme_id, partner_id, provision, form, status, subsidy_since_year, end_date",
                """
                \(shared), \(first), \(related), word, \
                (array['network', 'network', 'competing_supplier'])[1 + i % 3], \
                CASE i % 100 WHEN 0 THEN 'active' WHEN 1 THEN 'winding_down' ELSE 'ended' END, 2016, \
                CASE WHEN i % 100 > 0 AND i % 5 > 0 THEN '2027-01-01'::date + i % 3000 END
                """
            ),
            insert(
                "agreement",
                "\(shared), programme_id, partner_relation_id, kind, subject, amount_cents, from_date, until_date",
                """
                \(shared), \(first), \(first), (array['subsidy', 'contract', 'subsidy'])[1 + i % 3], word, i, \
                '2016-01-01'::date + i % 4000, CASE WHEN i % 5 > 0 THEN '2027-01-01'::date + i % 3000 END
                """
            ),
            insert(
                "position",
                """
                \(shared), programme_id, partner_relation_id, influence, dependence, alternative_if_lost, rationale, \
                assessed_date, assessor_id
                """,
                "\(shared), \(first), \(first), i % 101, i % 97, word, word, '2016-01-01'::date + i % 4000, \(related)"
            ),
            insert(
                "direction",
                "\(shared), programme_id, partner_relation_id, vertical, horizontal, rationale, status, reassess",
                """
                \(shared), \(first), \(first), 'up', 'none', word, \
                CASE i % 100 WHEN 0 THEN 'agreed' WHEN 1 THEN 'proposed' ELSE 'achieved' END, i % 100 = 0
                """
            ),
            insert(
                "action",
                "\(shared), programme_id, partner_relation_id, direction_id, description, owner_role_id, due_date, status",
                """
                \(shared), \(first), \(first), \(related), word, \(related), '2016-01-01'::date + i % 4000, \
                CASE i % 100 WHEN 0 THEN 'open' ELSE 'done' END
                """
            ),
            insert("external_id", "type, system, value, id", "'programme', 'zaaksysteem', 'Z-' || i, id"),
            insert(
                "search_word",
                "type, word, id",
                "'programme', w, id",
                from: source + " CROSS JOIN LATERAL (VALUES ('programma'), ('wijk' || i % 1000)) AS words (w)"
            ),
            insert(
                "journal",
                """
                sequence, occurred_at, type, subject, programme_id, actor_id, operation_id, request_id, findings_nl, \
                findings_en, previous_hash, hash
                """,
                """
                i + 1, created_at, CASE i % 100 WHEN 0 THEN 'programme.refused' ELSE 'programme.updated' END, \
                '/v1/programmes/' || i % 5000, id, ('01900000-0000-7000-8000-' || lpad(to_hex(i % 500), 12, '0'))::uuid, \
                'updateProgramme', id, '[]', '[]', '', ''
                """
            ),
            insert("journal_data", "sequence, data", "i + 1, '{}'"),
        ]
    }

    /// Sets the indexes aside, because an index is made faster than it grows.
    private static let withoutIndexes = """
        CREATE TABLE public.set_aside AS SELECT row_number() OVER () AS place, indexrelid::regclass::text AS name, \
        pg_get_indexdef(indexrelid) AS definition
        FROM pg_index JOIN pg_class c ON c.oid = indexrelid
        WHERE c.relnamespace = 'koers'::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid);
        DO $$ DECLARE name text; BEGIN
            FOR name IN SELECT s.name FROM public.set_aside s LOOP EXECUTE 'DROP INDEX ' || name; END LOOP;
        END $$
        """

    private static func withIndexes(_ lane: Int) -> String {
        """
        SET maintenance_work_mem = '256MB';
        DO $$ DECLARE definition text; BEGIN
            FOR definition IN SELECT s.definition FROM public.set_aside s WHERE s.place % \(lanes) = \(lane)
            LOOP EXECUTE definition; END LOOP;
        END $$
        """
    }
}
