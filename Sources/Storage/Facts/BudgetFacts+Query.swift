package import Domain
package import Foundation
import Postgres

extension BudgetLineFacts {
    /// What these facts are read from, over the rows `b` of the line and `y` of its year.
    fileprivate static let columns = """
        b.id, b.programme_id, b.fiscal_year, y.status, b.task_field, b.budget_programme, b.direction, \
        b.budget_holder_role_id, b.authorised_cents, b.committed_cents, b.realised_cents, b.unfunded_cents, y.adopted_date, \
        b.nature
        """

    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.decode(0),
            programmeID: try row.decode(1),
            fiscalYear: try row.decode(2),
            yearStatus: FiscalYearStatus(rawValue: try row.decode(3)) ?? .closed,
            taskField: try row.decode(4),
            budgetProgramme: try row.decode(5),
            direction: BudgetDirection(rawValue: try row.decode(6)) ?? .expense,
            nature: BudgetNature(rawValue: try row.decode(13)) ?? .structural,
            budgetHolderRoleID: try row.decodeIfPresent(7),
            totals: BudgetTotals(
                authorisedCents: try row.decode(8),
                committedCents: try row.decode(9),
                realisedCents: try row.decode(10)
            ),
            unfundedCents: try row.decode(11),
            invokeBeforeDate: try row.decodeIfPresent(12, as: PostgresDate.self).map {
                FiscalYearTerm.invokeBeforeDate(adoptedOn: CalendarDate($0))
            }
        )
    }
}

extension FactQuery where Facts == [BudgetLineFacts] {
    /// Budget lines with their years, in the order of their ids.
    ///
    /// They are locked first, in that order, and read by a second statement, so that the year is as it is once nobody
    /// else can book: whoever adopts or closes a year locks its lines too, and no command needs the lock of the year.
    package static func budgetLines(_ ids: [UUID]) -> FactQuery {
        .budgetLines(named: "budget lines", where: "b.id = ANY($2)", [.uuidArray(ids)])
    }

    /// The budget lines of a transfer.
    package static func budgetLines(ofTransfer transfer: UUID) -> FactQuery {
        .budgetLines(
            named: "budget lines of the transfer",
            where: """
                b.id IN (SELECT l.budget_line_id FROM koers.budget_transfer_line l \
                WHERE l.organisation_id = $1 AND l.budget_transfer_id = $2)
                """,
            [.uuid(transfer)]
        )
    }

    /// The budget lines of a commitment.
    package static func budgetLines(ofCommitment commitment: UUID) -> FactQuery {
        .budgetLines(
            named: "budget lines of the commitment",
            where: """
                b.id IN (SELECT l.budget_line_id FROM koers.commitment_line l \
                WHERE l.organisation_id = $1 AND l.commitment_id = $2)
                """,
            [.uuid(commitment)]
        )
    }

    /// The budget lines of a year and of the one after it.
    static func budgetLines(fromYear id: UUID) -> FactQuery {
        .budgetLines(
            named: "budget lines of two years",
            where: """
                b.fiscal_year BETWEEN (SELECT y.year FROM koers.fiscal_year y WHERE y.organisation_id = $1 AND y.id = $2) \
                AND (SELECT y.year + 1 FROM koers.fiscal_year y WHERE y.organisation_id = $1 AND y.id = $2)
                """,
            [.uuid(id)]
        )
    }

    /// - Parameter condition: On the row `b`, with its values from `$2` on.
    private static func budgetLines(
        named name: String,
        where condition: String,
        _ parameters: [PostgresValue]
    ) -> FactQuery {
        let lock = FactStatement(
            name: "lock \(name)",
            sql: "SELECT b.id FROM koers.budget_line b WHERE b.organisation_id = $1 AND \(condition) ORDER BY b.id",
            lock: "FOR NO KEY UPDATE OF b",
            parameters: parameters
        )
        let read = FactStatement(
            name: name,
            sql: """
                SELECT \(BudgetLineFacts.columns) FROM koers.budget_line b \
                JOIN koers.fiscal_year y ON y.organisation_id = $1 AND y.year = b.fiscal_year \
                WHERE b.organisation_id = $1 AND \(condition) ORDER BY b.id
                """,
            lock: "",
            parameters: parameters
        )
        return FactQuery(parts: [lock, read]) { rows in try rows[1].map { try BudgetLineFacts($0) } }
    }
}

/// What budget lines that are about to be opened rest on.
package struct BudgetOpeningGround: Sendable {
    /// The status of each year that is there.
    package let years: [Int64: FiscalYearStatus]
    package let taskFields: [String: TaskFieldFacts]
    /// The lines that the programme has already in these years, by what makes them one of a kind.
    package let taken: Set<BudgetLineKey>
}

/// What makes a budget line one of a kind within its programme.
package struct BudgetLineKey: Hashable, Sendable {
    package let fiscalYear: Int64
    package let taskField: String
    package let budgetProgramme: String
    package let direction: String
    package let nature: String

    package init(fiscalYear: Int64, taskField: String, budgetProgramme: String, direction: String, nature: String) {
        self.fiscalYear = fiscalYear
        self.taskField = taskField
        self.budgetProgramme = budgetProgramme
        self.direction = direction
        self.nature = nature
    }
}

extension FactQuery where Facts == BudgetOpeningGround {
    /// The years and task fields of lines that are about to be opened; neither changes until they are.
    package static func ground(years: [Int64], taskFields: [String], ofProgramme programme: UUID?) -> FactQuery {
        let yearList = PostgresValue.inferred(ArrayLiteral.text(Set(years).sorted().map(String.init)))
        let fields = FactStatement(
            name: "task fields",
            sql: """
                SELECT t.id, t.code, t.from_year, t.until_year, t.successors FROM koers.task_field t \
                WHERE t.organisation_id = $1 AND t.code = ANY($2) ORDER BY t.id
                """,
            lock: "FOR SHARE OF t",
            parameters: [.textArray(Set(taskFields).sorted())]
        )
        let statuses = FactStatement(
            name: "fiscal years",
            sql: """
                SELECT y.year, y.status FROM koers.fiscal_year y \
                WHERE y.organisation_id = $1 AND y.year = ANY($2::int8[]) ORDER BY y.id
                """,
            lock: "FOR SHARE OF y",
            parameters: [yearList]
        )
        let taken = FactStatement(
            name: "lines that are there",
            sql: """
                SELECT b.fiscal_year, b.task_field, b.budget_programme, b.direction, b.nature FROM koers.budget_line b \
                WHERE b.organisation_id = $1 AND b.programme_id = $2 AND b.fiscal_year = ANY($3::int8[])
                """,
            lock: "",
            parameters: [.uuid(programme), yearList]
        )
        return FactQuery(parts: [fields, statuses, taken]) { rows in
            BudgetOpeningGround(
                years: Dictionary(
                    uniqueKeysWithValues: try rows[1].map {
                        (try $0.decode(0, as: Int64.self), FiscalYearStatus(rawValue: try $0.decode(1)) ?? .closed)
                    }
                ),
                taskFields: Dictionary(
                    uniqueKeysWithValues: try rows[0].map { row in
                        let facts = TaskFieldFacts(
                            id: try row.decode(0),
                            code: try row.decode(1),
                            fromYear: try row.decode(2),
                            untilYear: try row.decodeIfPresent(3),
                            successors: try row.decode(4)
                        )
                        return (facts.code, facts)
                    }
                ),
                taken: Set(
                    try rows[2].map { row in
                        BudgetLineKey(
                            fiscalYear: try row.decode(0),
                            taskField: try row.decode(1),
                            budgetProgramme: try row.decode(2),
                            direction: try row.decode(3),
                            nature: try row.decode(4)
                        )
                    }
                )
            )
        }
    }
}

extension FactQuery where Facts == Int64? {
    /// The last year in which a budget line names a task field; `nil` when none does.
    package static func lastYear(ofTaskField id: UUID) -> FactQuery {
        FactQuery(
            "last year of task field",
            """
            SELECT max(b.fiscal_year) FROM koers.budget_line b WHERE b.organisation_id = $1 AND b.task_field = \
            (SELECT t.code FROM koers.task_field t WHERE t.organisation_id = $1 AND t.id = $2)
            """,
            [.uuid(id)]
        ) { try $0[0].decodeIfPresent(0) }
    }
}

extension FactQuery where Facts == StartBudgetFacts? {
    /// No question: the step does not ask for money.
    static var notAsked: FactQuery { FactQuery(parts: []) { _ in nil } }

    /// The expense of a programme in the year of its start; a total that is past 64 bits is as good as the largest.
    static func startBudget(ofProgramme programme: UUID) -> FactQuery {
        FactQuery(
            "budget of the start year",
            """
            SELECT s.year, (SELECT least(coalesce(sum(b.authorised_cents), 0), 9000000000000000000)::int8 \
            FROM koers.budget_line b WHERE b.organisation_id = $1 AND b.programme_id = $2 AND b.fiscal_year = s.year \
            AND b.direction = 'expense'), y.status FROM (SELECT extract(year FROM \
            CASE WHEN p.start_date IS NULL THEN koers.today() ELSE p.start_date END)::int8 AS year \
            FROM koers.programme p WHERE p.organisation_id = $1 AND p.id = $2) s \
            LEFT JOIN koers.fiscal_year y ON y.organisation_id = $1 AND y.year = s.year
            """,
            [.uuid(programme)]
        ) { rows in
            try rows.first.map {
                StartBudgetFacts(
                    year: try $0.decode(0),
                    status: try $0.decodeIfPresent(2, as: String.self).flatMap(FiscalYearStatus.init),
                    authorisedExpenseCents: try $0.decode(1)
                )
            }
        }
    }
}
