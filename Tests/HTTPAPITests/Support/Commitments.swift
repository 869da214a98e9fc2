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
        try await adopt(year, of: programme)
        return Funds(programme: programme, year: year, lines: lines)
    }

    /// Adopts the budget of a year, by a decision of the council on a programme.
    func adopt(_ year: Int64, of programme: UUID) async throws {
        let decision = try await decideBudget(programme)
        try await take(try await self.year(year), to: "adopted", ["decisionId": .string(decision.text)]).expect(200)
    }

    /// A decision about the budget that the council took.
    func decideBudget(_ programme: UUID) async throws -> UUID {
        let path = try await propose(programme, "amend_budget", ["body": "council"])
        let clerk = try await makeActor("council")
        return try await clerk.caller.take(path, to: "taken", ["resolution": "Raad 2026-88"]).expect(200).id
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
    /// A commitment that waits for cover, and may have it.
    let unfunded: UUID

    var ids: [UUID] { [commitment, realisation, line, decision, unfunded] }

    /// The path with its own parameters filled in.
    func filled(_ path: String) -> String {
        path.replacing("{commitmentId}/funding", with: "\(unfunded.text)/funding")
            .replacing("{commitmentId}", with: commitment.text).replacing("{realisationId}", with: realisation.text)
    }

    /// The body that an operation accepts; `nil` for one that is not about these records.
    func body(_ operation: String) -> JSON? {
        switch operation {
        case "createCommitment": Body.commitment(decision, (line.text, 1))
        case "updateCommitment": ["externalIds": ["grootboek": .string("v-\(nextNumber())")]]
        case "releaseCommitment":
            ["lines": [["budgetLineId": .string(line.text), "amountCents": 1]], "ground": "not_needed"]
        case "fundCommitment": [:]
        case "createRealisation": Body.realisation(line.text, 1)
        default: nil
        }
    }
}

extension Caller {
    func makePromiseWorld(programme: UUID, _ code: String, adopting spare: Int64) async throws -> PromiseWorld {
        func id(_ path: String) throws -> UUID { try UUID(uuidString: String(path.suffix(36))).required }
        let year = MoneyWorld.nextYear()
        let line = try await makeBudgetLine(of: programme, code, year: year, cents: 1_000_000)
        let decision = try await make(
            "decisions",
            Body.decision(programme, "engage_commitment").with(["amountCents": 1_000_000])
        ).id
        let unfunded = UUID()
        let (lineID, sponsor) = (try id(line).text, try municipality.sponsor.required.text)
        // As the council and the college, whose members have no token here, would have decided; and a promise that waited
        // for this budget in vain.
        try await koers.sql(
            """
            UPDATE koers.fiscal_year SET status = 'adopted', adopted_date = '2026-03-01' WHERE year IN (\(year), \(spare)); \
            UPDATE koers.decision SET status = 'taken', resolution = 'B&W', taken_at = '2026-03-02T08:00:00Z', \
            taken_by_id = '\(sponsor)' WHERE id = '\(decision.text)'; \
            INSERT INTO koers.commitment (organisation_id, id, created_at, updated_at, programme_id, kind, subject, \
            decision_id, amount_cents, engaged_by_id, lines) SELECT d.organisation_id, '\(unfunded.text)', d.taken_at, \
            d.taken_at, d.programme_id, 'other', 'Ongedekt', d.id, 1000, '\(sponsor)', '[{"budgetLineId":"\(lineID)",\
            "amountCents":1000,"realisedCents":0,"releasedCents":0,"outstandingCents":1000,"unfundedCents":1000,\
            "status":"subject_to_budget","invokeBeforeDate":"2026-03-29"}]' FROM koers.decision d WHERE d.id = \
            '\(decision.text)'; \
            INSERT INTO koers.commitment_line SELECT c.organisation_id, c.id, c.programme_id, '\(lineID)', 1000, 0, 0, \
            'subject_to_budget', '2026-03-29' FROM koers.commitment c WHERE c.id = '\(unfunded.text)'; \
            UPDATE koers.budget_line SET unfunded_cents = 1000 WHERE id = '\(lineID)'
            """
        )
        let commitments = "programmes/\(programme.text)/commitments"
        let commitment = try await make(commitments, Body.commitment(decision, (line, 1_000)))
        return PromiseWorld(
            commitment: try commitment.id,
            realisation: try await post("\(commitment.location)/realisations", Body.realisation(line, 1)).expect(201)
                .id,
            line: try id(line),
            decision: decision,
            unfunded: unfunded
        )
    }
}
