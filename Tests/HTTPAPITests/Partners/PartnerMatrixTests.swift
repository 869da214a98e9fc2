import Contract
import Domain
import Foundation
import Testing

@Suite("The partner matrix")
struct PartnerMatrixTests {
    @Test(
        "A partner stands in the quadrant of its latest position, with its way and the direction that was agreed",
        .koers
    )
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

    @Test("The matrix of an earlier day is what it was at the end of that day", .koers)
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
        let funds = try await client.makeFunds(1_000_000, programme: programme)
        let commitment = try await client.engage(funds, 900_000, to: partner)
        try await nextDay()
        try await client.post("\(commitment)/realisations", Body.realisation(funds.line, 200_000)).expect(201)
        try await nextDay()
        let part: JSON = ["budgetLineId": .line(funds.line), "amountCents": 50_000]
        try await client.post("\(commitment)/release", ["lines": [part], "ground": "not_needed"]).expect(200)
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

    @Test("It is a picture for whoever asks for one", .koers)
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
}

extension Caller {
    /// The one partner of the matrix of a programme.
    fileprivate func matrix(_ programme: UUID) async throws -> JSON {
        try await get("/v1/programmes/\(programme.text)/partner-matrix").expect(200)["partners"]?[0] ?? .null
    }
}
