import Foundation
import TestSupport

@testable import EmbeddedPostgres

/// The programs that the package builds, beside this test bundle.
enum Program {
    static let server = path("koers-server")
    static let client = path("koers")

    private static func path(_ name: String) -> String {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name).path
    }

    /// Runs a program of the package to its end.
    static func run(
        _ program: String,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) async throws -> Command.Output {
        try await Command([program] + arguments, environment: environment).run()
    }
}

/// A real `koers-server serve` in a process of its own.
final class ServerUnderTest: Sendable {
    let dataDirectory: String
    let port: Int
    let managementPort: Int
    private let child: ChildProcess
    private let logFile: String

    /// Starts a server on free ports; its own PostgreSQL lies in the data directory.
    init(dataDirectory: String, _ arguments: [String] = []) throws {
        self.dataDirectory = dataDirectory
        port = try FreePort.take()
        managementPort = try FreePort.take()
        logFile = "\(dataDirectory)/server-\(port).log"
        let descriptor = open(logFile, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        let command = Command(
            [
                Program.server, "serve", "--port", "\(port)", "--management-port", "\(managementPort)",
                "--data-dir", dataDirectory,
            ] + arguments
        )
        child = try command.start(output: descriptor)
    }

    var processIdentifier: pid_t { child.identifier }

    var url: String { "http://127.0.0.1:\(port)" }

    var log: String { (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? "" }

    /// The exit status, once the process has ended.
    func exitStatus() async -> Int32? {
        var status: Int32?
        _ = await eventually {
            status = child.exitStatus()
            return status != nil
        }
        return status
    }

    func signal(_ signal: Int32) {
        child.signal(signal)
    }

    /// Asks the server to stop, and waits until it has.
    @discardableResult
    func stop() async -> Int32? {
        child.signal(SIGTERM)
        return await exitStatus()
    }

    /// What `/readyz` answers: the status and the body; nil while nothing answers.
    func readiness() async -> (status: Int, body: String)? {
        guard let answer = try? await HTTP.get("http://127.0.0.1:\(managementPort)/readyz") else { return nil }
        return (answer.status, answer.body)
    }

    func isReady() async -> Bool {
        // Loading the demo takes some seconds, and several servers do so beside each other.
        await eventually(within: .seconds(90)) { await readiness()?.status == 200 }
    }

    /// Runs `koers` against this server.
    func koers(_ arguments: String..., token: String) async throws -> Command.Output {
        try await Program.run(
            Program.client,
            arguments,
            environment: ["KOERS_URL": url, "KOERS_TOKEN": token, "LANG": "nl_NL.UTF-8"]
        )
    }

    /// The demo's tokens by function.
    func demoTokens() throws -> [String: String] {
        let file = URL(filePath: dataDirectory).appending(path: "demo-tokens.json")
        return try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
    }
}

struct TestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
