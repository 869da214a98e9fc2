import Contract
import Foundation
import Testing

extension Body {
    /// A transfer between lines, each by its path.
    static func transfer(_ lines: (line: String, cents: Int64)...) -> JSON {
        ["lines": .array(lines.map { ["budgetLineId": .line($0.line), "amountCents": .cents($0.cents)] })]
    }

    static func amendment(_ line: String, _ cents: Int64, _ decision: UUID) -> JSON {
        ["budgetLineId": .line(line), "amountCents": .cents(cents), "decisionId": .string(decision.text)]
    }
}

extension JSON {
    /// The id of a budget line by its path.
    static func line(_ path: String) -> JSON { .string(String(path.suffix(36))) }
}

/// Someone who fills a role of budget holder in a programme.
struct BudgetHolder: Sendable {
    let role: UUID
    let caller: Caller
}

extension Caller {
    func makeBudgetHolder(in programme: UUID) async throws -> BudgetHolder {
        let actor = try await makeActor()
        let deputy: JSON = ["deputyPersonId": .string(actor.person.text)]
        return BudgetHolder(
            role: try await makeRole("budget_holder", of: programme, deputy),
            caller: actor.caller
        )
    }

    /// A transfer for which every budget holder agreed; its path.
    func makeAgreedTransfer(_ body: JSON, by holders: Caller...) async throws -> String {
        let path = try await make("budget-transfers", body).location
        for holder in holders { try await holder.post("\(path)/agreements", [:]).expect(200) }
        return path
    }

    /// A decision on a body's own resolution; its id.
    func decide(_ programme: UUID, _ kind: String, of body: String, _ cents: Int64) async throws -> UUID {
        let path = try await propose(programme, kind, ["body": .string(body), "amountCents": .cents(cents)])
        let actor = try await makeActor(body)
        return try await actor.caller.take(path, to: "taken", ["resolution": "Besluit 2026-11"]).expect(200).id
    }
}

/// The records of a world that move money after its adoption.
struct BudgetMovesWorld: Sendable {
    let transfer: UUID
    let amendment: UUID
    let giving: String
    let getting: String
    /// A taken decision of the council with room for more.
    let decision: UUID

    var ids: [UUID] { [transfer, amendment, decision] }

    /// The path with its own parameters filled in.
    func filled(_ path: String) -> String {
        path.replacing("{budgetTransferId}", with: transfer.text).replacing("{budgetAmendmentId}", with: amendment.text)
    }

    /// The body that an operation accepts; `nil` for one that is not about these records.
    func body(_ operation: String) -> JSON? {
        switch operation {
        case "createBudgetTransfer": Body.transfer((giving, -1), (getting, 1))
        case "updateBudgetTransfer": ["description": .string("omschrijving \(nextNumber())")]
        case "agreeBudgetTransfer": ["motivation": "Akkoord"]
        case "transitionBudgetTransfer": ["to": "withdrawn", "motivation": "Toch niet"]
        case "createBudgetAmendment": Body.amendment(getting, 1, decision)
        default: nil
        }
    }
}

extension Caller {
    func makeBudgetMovesWorld(programme: UUID, _ code: String, _ year: Int64) async throws -> BudgetMovesWorld {
        let role = try await makeRole(
            "budget_holder",
            of: programme,
            ["deputyPersonId": .string(try municipality.person.required.text)]
        )
        func line(_ budgetProgramme: String) async throws -> String {
            try await makeBudgetLine(
                of: programme,
                code,
                year: year,
                cents: 1_000_00,
                ["budgetProgramme": .string(budgetProgramme), "budgetHolderRoleId": .string(role.text)]
            )
        }
        let (giving, getting) = (try await line("V1"), try await line("V2"))
        let decision = try await make(
            "decisions",
            Body.decision(programme, "amend_budget").with(["body": "council", "amountCents": 1_000_000])
        ).id
        // As the council, whose members have no token here, would have decided.
        try await koers.sql(
            """
            UPDATE koers.decision SET status = 'taken', resolution = 'R 1', taken_at = '2026-03-02T08:00:00Z', \
            taken_by_id = '\(try municipality.sponsor.required.text)' WHERE id = '\(decision.text)'
            """
        )
        return BudgetMovesWorld(
            transfer: try await make("budget-transfers", Body.transfer((giving, -1), (getting, 1))).id,
            amendment: try await make("budget-amendments", Body.amendment(getting, 1, decision)).id,
            giving: giving,
            getting: getting,
            decision: decision
        )
    }
}
