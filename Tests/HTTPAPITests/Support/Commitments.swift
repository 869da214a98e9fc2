import Contract
import Foundation
import Testing

extension Body {
    /// A commitment without a partner, on a decision to engage it.
    static func commitment(_ decision: UUID, _ lines: (line: String, cents: Int64)...) -> JSON {
        [
            "kind": "other", "subject": .string("Verplichting \(nextNumber())"), "decisionId": .string(decision.text),
            "lines": .array(
                lines.map { ["budgetLineId": .string(String($0.line.suffix(36))), "amountCents": .cents($0.cents)] }
            ),
        ]
    }

    static func realisation(_ line: String, _ cents: Int64) -> JSON {
        [
            "budgetLineId": .string(String(line.suffix(36))), "amountCents": .cents(cents),
            "performedDate": "2026-01-15",
        ]
    }
}

/// Budget lines of a year of their own that is adopted, each with money.
struct Funds: Sendable {
    let programme: UUID
    let year: Int64
    /// Their paths.
    let lines: [String]

    var line: String { lines[0] }
    var commitments: String { "/v1/programmes/\(programme.text)/commitments" }
}

extension Caller {
    /// Lines with these amounts, on a task field each, in a year that was adopted.
    func makeFunds(_ cents: Int64..., programme: UUID? = nil, _ changes: JSON = [:]) async throws -> Funds {
        let programme = if let programme { programme } else { try await makeProgramme() }
        let year = MoneyWorld.nextYear()
        var lines: [String] = []
        for (index, cents) in cents.enumerated() {
            let code = ["6.1", "6.5", "6.21", "6.22", "6.713", "7.1"][index]
            lines.append(try await makeBudgetLine(of: programme, code, year: year, cents: cents, changes))
        }
        try await adopt(year)
        return Funds(programme: programme, year: year, lines: lines)
    }

    /// Adopts the budget of a year.
    func adopt(_ year: Int64) async throws {
        try await take(try await self.year(year), to: "adopted").expect(200)
    }

    /// What was promised on these lines, on a decision that the college took; its path.
    func engage(_ funds: Funds, _ cents: Int64..., changes: JSON = [:]) async throws -> String {
        let decision = try await decide(
            funds.programme,
            "engage_commitment",
            ["amountCents": .cents(cents.reduce(0, +))]
        )
        let lines = zip(funds.lines, cents).map { line, cents -> JSON in
            ["budgetLineId": .string(String(line.suffix(36))), "amountCents": .cents(cents)]
        }
        let body = Body.commitment(decision).with(["lines": .array(lines)]).with(changes)
        return try await post(funds.commitments, body).expect(201).location
    }
}

/// The records of a world that were promised and spent.
struct PromiseWorld: Sendable {
    let commitment: UUID
    let realisation: UUID
    /// A line of an adopted year, and a taken decision with room for more.
    let line: UUID
    let decision: UUID

    var ids: [UUID] { [commitment, realisation, line, decision] }

    /// The path with its own parameters filled in.
    func filled(_ path: String) -> String {
        path.replacing("{commitmentId}", with: commitment.text).replacing("{realisationId}", with: realisation.text)
    }

    /// The body that an operation accepts; `nil` for one that is not about these records.
    func body(_ operation: String) -> JSON? {
        switch operation {
        case "createCommitment": Body.commitment(decision, (line.text, 1))
        case "updateCommitment": ["externalIds": ["grootboek": .string("v-\(nextNumber())")]]
        case "releaseCommitment":
            ["lines": [["budgetLineId": .string(line.text), "amountCents": 1]], "ground": "not_needed"]
        case "createRealisation": Body.realisation(line.text, 1)
        default: nil
        }
    }
}

extension Caller {
    func makePromiseWorld(programme: UUID, _ code: String) async throws -> PromiseWorld {
        func id(_ path: String) throws -> UUID { try UUID(uuidString: String(path.suffix(36))).required }
        let year = MoneyWorld.nextYear()
        let line = try await makeBudgetLine(of: programme, code, year: year, cents: 1_000_000)
        let decision = try await make(
            "decisions",
            Body.decision(programme, "engage_commitment").with(["amountCents": 1_000_000])
        ).id
        // As the council and the college, whose members have no token here, would have decided.
        try await koers.sql(
            """
            UPDATE koers.fiscal_year SET status = 'adopted', adopted_date = '2026-01-01' WHERE year = \(year); \
            UPDATE koers.decision SET status = 'taken', resolution = 'B&W', taken_at = '2026-03-02T08:00:00Z', \
            taken_by_id = '\(try municipality.sponsor.required.text)' WHERE id = '\(decision.text)'
            """
        )
        let commitments = "programmes/\(programme.text)/commitments"
        let commitment = try await make(commitments, Body.commitment(decision, (line, 1_000)))
        return PromiseWorld(
            commitment: try commitment.id,
            realisation: try await post("\(commitment.location)/realisations", Body.realisation(line, 1)).expect(201)
                .id,
            line: try id(line),
            decision: decision
        )
    }
}
