/// By what a budget position adds up.
package enum BudgetGrouping: String, CaseIterable, Sendable {
    case taskField
    case fiscalYear
    case policyField
    case budgetProgramme

    /// The position of one programme or of all, in each grouping, by its name.
    package static func positions(ofProgramme inProgramme: Bool) -> [String: Composition] {
        Dictionary(
            uniqueKeysWithValues: allCases.map { ($0.rawValue, .position(by: $0, ofProgramme: inProgramme)) }
        )
    }

    /// The key of a group, over the row `b` of the line.
    fileprivate var key: String {
        switch self {
        case .taskField: "b.task_field"
        case .fiscalYear: "b.fiscal_year::text"
        case .policyField: "b.policy_field"
        case .budgetProgramme: "b.budget_programme"
        }
    }

    /// Its name, over the row `t` of the task field.
    fileprivate var name: String { self == .taskField ? "t.name::text" : "NULL::text" }
}

extension Composition {
    /// What is authorised, committed, realised and free, in groups that name their lines.
    ///
    /// Task fields are named as they are now, also in a position as it was: their names tell what a code stands for.
    fileprivate static func position(by grouping: BudgetGrouping, ofProgramme inProgramme: Bool) -> Composition {
        let year = inProgramme ? "$3::int8" : "$2::int8"
        let within = inProgramme ? " AND b.programme_id = $2" : ""
        return Composition(
            "budget position by \(grouping.rawValue)\(inProgramme ? "" : " of all")",
            path: inProgramme ? ["programmeId"] : [],
            query: ["fiscalYear"],
            with: [
                """
                lines AS (
                    SELECT b.id, b.programme_id, b.fiscal_year, b.task_field, b.budget_programme, b.policy_field, b.direction,
                        b.nature, b.description, b.authorised_cents, b.committed_cents, b.realised_cents,
                        b.authorised_cents - b.committed_cents - b.realised_cents AS free_cents,
                        \(grouping.key) AS key, \(grouping.name) AS name
                    FROM {budget_line} b
                    JOIN koers.task_field t ON t.organisation_id = $1 AND t.code = b.task_field
                    WHERE b.organisation_id = $1\(within) AND (\(year) IS NULL OR b.fiscal_year = \(year)))
                """,
                """
                groups AS (
                    SELECT l.key, l.name, \(sums("expense")) AS expense, \(sums("income")) AS income,
                        string_agg(\(line), ',' ORDER BY l.fiscal_year, l.task_field, l.budget_programme, l.id) AS list
                    FROM lines l GROUP BY l.key, l.name)
                """,
            ],
            """
            SELECT ('{"programmeId":' || \(inProgramme ? "koers.json(o.id)" : "'null'") || ',"groupBy":"\(grouping.rawValue)"'
                || ',"fiscalYear":' || koers.json(\(year))
                || ',"expense":' || (SELECT \(sums("expense")) FROM lines l)
                || ',"income":' || (SELECT \(sums("income")) FROM lines l)
                || ',"groups":[' || coalesce((
                    SELECT string_agg(
                        '{"key":' || koers.json(g.key) || ',"name":' || koers.json(g.name) || ',"expense":' || g.expense
                        || ',"income":' || g.income || ',"lines":[' || g.list || ']}', ',' ORDER BY g.key COLLATE "C")
                    FROM groups g), '') || ']}')::json
            FROM \(inProgramme ? "{programme} o WHERE o.organisation_id = $1 AND o.id = $2"
                : "koers.organisation o WHERE o.organisation_id = $1")
            """
        )
    }

    /// The position of one programme by task field, as its dashboard shows it.
    static let programmePosition = position(by: .taskField, ofProgramme: true)

    /// The four totals of the lines `l` of one direction: one definition, wherever a position is shown.
    static func sums(_ direction: String) -> String {
        let totals = ["authorised", "committed", "realised", "free"].map { total in
            "'\"\(total)Cents\":' || coalesce(sum(l.\(total)_cents) FILTER (WHERE l.direction = '\(direction)'), 0)"
        }
        return "'{' || \(totals.joined(separator: " || ',' || ")) || '}'"
    }

    /// A line `l`, and where its entries stand.
    private static let line = """
        '{"id":' || koers.json(l.id) || ',"programmeId":' || koers.json(l.programme_id) \
        || ',"fiscalYear":' || koers.json(l.fiscal_year) || ',"taskField":' || koers.json(l.task_field) \
        || ',"budgetProgramme":' || koers.json(l.budget_programme) || ',"policyField":' || koers.json(l.policy_field) \
        || ',"direction":' || koers.json(l.direction) || ',"nature":' || koers.json(l.nature) \
        || ',"description":' || koers.json(l.description) || ',"authorisedCents":' || koers.json(l.authorised_cents) \
        || ',"committedCents":' || koers.json(l.committed_cents) || ',"realisedCents":' || koers.json(l.realised_cents) \
        || ',"freeCents":' || koers.json(l.free_cents) || ',"entries":"/v1/programmes/' || l.programme_id \
        || '/budget-lines/' || l.id || '/entries"}'
        """
}
