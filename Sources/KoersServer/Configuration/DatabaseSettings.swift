/// Which database: that of a URL, or the private one in a data directory.
struct DatabaseSettings: Sendable {
    enum Location: Sendable, Equatable {
        /// May hold a password: never logged.
        case url(String)
        /// A PostgreSQL of its own, in the data directory.
        case embedded
    }

    let location: Location
    /// A URL of a standby for reads that nobody decides on; nil reads from the same database. May hold a password.
    let readURL: String?
    /// Where files of the server lie, such as `demo-tokens.json`; nil for the usual place of this user.
    let dataDirectory: String?

    /// - Throws: `CommandFailure` where a URL is none of PostgreSQL's; it does not repeat the URL.
    init(databaseURL: String?, readDatabaseURL: String?, dataDirectory: String?, environment: Environment) throws {
        let directory = environment.value("data-dir", flag: dataDirectory)
        let url = try Self.url("database-url", flag: databaseURL, environment)
        let readURL = try Self.url("read-database-url", flag: readDatabaseURL, environment)
        if let readURL, url == nil {
            throw readURL.origin.failure("needs a --database-url to write to.")
        }
        self.dataDirectory = directory?.content
        self.readURL = readURL?.content
        location = url.map { .url($0.content) } ?? .embedded
    }

    private static func url(
        _ name: String,
        flag: String?,
        _ environment: Environment
    ) throws -> Environment.Value<String>? {
        guard let value = environment.value(name, flag: flag, isSecret: true) else { return nil }
        guard ["postgres://", "postgresql://"].contains(where: value.content.hasPrefix) else {
            throw value.origin.failure("use a URL of the form postgres://user:password@host:port/database.")
        }
        return value
    }
}
