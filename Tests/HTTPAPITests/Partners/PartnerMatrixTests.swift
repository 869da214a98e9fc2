import Contract
import Domain
import Foundation
import Testing

@Suite("The partner matrix and the agenda", .koers)
struct PartnerMatrixTests {
    @Test("A partner stands in the quadrant of its latest position, with its way and the direction that was agreed")
    func places() async throws {
        let koers = try Koers.current
        let client = koers.client
        try koers.clock.set(to: "2026-03-02T09:00:00Z")
        let programme = try await client.makeProgramme()
        let path = try await client.makeRelation(of: programme)
        #expect(try await client.matrix(programme)["quadrant"] == .null)
        let bounds: [(JSON, JSON, JSON)] = [
            (50, 50, "strategic"), (50, 49, "leverage"), (49, 50, "bottleneck"), (49, 49, "routine"),
        ]
        for (index, (influence, dependence, quadrant)) in bounds.enumerated() {
            let body = Body.position.with([
                "influence": influence, "dependence": dependence,
                "assessedDate": .string("2026-01-1\(index)"),
            ])
            try await client.post("\(path)/positions", body).expect(201)
            #expect(try await client.matrix(programme)["quadrant"] == quadrant)
        }
        try await client.post("\(path)/positions", Body.position.with(["assessedDate": "2024-06-01"])).expect(201)
        try await client.post("\(path)/agreements", Body.agreement).expect(201)
        try await client.post("\(path)/agreements", Body.agreement.with(["fromDate": "2026-03-03"])).expect(201)
        let past: JSON = ["fromDate": "2025-01-01", "untilDate": "2026-03-01"]
        try await client.post("\(path)/agreements", Body.agreement.with(past)).expect(201)
        let today: JSON = ["fromDate": "2025-01-01", "untilDate": "2026-03-02"]
        try await client.post("\(path)/agreements", Body.agreement.with(today)).expect(201)
        let placed = try await client.matrix(programme)
        #expect(placed["quadrant"] == "routine" && placed["amountCents"] == 8_000_000)
        #expect(
            placed["track"]?.array?.map { $0["assessedDate"] } == [
                "2024-06-01", "2026-01-10", "2026-01-11", "2026-01-12", "2026-01-13",
            ]
        )
        #expect(placed["direction"] == .null)
        _ = try await client.agree(path)
        #expect(try await client.matrix(programme)["direction"]?["horizontal"] == "right")
    }

    @Test("The matrix of an earlier day is what it was at the end of that day")
    func onDate() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let partner = try await client.make("partners", Body.partner).id
        let address = "/v1/programmes/\(programme.text)/partner-matrix"
        var seen: [(day: String, matrix: [UInt8])] = []
        func nextDay() async throws {
            seen.append((koers.clock.now.amsterdamDate.description, try await client.get(address).expect(200).bytes))
            koers.clock.advance(by: .seconds(86_400))
        }
        try await nextDay()
        let path = try await client.makeRelation(of: programme, with: partner)
        try await client.post("\(path)/positions", Body.position).expect(201)
        try await nextDay()
        try await client.patch("/v1/partners/\(partner.text)", ["name": "Anders"]).expect(200)
        let direction = try await client.agree(path)
        try await nextDay()
        try await client.post("\(path)/agreements", Body.agreement).expect(201)
        try await client.post("\(path)/positions", Body.position.with(["influence": 10]).without("assessedDate"))
            .expect(201)
        try await nextDay()
        try await client.take(direction, to: "abandoned", ["motivation": "Achterhaald"]).expect(200)
        try await client.take(path, to: "winding_down").expect(200)
        try await nextDay()
        #expect(Set(seen.map(\.matrix)).count == seen.count)
        for (day, matrix) in seen {
            #expect(try await client.get("\(address)?onDate=\(day)").expect(200).bytes == matrix, "\(day)")
        }
        let today = koers.clock.now.amsterdamDate
        try await client.get("\(address)?onDate=\(today)").expect(200)
        #expect(
            try await client.get("\(address)?onDate=\(today.advanced(byDays: 1))").expect(400).errors == [
                "onDate maximum"
            ]
        )
        let both = "\(address)?onDate=\(today)&asOf=\(koers.clock.now.rfc3339)"
        #expect(try await client.get(both).expect(400).errors == ["onDate unknown"])
        try await client.get("\(address)?onDate=2026-03-01").expect(404)
        try await koers.stranger.get(address).expect(404)
    }

    @Test("It is a picture for whoever asks for one")
    func picture() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let path = try await client.makeRelation(of: programme)
        try await client.post("\(path)/positions", Body.position).expect(201)
        let picture = try await client.get(
            "/v1/programmes/\(programme.text)/partner-matrix",
            ["Accept": "image/svg+xml", "Accept-Language": "en"]
        ).expect(200)
        #expect(picture.field("Content-Type") == "image/svg+xml")
        let text = String(decoding: picture.bytes, as: UTF8.self)
        #expect(text.contains(">Strategic<") && text.contains("1 Welzijn Lindemeer"))
    }

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
        #expect(ids(agenda, "outdatedPositions") == [two] && ids(agenda, "windingDown") == [two])
        #expect(agenda["money"]?.array?.map { $0["amountCents"] } == [4_000_000])
        let role = try await client.makeRole(of: programme)
        let id = try UUID(uuidString: String(direction.suffix(36))).required
        try await client.post("\(first)/actions", Body.action(id, role)).expect(201)
        try await client.post("\(first)/positions", Body.position).expect(201)
        let later = try await client.get(address).expect(200)
        #expect(ids(later, "directionsWithoutActions") == [] && ids(later, "directionsToReassess") == [one])
    }
}

extension Caller {
    /// The one partner of the matrix of a programme.
    fileprivate func matrix(_ programme: UUID) async throws -> JSON {
        try await get("/v1/programmes/\(programme.text)/partner-matrix").expect(200)["partners"]?[0] ?? .null
    }
}
