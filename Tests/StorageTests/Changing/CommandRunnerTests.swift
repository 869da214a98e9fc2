import Domain
import Foundation
import Governance
import Postgres
import TestSupport
import Testing

@testable import Services
@testable import Storage

@Suite struct `The line that every write walks` {
    @Test(arguments: [(lost: 0, attempts: 1), (1, 2), (3, 4)])
    func `tries again what lost to another`(lost: Int, attempts: Int) async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            try await installation.superuser(Losing.function(lost))
            try await installation.run(Losing.self, in: organisation, [])
            #expect(try await installation.superuser("SELECT last_value FROM koers.attempts") == "\(attempts)")
            #expect(try await installation.count("koers.team") == 1)
            #expect(try await installation.count("koers.journal") == 2)
        }
    }

    @Test func `gives up after three retries, and leaves nothing`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            try await installation.superuser(Losing.function(100))
            let refusal = await #expect(throws: Refusal.self) {
                try await installation.run(Losing.self, in: organisation, [])
            }
            guard case .unavailable = refusal else {
                Issue.record("\(String(describing: refusal))")
                return
            }
            #expect(try await installation.superuser("SELECT last_value FROM koers.attempts") == "4")
            #expect(try await installation.count("koers.journal") == 1)
        }
    }

    @Test func `wins in the end against a real writer in its way`() async throws {
        try await Installation.with(isolation: "repeatable read") { installation in
            let organisation = try await installation.organisation()
            try await installation.app.withConnection { lease in
                let tenant = Tenant(organisationID: organisation, moment: Installation.moment)
                _ = try await lease.send(
                    Batch([
                        .begin, Topology.enter(tenant),
                        Statement("hold the head", "UPDATE koers.journal_head SET sequence = sequence"),
                    ])
                )
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        try await installation.run(
                            CreateTeam.self,
                            in: organisation,
                            [Member("name", "Team"), Member("policyField", "welzijn")]
                        )
                    }
                    await installation.waitUntilOneWaits()
                    _ = try await lease.send([.commit])
                    try await group.waitForAll()
                }
            }
            #expect(installation.app.statistics.serverErrors == 1)
            #expect(try await installation.count("koers.team") == 1)
        }
    }

    @Test func `leaves no trace of a dry run, allowed or refused`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            let challenge = try await installation.challenge(in: organisation)
            let programme = try await installation.programme(in: organisation, challenge: challenge)
            let before = try await installation.everything()
            let path = ["programmeId": programme.lowercased]
            for (target, isAllowed) in [("formation", true), ("rejected", true)] {
                let result = try await installation.run(
                    TransitionProgramme.self,
                    in: organisation,
                    [Member("to", .string(target)), Member("motivation", "x")],
                    path: path,
                    key: "k",
                    dryRun: true
                )
                guard case .dryRun(let decision) = result else {
                    Issue.record("\(result)")
                    continue
                }
                #expect(decision.isAllowed == isAllowed)
            }
            let refused = try await installation.run(
                CreateChallenge.self,
                in: organisation,
                [
                    Member("name", "x"), Member("predictability", 90), Member("strategicGoalSet", false),
                    Member("structuralEffort", false), Member("steeringParties", 0), Member("chosenMethod", "project"),
                ],
                dryRun: true
            )
            guard case .dryRun(let decision) = refused, !decision.isAllowed else {
                Issue.record("\(refused)")
                return
            }
            #expect(try await installation.everything() == before)
        }
    }

    @Test func `leaves nothing of a change whose reference is unknown or whose value is taken`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            let other = try await installation.organisation("B")
            let foreign = try await installation.challenge(in: other)
            let challenge = try await installation.challenge(in: organisation)
            _ = try await installation.programme(in: organisation, challenge: challenge)
            let before = try await installation.everything()
            for (challenge, code) in [(foreign, "NEW"), (UUID(), "NEW"), (challenge, "IDM-26")] {
                await #expect(throws: Refusal.self) {
                    _ = try await installation.programme(in: organisation, challenge: challenge, code: code)
                }
            }
            #expect(try await installation.everything() == before)
        }
    }

    @Test func `changes nothing when nothing changes`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            let challenge = try await installation.challenge(in: organisation)
            let before = try await installation.everything()
            try await installation.run(
                UpdateChallenge.self,
                in: organisation,
                [Member("name", "Iedereen doet mee"), Member("motivation", .null)],
                path: ["challengeId": challenge.lowercased]
            )
            #expect(try await installation.everything() == before)
        }
    }
}

/// Makes a team, but loses to another transaction that does not exist as often as its function says.
private struct Losing: Command {
    static let resource = Resource.team
    let id: UUID

    init(_ input: CommandInput) throws(Refusal) {
        id = .version7(at: input.moment)
    }

    var subject: CommandSubject { .new(id) }
    var references: [Reference] { [] }

    var facts: FactQuery<Void> {
        FactQuery("lose", "SELECT koers.lose($1)") { _ in }
    }

    func effects(_ situation: Situation<Void>) -> [Effect] {
        [.create(Self.resource, id: id, [Member("name", "Team"), Member("policyField", "welzijn")])]
    }

    static func function(_ times: Int) -> String {
        """
        CREATE SEQUENCE koers.attempts; GRANT USAGE ON SEQUENCE koers.attempts TO koers_app;
        CREATE FUNCTION koers.lose(organisation uuid) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            IF nextval('koers.attempts') <= \(times) THEN
                RAISE EXCEPTION 'lost' USING ERRCODE = CASE currval('koers.attempts') % 2 WHEN 0 THEN '40001' ELSE '40P01' END;
            END IF;
        END $$
        """
    }
}

extension Installation {
    /// A digest of every row of every table, so that a trace anywhere shows.
    fileprivate func everything() async throws -> String {
        let tables = try await superuser(
            "SELECT relname FROM pg_class WHERE relnamespace = 'koers'::regnamespace AND relkind = 'r' ORDER BY 1"
        )
        let digests = tables.split(separator: "\n").map { table in
            "SELECT '\(table)', count(*), md5(string_agg(t::text, ',' ORDER BY t::text)) FROM koers.\(table) t"
        }
        return try await superuser(digests.joined(separator: " UNION ALL "))
    }

    /// Waits until a session of this database waits for a lock.
    fileprivate func waitUntilOneWaits() async {
        let waits = await eventually {
            try await superuser(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            ) != "0"
        }
        #expect(waits)
    }
}
