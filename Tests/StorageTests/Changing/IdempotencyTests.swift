import Domain
import Foundation
import Postgres
import Services
import Testing

@testable import Storage

@Suite struct `An idempotency key` {
    private static let team: Members = [Member("name", "Team"), Member("policyField", "welzijn")]
    private static let day: Int64 = 24 * 60 * 60 * 1000

    @Test func `replays its answer for a day by the clock of the request, and then is free`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            let run = { @Sendable (later: Int64) in
                try await installation.run(
                    CreateTeam.self,
                    in: organisation,
                    Self.team,
                    at: Installation.moment.advanced(byMilliseconds: later),
                    key: "k"
                )
            }
            guard case .created(let item, let path) = try await run(0) else {
                Issue.record("nothing was made")
                return
            }
            for later in [0, 1, Self.day - 1] {
                guard case .replayed(let answer) = try await run(later) else {
                    Issue.record("not replayed after \(later) ms")
                    return
                }
                #expect(answer.status == 201)
                #expect(answer.json == item.json)
                #expect(answer.subject == path)
                #expect(answer.version == 1)
            }
            #expect(try await installation.count("koers.team") == 1)
            guard case .created = try await run(Self.day) else {
                Issue.record("not free after a day")
                return
            }
            #expect(try await installation.count("koers.team") == 2)
            #expect(try await installation.count("koers.idempotency_key") == 1)
        }
    }

    @Test func `refuses another request under the same key, and knows keys by client and organisation`() async throws {
        try await Installation.with { installation in
            let (a, b) = (try await installation.organisation("A"), try await installation.organisation("B"))
            try await installation.run(CreateTeam.self, in: a, Self.team, key: "k")
            let refusal = await #expect(throws: Refusal.self) {
                try await installation.run(
                    CreateTeam.self,
                    in: a,
                    [Member("name", "Other"), Member("policyField", "x")],
                    key: "k"
                )
            }
            guard case .idempotencyMismatch = refusal else {
                Issue.record("\(String(describing: refusal))")
                return
            }
            guard case .created = try await installation.run(CreateTeam.self, in: b, Self.team, key: "k"),
                case .created = try await installation.run(CreateTeam.self, in: a, Self.team, key: "K")
            else {
                Issue.record("another organisation's key, or another key, was replayed")
                return
            }
        }
    }

    @Test func `replays a refusal of the rules with its findings`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            let challenge = try await installation.challenge(in: organisation)
            let programme = try await installation.programme(in: organisation, challenge: challenge)
            let path = ["programmeId": programme.lowercased]
            try await installation.run(
                TransitionProgramme.self,
                in: organisation,
                [Member("to", "formation")],
                path: path
            )
            await #expect(throws: Refusal.self) {
                try await installation.run(
                    UpdateChallenge.self,
                    in: organisation,
                    [Member("predictability", 10)],
                    path: ["challengeId": challenge.lowercased],
                    key: "k"
                )
            }
            let again = try await installation.run(
                UpdateChallenge.self,
                in: organisation,
                [Member("predictability", 10)],
                path: ["challengeId": challenge.lowercased],
                key: "k"
            )
            guard case .replayed(let answer) = again else {
                Issue.record("\(again)")
                return
            }
            #expect(answer.status == 409)
            #expect(answer.json == nil)
            #expect(answer.findings.contains("MTH-01"))
        }
    }

    @Test func `refuses a second request while the first is being carried out`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            let tenant = Tenant(organisationID: organisation, moment: Installation.moment)
            let key = IdempotencyKey(clientID: Installation.clientID, key: "k", requestHash: [])
            try await installation.app.withConnection { lease in
                _ = try await lease.send([.begin, IdempotencyStatements(tenant: tenant, key: key).lock])
                let refusal = await #expect(throws: Refusal.self) {
                    try await installation.run(CreateTeam.self, in: organisation, Self.team, key: "k")
                }
                guard case .idempotencyInFlight = refusal else {
                    Issue.record("\(String(describing: refusal))")
                    return
                }
                _ = try await lease.send([.rollback])
            }
            guard case .created = try await installation.run(CreateTeam.self, in: organisation, Self.team, key: "k")
            else {
                Issue.record("the key is not free again")
                return
            }
        }
    }

    @Test func `makes one of two that come at once`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        do {
                            try await installation.run(CreateTeam.self, in: organisation, Self.team, key: "k")
                        } catch Refusal.idempotencyInFlight {}
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await installation.count("koers.team") == 1)
        }
    }
}
