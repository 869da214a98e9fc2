import Crypto
import Domain
import Foundation
import Postgres
import Services
import Testing

@testable import Storage

@Suite struct `The journal` {
    @Test func `chains every entry to the one before, without gaps`() async throws {
        try await Installation.with { installation in
            let organisation = try await Self.organisation(installation)
            let verification = try await installation.verify(organisation)
            #expect(verification == JournalVerification(entries: 5, firstBreach: nil))
        }
    }

    @Test func `has hashes that another program can recompute`() async throws {
        try await Installation.with { installation in
            let organisation = try await Self.organisation(installation)
            var previous = [UInt8](repeating: 0, count: 32)
            let entries = try await installation.entries(of: organisation)
            for entry in entries {
                #expect(entry.previousHash == previous)
                #expect(entry.recomputedHash == entry.hash, "\(entry.sequence)")
                previous = entry.hash
            }
            #expect(entries.contains { $0.data == nil }, "no refusal was recomputed")
            #expect(entries.count == 5)
        }
    }

    @Test(
        arguments: [
            ("DELETE FROM koers.journal WHERE sequence = 3", .gap, 4),
            ("UPDATE koers.journal SET previous_hash = sha256('x') WHERE sequence = 3", .brokenChain, 3),
            ("UPDATE koers.journal SET hash = sha256('x') WHERE sequence = 5", .changedEntry, 5),
            ("UPDATE koers.journal SET reason = 'x' WHERE sequence = 3", .changedEntry, 3),
            ("UPDATE koers.journal SET actor_id = id FROM koers.challenge WHERE sequence = 2", .changedEntry, 2),
            ("UPDATE koers.journal SET findings_en = '[]' WHERE sequence = 5", .changedEntry, 5),
            ("UPDATE koers.journal SET data_hash = NULL WHERE sequence = 4", .changedEntry, 4),
            ("UPDATE koers.journal_data SET data = '{\"version\":1}' WHERE sequence = 4", .changedData, 4),
            ("INSERT INTO koers.journal_data SELECT organisation_id, 5, '{}' FROM koers.journal_head", .changedData, 5),
            (
                "UPDATE koers.journal SET occurred_at = occurred_at - interval '1 day' WHERE sequence = 3",
                .timeRunsBack, 3
            ),
            ("DELETE FROM koers.journal_data WHERE sequence = 4", .changedData, 4),
            ("DELETE FROM koers.journal WHERE sequence >= 4", .missingTail, 4),
            ("DELETE FROM koers.journal", .missingTail, 1),
        ] as [(String, JournalVerification.Breach.Kind, Int64)]
    )
    func `tells what was tampered with, and where first`(
        sql: String,
        kind: JournalVerification.Breach.Kind,
        sequence: Int64
    ) async throws {
        try await Installation.with { installation in
            let organisation = try await Self.organisation(installation)
            try await installation.superuser(sql)
            let verification = try await installation.verify(organisation)
            #expect(verification.firstBreach == JournalVerification.Breach(kind: kind, sequence: sequence))
        }
    }

    @Test func `holds when personal data was blanked`() async throws {
        try await Installation.with { installation in
            let organisation = try await Self.organisation(installation)
            try await installation.superuser("UPDATE koers.journal_data SET data = NULL WHERE sequence IN (2, 3)")
            #expect(try await installation.verify(organisation).firstBreach == nil)
        }
    }

    @Test func `stays without gaps when eight write at once`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        for number in 0..<10 {
                            try await installation.run(
                                CreateTeam.self,
                                in: organisation,
                                [Member("name", .string("\(writer).\(number)")), Member("policyField", "welzijn")]
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(
                try await installation.verify(organisation) == JournalVerification(entries: 81, firstBreach: nil)
            )
        }
    }

    @Test func `never runs back, whatever clock asks`() async throws {
        try await Installation.with { installation in
            let organisation = try await Self.organisation(installation)
            try await installation.run(
                CreateTeam.self,
                in: organisation,
                [Member("name", "Team"), Member("policyField", "welzijn")],
                at: Installation.moment.advanced(byMilliseconds: -1_000_000)
            )
            #expect(try await installation.verify(organisation).firstBreach == nil)
        }
    }

    /// An organisation with five entries, of which the last is a refusal.
    private static func organisation(_ installation: Installation) async throws -> UUID {
        let organisation = try await installation.organisation()
        let challenge = try await installation.challenge(in: organisation, name: "Wonen \"\\\u{1}é👨‍👩‍👧")
        let programme = try await installation.programme(in: organisation, challenge: challenge)
        let path = ["programmeId": programme.lowercased]
        try await installation.run(
            TransitionProgramme.self,
            in: organisation,
            [Member("to", "formation"), Member("motivation", "Zo\nis het.")],
            path: path
        )
        await #expect(throws: Refusal.self) {
            try await installation.run(
                UpdateChallenge.self,
                in: organisation,
                [Member("predictability", 10)],
                path: ["challengeId": challenge.lowercased]
            )
        }
        return organisation
    }
}

extension Installation {
    fileprivate func verify(_ organisation: UUID) async throws -> JournalVerification {
        try await registry.verifyJournal(of: organisation, at: Self.moment)
    }

    fileprivate func entries(of organisation: UUID) async throws -> [Entry] {
        let rows = try await store.reader.read(
            [
                Statement(
                    "entries",
                    """
                    SELECT j.sequence, j.occurred_at, j.type, j.subject, j.programme_id, j.actor_id, j.client_id, \
                    j.operation_id, j.request_id, j.reason, j.findings_nl::text, j.findings_en::text, d.data::text, \
                    j.previous_hash, j.hash FROM koers.journal j LEFT JOIN koers.journal_data d \
                    ON d.organisation_id = $1 AND d.sequence = j.sequence WHERE j.organisation_id = $1 ORDER BY 1
                    """,
                    [.uuid(organisation)]
                )
            ],
            in: Tenant(organisationID: organisation, moment: Self.moment)
        )[0]
        return try rows.map { try Entry($0) }
    }
}

/// An entry as it is stored, and its hash as the design describes it: SHA-256 over the previous hash, every other column
/// as one JSON array, and the SHA-256 of the data.
private struct Entry {
    let sequence: Int64
    let data: String?
    let previousHash: [UInt8]
    let hash: [UInt8]
    private let columns: [Value]

    init(_ row: Row) throws {
        sequence = try row.decode(0)
        data = try row.decodeIfPresent(12)
        previousHash = try row.decode(13)
        hash = try row.decode(14)
        let uuid: (Int) throws -> Value = { column in
            try row.decodeIfPresent(column, as: UUID.self).map { .string($0.lowercased) } ?? .null
        }
        let text: (Int) throws -> Value = { column in
            try row.decodeIfPresent(column, as: String.self).map { .string($0) } ?? .null
        }
        let occurredAt = Moment(try row.decode(1, as: PostgresTimestamp.self))
        columns = [
            .integer(sequence), .string(occurredAt.rfc3339), .null, try text(2), try text(3), try uuid(4),
            try uuid(5), try uuid(6), try text(7), try uuid(8), try text(9), .null, try text(10), try text(11),
        ]
    }

    var recomputedHash: [UInt8] {
        let array = "[" + columns.map(\.json).joined(separator: ", ") + "]"
        let dataHash = data.map { Array(SHA256.hash(data: Array($0.utf8))) } ?? []
        return Array(SHA256.hash(data: previousHash + Array(array.utf8) + dataHash))
    }
}
