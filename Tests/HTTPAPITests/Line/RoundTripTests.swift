import Contract
import Foundation
import Postgres
import Testing

@Suite("A request costs the round trips that it must")
struct RoundTripTests {
    @Test("A governed write takes two round trips, a read one, and a remembered key none", .koers)
    func roundTrips() async throws {
        let koers = try Koers.current
        let client = koers.client
        let world = try await client.makeWorld()
        let programme = "/v1/programmes/\(world.programme.text)"
        func cost(_ request: () async throws -> Answer, _ status: Int) async throws -> Int {
            let before = koers.app.statistics.roundTrips
            try await request().expect(status)
            return koers.app.statistics.roundTrips - before
        }
        koers.clock.advance(by: .seconds(2))
        #expect(try await cost({ try await client.get(programme) }, 200) == 2, "the key is looked up, then the record")
        #expect(try await cost({ try await client.get(programme) }, 200) == 1)
        #expect(try await cost({ try await client.get("/v1/programmes?count=exact&expand=challenge") }, 200) == 1)
        #expect(try await cost({ try await client.get("\(programme)/readiness?to=formation") }, 200) == 1)
        let key = ["Idempotency-Key": "\"two\""]
        let created = { try await client.post("/v1/programmes", Body.programme(challenge: world.challenge), key) }
        #expect(try await cost(created, 201) == 2)
        #expect(try await cost({ try await client.patch(programme, ["name": "Anders"]) }, 200) == 2)
        #expect(try await cost({ try await client.step(world.programme, to: "formation") }, 200) == 2)
        let start: JSON = ["decisionId": .string(try await client.decide(world.programme, "start_programme").text)]
        #expect(try await cost({ try await client.step(world.programme, to: "execution", start) }, 409) == 2)
        let manager = try await client.makeActor()
        let mandate = try await client.makeMandate(manager.person)
        var proposed: [String] = []
        for _ in 1...2 {
            proposed.append(
                try await client.propose(world.programme, "grant_subsidy", ["mandateId": .string(mandate.text)])
            )
        }
        try await manager.caller.take(proposed[0], to: "taken").expect(200)
        #expect(try await cost({ try await manager.caller.take(proposed[1], to: "taken") }, 200) == 2)
        let deviating = Body.challenge.with(["chosenMethod": "routine"])
        #expect(try await cost({ try await client.post("/v1/challenges", deviating) }, 409) == 2)
        #expect(try await cost({ try await client.get("/v1/governance-rules") }, 200) == 0)
    }

    @Test(
        "Engaging takes two round trips, also when it takes its decision; so do spending, releasing and refusing",
        .koers
    )
    func engagement() async throws {
        let koers = try Koers.current
        let client = koers.client
        let funds = try await client.makeFunds(100_00)
        let director = try await client.makeActor()
        let mandate = try await client.makeMandate(director.person)
        let proposal = try await client.propose(
            funds.programme,
            "engage_commitment",
            ["mandateId": .string(mandate.text), "amountCents": 40_00]
        )
        let decision = try UUID(uuidString: String(proposal.suffix(36))).required
        try await director.caller.get(funds.line).expect(200)
        func cost(_ caller: Caller, _ path: String, _ body: JSON, _ status: Int) async throws -> Int {
            let before = koers.app.statistics.roundTrips
            try await caller.post(path, body, ["Idempotency-Key": UUID().text]).expect(status)
            return koers.app.statistics.roundTrips - before
        }
        let commitment = Body.commitment(decision, (funds.line, 30_00))
        #expect(try await cost(director.caller, funds.commitments, commitment, 201) == 2)
        let next = Body.commitment(decision, (funds.line, 10_00))
        #expect(try await cost(client, funds.commitments, next, 201) == 2)
        #expect(try await cost(client, funds.commitments, next, 403) == 2)
        let listed = try await client.get("\(funds.commitments)?sort=amountCents").expect(200).results
        let path = "\(funds.commitments)/\(listed.first?["id"]?.string ?? "")"
        #expect(try await cost(client, "\(path)/realisations", Body.realisation(funds.line, 1_00), 201) == 2)
        #expect(try await cost(client, "\(path)/release", [:], 200) == 2)
    }
}
