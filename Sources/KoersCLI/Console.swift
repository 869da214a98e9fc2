import Foundation

/// Everything that a command touches outside itself: environment, standard streams, terminal, time.
struct Console: Sendable {
    var environment: [String: String]
    /// Whether standard output is a terminal.
    var isTerminal: Bool
    /// Columns of the terminal, when standard output is one.
    var width: Int?
    /// Columns of the terminal that notes go to, when standard error is one.
    var noteWidth: Int?
    /// Whether standard output goes into another program, which may well write to the same terminal.
    var isPiped = false
    /// Standard input to its end; on a terminal what is typed stays invisible when `secret`.
    var readInput: @Sendable (_ secret: Bool) throws -> [UInt8]
    /// Data, to standard output.
    var write: @Sendable ([UInt8]) throws -> Void
    /// Notes and errors, to standard error.
    var warn: @Sendable (String) -> Void
    var pause: @Sendable (Duration) async throws -> Void
    /// The next line of standard input; `nil` at its end.
    var readAnswer: @Sendable () throws -> String? = { readLine() }

    /// The console of the running command.
    @TaskLocal static var current = Console.process

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Whether a line of progress can be shown and wiped out again without being in anyone's way.
    var showsProgress: Bool { noteWidth != nil && !isPiped && environment["TERM"] != "dumb" }

    /// The streams of this process.
    static let process = Console(
        environment: ProcessInfo.processInfo.environment,
        isTerminal: isatty(STDOUT_FILENO) == 1,
        width: StandardStreams.terminalWidth(STDOUT_FILENO),
        noteWidth: StandardStreams.terminalWidth(STDERR_FILENO),
        isPiped: StandardStreams.isPipe(STDOUT_FILENO),
        readInput: StandardStreams.readInput(secret:),
        write: { try StandardStreams.write($0, to: STDOUT_FILENO) },
        warn: { try? StandardStreams.write(Array($0.utf8), to: STDERR_FILENO) },
        pause: { try await Task.sleep(for: $0) }
    )
}

/// The reader of standard output went away: nothing is wrong, and nothing more is to be said.
struct OutputClosed: Error {}
