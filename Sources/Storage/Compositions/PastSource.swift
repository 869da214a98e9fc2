/// The rows of a table as they were at a moment, taken from the journal's data: what a composition reads in the place of
/// the table itself.
///
/// `$1` is the organisation and `$2` the programme. The columns are the table's; a column `parent_id` is the member
/// `parentId` of the JSON.
struct PastSource: Sendable {
    let resource: Resource
    let columns: [(name: String, type: String)]

    static let all: [PastSource] = [
        PastSource(resource: .programme, columns: [("id", "uuid")]),
        PastSource(
            resource: .goal,
            columns: [
                ("id", "uuid"), ("kind", "text"), ("parent_id", "uuid"), ("text", "text"), ("target_group", "text"),
                ("policy_field", "text"), ("owner_role_id", "uuid"), ("ended_at", "timestamptz"),
            ]
        ),
        PastSource(
            resource: .indicator,
            columns: [
                ("id", "uuid"), ("goal_id", "uuid"), ("name", "text"), ("unit", "text"), ("direction", "text"),
                ("baseline", "numeric"), ("baseline_date", "date"), ("target", "numeric"), ("target_date", "date"),
            ]
        ),
        PastSource(
            resource: .measurement,
            columns: [
                ("id", "uuid"), ("indicator_id", "uuid"), ("value", "numeric"), ("measured_date", "date"),
                ("status", "text"),
            ]
        ),
        PastSource(
            resource: .effort,
            columns: [
                ("id", "uuid"), ("kind", "text"), ("name", "text"), ("team_id", "uuid"), ("influence", "text"),
                ("status", "text"), ("contributions", "json"),
            ]
        ),
        PastSource(
            resource: .budgetLine,
            columns: [
                ("id", "uuid"), ("fiscal_year", "int8"), ("task_field", "text"), ("budget_programme", "text"),
                ("policy_field", "text"), ("direction", "text"), ("nature", "text"), ("description", "text"),
                ("authorised_cents", "int8"), ("committed_cents", "int8"), ("realised_cents", "int8"),
            ]
        ),
        PastSource(
            resource: .partnerRelation,
            columns: [
                ("id", "uuid"), ("partner_id", "uuid"), ("provision", "text"), ("form", "text"), ("status", "text"),
                ("announced_date", "date"), ("end_date", "date"),
            ]
        ),
        PastSource(
            resource: .agreement,
            columns: [
                ("id", "uuid"), ("partner_relation_id", "uuid"), ("amount_cents", "int8"), ("from_date", "date"),
                ("until_date", "date"),
            ]
        ),
        PastSource(
            resource: .position,
            columns: [
                ("id", "uuid"), ("partner_relation_id", "uuid"), ("influence", "int8"), ("dependence", "int8"),
                ("alternative_if_lost", "text"), ("rationale", "text"), ("assessed_date", "date"),
            ]
        ),
        PastSource(
            resource: .direction,
            columns: [
                ("id", "uuid"), ("partner_relation_id", "uuid"), ("vertical", "text"), ("horizontal", "text"),
                ("status", "text"), ("reassess", "bool"),
            ]
        ),
        PastSource(
            resource: .action,
            columns: [("id", "uuid"), ("partner_relation_id", "uuid"), ("direction_id", "uuid"), ("status", "text")]
        ),
    ]

    /// What the table of contributions held, from the efforts.
    static let contributions = """
        past_contribution AS MATERIALIZED (
            SELECT e.organisation_id, e.programme_id, e.id AS effort_id, (c.part ->> 'goalId')::uuid AS goal_id,
                c.part ->> 'weight' AS weight
            FROM past_effort e CROSS JOIN LATERAL json_array_elements(e.contributions) AS c (part))
        """

    /// The entries that were booked by then: they never change, so the table itself tells.
    ///
    /// - Parameter inProgramme: Whether only what lies in the programme of `$2` is asked for.
    static func entries(before moment: String, inProgramme: Bool) -> String {
        """
        past_budget_entry AS (
            SELECT e.organisation_id, e.programme_id, e.commitment_id, e.committed_cents, e.realised_cents
            FROM koers.budget_entry e
            WHERE e.organisation_id = $1\(inProgramme ? " AND e.programme_id = $2" : "") AND e.commitment_id IS NOT NULL
                AND e.created_at <= \(moment))
        """
    }

    /// The partners of the programme's relations and commitments, which lie in no programme themselves.
    static func partners(before moment: String) -> String {
        """
        past_partner AS MATERIALIZED (
            SELECT $1::uuid AS organisation_id, r."id" AS id, r."name" COLLATE "nl-x-icu" AS name
            FROM (
                SELECT DISTINCT ON (j.subject) d.data
                FROM koers.journal j
                JOIN koers.journal_data d ON d.organisation_id = $1 AND d.sequence = j.sequence
                WHERE j.organisation_id = $1
                    AND j.subject IN (
                        SELECT '/v1/partners/' || p.partner_id::text FROM past_partner_relation p
                        UNION SELECT '/v1/partners/' || c.partner_id::text FROM past_budget_entry e
                        JOIN koers.commitment c ON c.organisation_id = $1 AND c.id = e.commitment_id)
                    AND d.data IS NOT NULL AND coalesce(j.effective_at, (d.data ->> 'updatedAt')::timestamptz) <= \(moment)
                ORDER BY j.subject, j.sequence DESC) s
            CROSS JOIN LATERAL json_to_record(s.data) AS r ("id" uuid, "name" text))
        """
    }

    /// The common table expression `past_<name>`.
    ///
    /// - Parameters:
    ///   - moment: The placeholder of the moment.
    ///   - inProgramme: Whether only what lies in the programme of `$2` is asked for, or what the organisation has.
    func table(before moment: String, inProgramme: Bool = true) -> String {
        let members = columns.map { "\"\(Self.member($0.name))\" \($0.type)" }.joined(separator: ", ")
        let shown = columns.map { column in
            let text = ["text", "name", "provision"].contains(column.name) ? " COLLATE \"nl-x-icu\"" : ""
            return "r.\"\(Self.member(column.name))\"\(text) AS \(column.name)"
        }
        return """
            past_\(resource.name) AS MATERIALIZED (
                SELECT $1::uuid AS organisation_id, s.programme_id, \(shown.joined(separator: ", "))
                FROM (
                    SELECT DISTINCT ON (j.subject) j.programme_id, d.data
                    FROM koers.journal j
                    JOIN koers.journal_data d ON d.organisation_id = $1 AND d.sequence = j.sequence
                    WHERE j.organisation_id = $1\(inProgramme ? " AND j.programme_id = $2" : "")
                        AND j.type LIKE '\(resource.name).%' AND d.data IS NOT NULL
                        AND coalesce(j.effective_at, (d.data ->> 'updatedAt')::timestamptz) <= \(moment)
                    ORDER BY j.subject, j.sequence DESC) s
                CROSS JOIN LATERAL json_to_record(s.data) AS r (\(members)))
            """
    }

    /// `parent_id` → `parentId`
    private static func member(_ column: String) -> String {
        let words = column.split(separator: "_")
        return words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
