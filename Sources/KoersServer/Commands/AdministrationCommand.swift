import ArgumentParser
import Foundation
import Logging

/// A command that opens the database, does one thing, says what it did and ends.
protocol AdministrationCommand: AsyncParsableCommand {
    var shared: AdministrationFlags { get }

    /// - Throws: `CommandFailure` or an error whose description can be shown.
    func work(in database: any RunningDatabase, output: CommandOutput) async throws
}

/// The flags of every administration command.
struct AdministrationFlags: ParsableArguments {
    @OptionGroup var database: DatabaseFlags
    @OptionGroup var log: LogFlags

    @Flag(help: "Print JSON, for scripts.")
    var json = false
}

extension AdministrationCommand {
    func run() async throws {
        try await reportingFailures {
            let environment = Environment()
            let logger = try shared.log.startLog(environment, standard: .warning)
            let settings = try shared.database.settings(environment)
            let database = try await Installation.openDatabase(settings, logger: logger)
            let output = CommandOutput(asJSON: shared.json)
            let result = await Result { try await use(database, logger: logger, output: output) }
            await database.close()
            try result.get()
        }
    }

    private func use(_ database: any RunningDatabase, logger: Logger, output: CommandOutput) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await database.run() }
            try await DatabaseWait(database: database, logger: logger).untilUsable(within: .seconds(30))
            try await work(in: database, output: output)
            group.cancelAll()
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}

/// Prints the failure of a command on standard error and ends it with its exit code.
func reportingFailures(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let failure as CommandFailure {
        try end(failure)
    } catch let error as ExitCode {
        throw error
    } catch {
        try end(CommandFailure(.software, "\(error)"))
    }
}

private func end(_ failure: CommandFailure) throws {
    FileHandle.standardError.write(Data("koers-server: \(failure.description)\n".utf8))
    throw ExitCode(failure.code.rawValue)
}
