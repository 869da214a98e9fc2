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
            koers.clock.advance(by: .seconds(86_400))
        }
        let told = try await client.journal("&type=position.created").filter {
            $0["programmeId"] == .string(programme.text)
        }
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
            }
        }
    }
}
