import Foundation
import HTTPAPI

/// What `serve` was asked, checked.
struct ServeSettings: Sendable {
    let host: String
    let port: Int
    let managementHost: String
    let managementPort: Int
    let database: DatabaseSettings
    let isDemo: Bool
    let tls: EdgeConfiguration.TLSFiles?

    /// - Throws: `CommandFailure` that names the flag or the variable.
    init(_ flags: Serve, environment: Environment) throws {
        host = environment.value("host", flag: flags.host)?.content ?? "127.0.0.1"
        port = try environment.port("port", flag: flags.port) ?? 8080
        managementHost = environment.value("management-host", flag: flags.managementHost)?.content ?? "127.0.0.1"
        managementPort = try environment.port("management-port", flag: flags.managementPort) ?? 8081
        if port == managementPort, port != 0, host == managementHost {
            throw CommandFailure(.usage, "--port and --management-port are both \(port); choose two.")
        }
        database = try flags.database.settings(environment, readDatabaseURL: flags.readDatabaseURL)
        isDemo = try environment.isOn("demo", flag: flags.demo)
        tls = try Self.tls(
            certificate: environment.value("tls-certificate", flag: flags.tlsCertificate),
            key: environment.value("tls-key", flag: flags.tlsKey)
        )
    }

    private static func tls(
        certificate: Environment.Value<String>?,
        key: Environment.Value<String>?
    ) throws -> EdgeConfiguration.TLSFiles? {
        switch (certificate, key) {
        case (nil, nil):
            return nil
        case (let certificate?, nil):
            throw certificate.origin.failure("needs a --tls-key beside it.")
        case (nil, let key?):
            throw key.origin.failure("needs a --tls-certificate beside it.")
        case (let certificate?, let key?):
            for file in [certificate, key] where !FileManager.default.isReadableFile(atPath: file.content) {
                throw file.origin.failure("the file \(file.content) cannot be read.")
            }
            return EdgeConfiguration.TLSFiles(certificate: certificate.content, key: key.content)
        }
    }
}
