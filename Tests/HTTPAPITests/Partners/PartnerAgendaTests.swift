import Contract
import Domain
import Foundation
import Testing

/// By itself, because it sets the clock.
@Suite("The agenda of a partner manager", .koers)
struct PartnerAgendaTests {
    @Test("The agenda names overlaps, missing directions and actions, old positions, money and terms")
    func agenda() async throws {
        let koers = try Koers.current
        let client = koers.client
        try koers.clock.set(to: "2026-03-02T09:00:00Z")
        let programme = try await client.makeProgramme()
        let provision: JSON = ["provision": .string("Opvang \(nextNumber())")]
        let (first, second) = (
            try await client.makeRelation(of: programme, with: nil, provision),
            try await client.makeRelation(of: programme, with: nil, provision)
        )
        for (path, day) in [(first, "2025-03-02"), (second, "2025-03-01")] {
            try await client.post("\(path)/positions", Body.position.with(["assessedDate": .string(day)])).expect(201)
        }
        let direction = try await client.agree(first)
        try await client.post("\(first)/agreements", Body.agreement).expect(201)
        try await client.take(second, to: "winding_down").expect(200)
        func ids(_ agenda: Answer, _ name: String) -> [String] {
            (agenda[name]?.array ?? []).compactMap { $0["partnerRelationId"]?.string }
        }
        let (one, two) = (String(first.suffix(36)), String(second.suffix(36)))
        let address = "/v1/programmes/\(programme.text)/partner-agenda"
        let agenda = try await client.get(address).expect(200)
        #expect(agenda["overlappingProvisions"]?.array?.first?["partners"]?.array?.count == 2)
        #expect(ids(agenda, "withoutDirection") == [two] && ids(agenda, "directionsWithoutActions") == [one])
        #expect(ids(agenda, "outdatedPositions") == [two])
        #expect(ids(agenda, "windingDown") == [two])
        #expect(agenda["money"]?.array?.map { $0["amountCents"] } == [4_000_000])
        let role = try await client.makeRole(of: programme)
        let id = try UUID(uuidString: String(direction.suffix(36))).required
        try await client.post("\(first)/actions", Body.action(id, role)).expect(201)
        try await client.post("\(first)/positions", Body.position).expect(201)
        let later = try await client.get(address).expect(200)
        #expect(ids(later, "directionsWithoutActions") == [] && ids(later, "directionsToReassess") == [one])
    }
}
