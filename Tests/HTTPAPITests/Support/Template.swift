import Contract
import Domain
import Foundation
import HTTPAPI
import Logging
import Postgres
import Storage
import TestSupport
import Testing

/// A migrated database with two organisations, their persons and keys, for every test to copy.
struct Template: Sendable {
    let database: String
    let municipalities: [Municipality]

    /// The template of the shared cluster, made once, by whoever asks first.
    static func shared() async throws -> Template { try await first.value }

    private static let first = Task { () async throws -> Template in try await make(on: .shared()) }

    static func make(on cluster: TestCluster) async throws -> Template {
        let database = try await cluster.createDatabase()
        try await migrate(cluster, database)
        let names = [("Lindemeer", "00000001234567890000"), ("Beekdam", "00000009876543210000")]
        let (made, continuation) = AsyncStream.makeStream(of: [Municipality].self)
        try await Koers.run(on: cluster, database: database, municipalities: []) { koers in
            var municipalities: [Municipality] = []
            for (name, oin) in names {
                var municipality = Municipality(name: name, oin: oin)
                try await municipality.register(in: koers.registry)
                let person = try await koers.caller(municipality.firstToken).post(
                    "/v1/persons",
                    ["displayName": "Anna de Boer", "function": "Programmamanager", "contractHoursPerWeek": 36]
                )
                // At one moment, so that the first request of a test comes after everything that was written.
                koers.clock.set(to: TestClock.start)
                let sponsor = try await koers.caller(municipality.firstToken).post(
                    "/v1/persons",
                    ["displayName": "Bas Kuiper", "function": "Wethouder", "contractHoursPerWeek": 36]
                )
                try await municipality.makeKeys(of: person.id, sponsor: sponsor.id, in: koers.registry)
                municipalities.append(municipality)
            }
            continuation.yield(municipalities)
        }
        guard let municipalities = await made.first(where: { _ in true }) else { throw CancellationError() }
        return Template(database: database, municipalities: municipalities)
    }

    private static func migrate(_ cluster: TestCluster, _ database: String) async throws {
        var configuration = try PostgresConfiguration(url: cluster.url(database: database))
        configuration.acquireTimeout = .seconds(15)
        configuration.readConnections = 1
        configuration.leasedConnections = 1
        let owner = PostgresClient(
            configuration,
            logger: Logger(label: "koers.tests") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await owner.run() }
            _ = try await Migrator(owner).migrate(at: TestClock.start)
            group.cancelAll()
        }
    }
}
