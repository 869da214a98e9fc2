import Contract
import EmbeddedPostgres
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Koers says so when its database is away, and comes back by itself", .serialized, .timeLimit(.minutes(3)))
struct DatabaseAwayTests {
    @Test("Reads and writes answer 503 at once, and work again when the database is back")
    func away() async throws {
        let postgres = try await TestCluster.own()
        let cluster = try TestCluster(postgres: postgres)
        let template = try await Template.make(on: cluster)
        try await Koers.run(
            on: cluster,
            database: template.database,
            municipalities: template.municipalities,
            patience: .seconds(1)
        ) { koers in
            let client = koers.client
            let world = try await client.makeWorld()
            let path = "/v1/teams/\(world.team.text)"
            await postgres.stop()
            koers.clock.advance(by: .seconds(10))
            for _ in 0..<2 {
                for operation in koers.contract.operations {
                    let started = ContinuousClock.now
                    let answer = try #require(try await client.ask(operation, of: world))
                    #expect(ContinuousClock.now - started < .seconds(2), "\(operation.id) waited too long")
                    if operation.access == .public {
                        answer.expect(200)
                    } else {
                        answer.expect(503, "unavailable")
                        #expect(answer.retryAfter >= 1)
                    }
                }
            }
            try await client.get("/v1/nothing").expect(404)
            let again = try await TestCluster.start(in: postgres.dataDirectory)
            let isBack = await eventually(within: .seconds(5)) { try await client.get(path).status == 200 }
            #expect(isBack, "back within five seconds")
            try await client.patch(path, ["name": "Terug"], ifMatch: "\"1\"").expect(200)
            let isWhole = await eventually(within: .seconds(5)) {
                try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now).firstBreach == nil
            }
            #expect(isWhole)
            await again.stop()
        }
    }

    @Test("When it falls silent every operation answers 503 in time, and work goes on when it speaks again")
    func silent() async throws {
        let gate = try await TestCluster.shared().gate()
        defer { gate.close() }
        try await Koers.lease(patience: .seconds(1), answerTimeout: .seconds(2), gate: gate) { koers in
            let client = koers.client
            let world = try await client.makeWorld()
            #expect(koers.app.statistics.connectionsLost == 0)
            gate.set(.silent)
            // First on the connections that there are, then with none.
            for isFirst in [true, false] {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for operation in koers.contract.operations where operation.access != .public {
                        group.addTask {
                            let started = ContinuousClock.now
                            let answer = try #require(try await client.ask(operation, of: world))
                            answer.expect(503, "unavailable")
                            #expect(answer.retryAfter >= 1)
                            // A connection, and the answers of the tenant's look-up and of one batch: five seconds, and as
                            // much again because two hundred ask at once.
                            #expect(ContinuousClock.now - started < .seconds(10), "\(operation.id) waited too long")
                        }
                    }
                    try await group.waitForAll()
                }
                guard isFirst else { continue }
                #expect(koers.app.statistics.connectionsLost > 0)
                let isAway = await eventually { !koers.app.state.isReady }
                #expect(isAway)
            }
            gate.set(.open)
            let isBack = await eventually(within: .seconds(5)) {
                try await client.post("/v1/teams", Body.team).status == 201
            }
            #expect(isBack, "back within five seconds")
            #expect(try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now).firstBreach == nil)
        }
    }
}
