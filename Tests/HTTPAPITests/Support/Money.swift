import Contract
import Foundation
import Synchronization
import Testing

/// Years that no other world has.
private let lastYear = Mutex(Int64(2100))

extension Body {
    static func taskField(_ code: String) -> JSON {
        ["code": .string(code), "name": "Samenkracht en burgerparticipatie", "fromYear": 2017]
    }

    static func budgetLine(_ code: String = "6.1", _ year: Int64 = 2026) -> JSON {
        [
            "fiscalYear": .number(NumberText(year)), "taskField": .string(code), "budgetProgramme": "SD",
            "direction": "expense", "nature": "structural",
        ]
    }

    static func entry(_ cents: Int64, _ kind: String = "estimate") -> JSON {
        ["kind": .string(kind), "amountCents": .number(NumberText(cents))]
    }
}

extension JSON {
    static func cents(_ cents: Int64) -> JSON { .number(NumberText(cents)) }
}

extension Caller {
    /// The path of a year, which is made when it is not there.
    @discardableResult
    func year(_ year: Int64 = 2026) async throws -> String {
        let made = try await post("/v1/fiscal-years", ["year": .number(NumberText(year))])
        if made.status == 201 { return try made.location }
        let there = try await get("/v1/fiscal-years?year=\(year)").expect(200).results
        return "/v1/fiscal-years/\(there.first?["id"]?.string ?? "")"
    }

    /// The path of a task field, which is made when it is not there.
    @discardableResult
    func taskField(_ code: String = "6.1", _ changes: JSON = [:]) async throws -> String {
        let made = try await post("/v1/task-fields", Body.taskField(code).with(changes))
        if made.status == 201 { return try made.location }
        let there = try await get("/v1/task-fields?code=\(code)").expect(200).results
        return "/v1/task-fields/\(there.first?["id"]?.string ?? "")"
    }

    /// The path of a new budget line of a year that is estimated, with money on it.
    func makeBudgetLine(
        of programme: UUID,
        _ code: String = "6.1",
        year: Int64 = 2026,
        cents: Int64 = 0,
        _ changes: JSON = [:]
    ) async throws -> String {
        try await self.year(year)
        try await taskField(code)
        let line = try await make(
            collection("budget-lines", of: programme),
            Body.budgetLine(code, year).with(changes)
        ).location
        if cents != 0 { try await post("\(line)/entries", Body.entry(cents)).expect(201) }
        return line
    }

    /// authorised, committed, realised and free of a budget line.
    func totals(_ line: String) async throws -> [Int64?] {
        let shown = try await get(line).expect(200)
        return ["authorisedCents", "committedCents", "realisedCents", "freeCents"].map { shown[$0]?.integer }
    }
}

/// The records of a world that hold money.
struct MoneyWorld: Sendable {
    let taskField: UUID
    let fiscalYear: UUID
    let budgetLine: UUID
    let budgetEntry: UUID
    let promise: PromiseWorld
    let moves: BudgetMovesWorld
    /// The year of the line, and its task field; the fiscal year is another one, so that whoever closes it disturbs nobody.
    let year: Int64
    let code: String

    static func nextYear() -> Int64 {
        lastYear.withLock { year in
            year += 1
            return year
        }
    }

    var ids: [UUID] { [taskField, fiscalYear, budgetLine, budgetEntry] + promise.ids + moves.ids }

    /// The path with its own parameters filled in.
    func filled(_ path: String) -> String {
        moves.filled(promise.filled(path)).replacing("{taskFieldId}", with: taskField.text).replacing(
            "{fiscalYearId}",
            with: fiscalYear.text
        )
        .replacing("{budgetLineId}", with: budgetLine.text).replacing("{budgetEntryId}", with: budgetEntry.text)
    }

    /// The body that an operation accepts; `nil` for one that is not about these records.
    func body(_ operation: String) -> JSON? {
        switch operation {
        case "createTaskField": Body.taskField("9.\(nextNumber())")
        case "updateTaskField": ["name": "Anders"]
        case "createFiscalYear": ["year": .number(NumberText(Self.nextYear()))]
        case "updateFiscalYear": ["externalIds": ["grootboek": .string("j-\(nextNumber())")]]
        case "transitionFiscalYear": ["to": "closed"]
        case "createBudgetLine": Body.budgetLine(code, year).with(["budgetProgramme": .string("P\(nextNumber())")])
        case "importBudgetLines":
            [
                "lines": [
                    Body.budgetLine(code, year).with([
                        "budgetProgramme": .string("P\(nextNumber())"), "authorisedCents": 100_00,
                    ])
                ]
            ]
        case "updateBudgetLine": ["policyField": .string("veld \(nextNumber())")]
        case "createBudgetEntry": Body.entry(1)
        case "batchGetTaskFields": ["requests": [["key": .string(taskField.text)], ["filter": [:]]]]
        case "batchGetFiscalYears": ["requests": [["key": .string(fiscalYear.text)], ["filter": [:]]]]
        default: promise.body(operation) ?? moves.body(operation)
        }
    }
}

extension Caller {
    func makeMoneyWorld(programme: UUID) async throws -> MoneyWorld {
        func id(_ path: String) throws -> UUID { try UUID(uuidString: String(path.suffix(36))).required }
        let year = MoneyWorld.nextYear()
        let code = "9.\(nextNumber())"
        let line = try await makeBudgetLine(of: programme, code, year: year)
        let spare = MoneyWorld.nextYear()
        let fiscalYear = try id(try await self.year(spare))
        return MoneyWorld(
            taskField: try id(try await taskField(code)),
            fiscalYear: fiscalYear,
            budgetLine: try id(line),
            budgetEntry: try await post("\(line)/entries", Body.entry(1_450_000_00)).expect(201).id,
            promise: try await makePromiseWorld(programme: programme, code, adopting: spare),
            moves: try await makeBudgetMovesWorld(programme: programme, code, year),
            year: year,
            code: code
        )
    }
}
