import ArgumentParser
import Logging

/// The flags that name a database.
struct DatabaseFlags: ParsableArguments {
    @Option(
        name: .customLong("database-url"),
        help: ArgumentHelp(
            "The database, as postgres://user:password@host:port/database.",
            discussion: "In the environment KOERS_DATABASE_URL, where other users of the machine cannot read it.",
            valueName: "url"
        )
    )
    var databaseURL: String?

    @Option(
        name: .customLong("data-dir"),
        help: ArgumentHelp(
            "Where the private PostgreSQL lies, when there is no database URL.",
            discussion: "By default /var/lib/koers for root, else $XDG_DATA_HOME/koers.",
            valueName: "directory"
        )
    )
    var dataDirectory: String?

    func settings(_ environment: Environment, readDatabaseURL: String? = nil) throws -> DatabaseSettings {
        try DatabaseSettings(
            databaseURL: databaseURL,
            readDatabaseURL: readDatabaseURL,
            dataDirectory: dataDirectory,
            environment: environment
        )
    }
}

/// The level of the log on standard error.
struct LogFlags: ParsableArguments {
    @Option(
        name: .customLong("log-level"),
        help: ArgumentHelp(
            "trace, debug, info, notice, warning, error or critical; info tells every request.",
            valueName: "level"
        )
    )
    var logLevel: String?

    /// Sets up the log of the process.
    /// - Parameter standard: the level when none is asked.
    func startLog(_ environment: Environment, standard: Logger.Level) throws -> Logger {
        var level = standard
        if let value = environment.value("log-level", flag: logLevel) {
            guard let asked = Logger.Level(rawValue: value.content.lowercased()) else {
                let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
                throw value.origin.failure("'\(value.content)' is no level; use one of \(levels).")
            }
            level = asked
        }
        LoggingSystem.bootstrap { [level] label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        return Logger(label: "koers")
    }
}
