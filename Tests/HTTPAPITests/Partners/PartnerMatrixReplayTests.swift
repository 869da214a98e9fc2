import Contract
import Domain
import Foundation
import Testing

@Suite("The partner matrix of the past")
struct PartnerMatrixReplayTests {
    @Test("On any day it shows what the journal tells of that day, whatever was recorded and in which order", .koers)
    func replay() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        var relations: [String] = []
        for _ in 0..<3 { relations.append(try await client.makeRelation(of: programme)) }
        let promises = try await Promises(programme, to: relations, client)
        let first = koers.clock.now.amsterdamDate
        for day in 0..<8 {
            for _ in 0..<Int.random(in: 0...3) {
                koers.clock.advance(by: .seconds(1))
                let body = Body.position.with([
                    "influence": .cents(.random(in: 0...100)), "dependence": .cents(.random(in: 0...100)),
                    "assessedDate": .string(first.advanced(byDays: .random(in: -400...day)).description),
                ])
                try await client.post("\(relations.randomElement() ?? "")/positions", body).expect(201)
            }
            koers.clock.advance(by: .seconds(1))
            try await promises.change(client)
            koers.clock.advance(by: .seconds(86_400))
        }
        let journal = try await client.journal("&programmeId=\(programme.text)")
        let told = journal.filter { $0["type"] == "position.created" }
        let committed = journal.filter { $0["type"]?.string?.hasPrefix("commitment.") ?? false }
        for day in 0..<8 {
            let date = first.advanced(byDays: day)
            let known = told.filter {
                Moment(rfc3339: $0["occurredAt"]?.string ?? "").map { $0.amsterdamDate <= date } ?? false
            }
            let shown = try await client.get("/v1/programmes/\(programme.text)/partner-matrix?onDate=\(date)").expect(
                200
            )
            for relation in relations {
                let own = known.filter { $0["subject"]?.string?.hasPrefix(relation + "/") ?? false }
                let lastDay = own.compactMap { $0["data"]?["assessedDate"]?.string }.max()
                // Of one day the later one counts.
                let latest = own.last { $0["data"]?["assessedDate"]?.string == lastDay }
                let placed = shown["partners"]?.array?.first {
                    $0["partnerRelationId"] == .string(String(relation.suffix(36)))
                }
                for name in ["influence", "dependence"] {
                    #expect(placed?["position"]?[name] == latest?["data"]?[name], "\(relation) on \(date)")
                }
                let money = promised(to: placed?["partnerId"] ?? .null, by: date, accordingTo: committed)
                #expect(placed?["committedCents"]?.integer == money.outstanding, "\(relation) on \(date)")
                #expect(placed?["realisedCents"]?.integer == money.realised, "\(relation) on \(date)")
            }
        }
    }

    /// What the latest states of the commitments to a partner say together, on a day.
    private func promised(
        to partner: JSON,
        by day: CalendarDate,
        accordingTo journal: [JSON]
    ) -> (outstanding: Int64, realised: Int64) {
        let known = journal.filter {
            $0["data"]?["partnerId"] == partner
                && Moment(rfc3339: $0["occurredAt"]?.string ?? "").map { $0.amsterdamDate <= day } ?? false
        }
        let latest = Dictionary(known.map { ($0["subject"]?.string ?? "", $0["data"] ?? .null) }) { $1 }
        return latest.values.reduce((0, 0)) {
            ($0.0 + ($1["outstandingCents"]?.integer ?? 0), $0.1 + ($1["realisedCents"]?.integer ?? 0))
        }
    }
}

/// A commitment to each of some partners, on one line of an adopted year.
private struct Promises {
    let line: String
    let commitments: [String]

    init(_ programme: UUID, to relations: [String], _ client: Caller) async throws {
        let funds = try await client.makeFunds(100_000_000, programme: programme)
        var commitments: [String] = []
        for relation in relations {
            let partner = try await client.get(relation).expect(200)["partnerId"]?.string
            let id = try #require(partner.flatMap { UUID(uuidString: $0) })
            commitments.append(try await client.engage(funds, 1_000_000, to: id))
        }
        line = funds.line
        self.commitments = commitments
    }

    /// Spends something of one, or gives something back.
    func change(_ client: Caller) async throws {
        let (commitment, cents) = (commitments.randomElement() ?? "", Int64.random(in: 1...50_000))
        if Bool.random() {
            try await client.post("\(commitment)/realisations", Body.realisation(line, cents)).expect(201)
        } else {
            let part: JSON = ["budgetLineId": .line(line), "amountCents": .cents(cents)]
            try await client.post("\(commitment)/release", ["lines": [part], "ground": "not_needed"]).expect(200)
        }
    }
}
