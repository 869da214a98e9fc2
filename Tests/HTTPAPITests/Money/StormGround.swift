import Contract
import Foundation
import Testing

/// Where a storm of money blows: a programme with two expense lines of an adopted year, a budget holder for each, a line of
/// income, and decisions with room for everything.
struct StormGround: Sendable {
    /// What each expense line begins with.
    static let cents: Int64 = 50_000_00

    let programme: UUID
    /// The paths of the expense lines.
    let lines: [String]
    let holders: [Caller]
    let income: String
    /// What commitments, transfers and amendments rest on.
    let decisions: (promise: UUID, transfer: UUID, amendment: UUID)

    var commitments: String { "/v1/programmes/\(programme.text)/commitments" }

    init(_ client: Caller) async throws {
        programme = try await client.makeProgramme()
        let year = MoneyWorld.nextYear()
        var (lines, holders): ([String], [Caller]) = ([], [])
        for code in ["6.1", "6.5"] {
            let holder = try await client.makeBudgetHolder(in: programme)
            let role: JSON = ["budgetHolderRoleId": .string(holder.role.text)]
            let line = try await client.makeBudgetLine(of: programme, code, year: year, cents: Self.cents, role)
            lines.append(line)
            holders.append(holder.caller)
        }
        (self.lines, self.holders) = (lines, holders)
        income = try await client.makeBudgetLine(of: programme, year: year, cents: 1, ["direction": "income"])
        try await client.adopt(year, of: programme)
        let room: Int64 = 1_000_000_000_000
        decisions = (
            promise: try await client.decide(programme, "engage_commitment", of: "college", room),
            transfer: try await client.decide(programme, "transfer_budget", of: "college", room),
            amendment: try await client.decide(programme, "amend_budget", of: "council", room)
        )
    }
}
