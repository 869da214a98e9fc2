import Contract
import Domain
import EmbeddedPostgres
import Foundation
import Governance
import Logging

/// All that the commands ask of the modules behind them, in one place.
enum Installation {
    /// The clock of the whole process.
    @Sendable
    static func now() -> Moment {
        Moment(Date())
    }

    /// Opens what `settings` names: the database of a URL, or the private one in a data directory, which is started or
    /// attached to. It need not be reachable yet: `RunningDatabase.obstacle` tells.
    /// - Throws: where waiting cannot help, such as an unusable data directory.
    static func openDatabase(_ settings: DatabaseSettings, logger: Logger) async throws -> any RunningDatabase {
        let directory = settings.dataDirectory ?? EmbeddedPostgres.defaultDataDirectory()
        switch settings.location {
        case .url(let url):
            return try KoersDatabase(
                ownerURL: url,
                readURL: settings.readURL,
                cluster: nil,
                fileDirectory: directory,
                logger: logger
            )
        case .embedded:
            let cluster = try await PrivateCluster.start(in: directory, logger: logger)
            return try KoersDatabase(
                ownerURL: await cluster.ownerURL,
                readURL: nil,
                cluster: cluster,
                fileDirectory: directory,
                logger: logger
            )
        }
    }

    /// The contract as YAML or JSON.
    static func openAPI(asJSON: Bool) throws -> String {
        _ = try Contract.embedded()
        return asJSON ? Contract.publishedJSON : Contract.publishedYAML
    }

    /// The rulebook, readable or as JSON.
    static func rules(asJSON: Bool) throws -> String {
        asJSON ? Value.array(Rulebook.all.map(\.value)).json : Rulebook.text
    }
}
