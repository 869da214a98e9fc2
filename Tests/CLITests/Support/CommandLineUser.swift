import Contract
import Foundation
import Synchronization

@testable import KoersCLI

/// Someone at a terminal of their own, with a configuration directory of their own.
struct CommandLineUser: ~Copyable {
    struct Result {
        var outcome: Outcome
        var output: String
        var notes: String
        var pauses: [Duration]
    }

    var environment: [String: String]
    var input = ""
    var isTerminal = false
    var width: Int?
    var noteWidth: Int?
    var isPiped = false
    let directory: String

    init(url: String? = nil, token: String? = "koers_abc_secretsecret", language: String = "en_GB.UTF-8") {
        directory = FileManager.default.temporaryDirectory.path + "/koers-cli-" + UUID().uuidString
        environment = ["HOME": directory, "XDG_CONFIG_HOME": directory, "LANG": language]
        environment["KOERS_URL"] = url
        if url != nil { environment["KOERS_TOKEN"] = token }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// What Tab offers after these words, the last of which is being typed.
    func tab(_ words: [String]) async -> [String] {
        var console = Console.process
        console.environment = environment
        let lines = await Console.$current.withValue(console) { await Completing(words).completion().lines }
        return lines.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    }

    /// Runs `koers` with these words.
    func run(_ words: String...) async -> Result { await run(words) }

    /// Runs `koers` with these words.
    func run(_ words: [String]) async -> Result {
        let recorder = Recorder()
        let input = self.input
        let console = Console(
            environment: environment,
            isTerminal: isTerminal,
            width: width,
            noteWidth: noteWidth,
            isPiped: isPiped,
            readInput: { _ in Array(input.utf8) },
            write: { bytes in recorder.record { $0.output += bytes } },
            warn: { text in recorder.record { $0.notes += text } },
            pause: { duration in recorder.record { $0.pauses.append(duration) } },
            readAnswer: { recorder.nextLine(of: input) }
        )
        let outcome = await Console.$current.withValue(console) { await KoersRun.run(words) }
        let record = recorder.value
        return Result(
            outcome: outcome,
            output: String(decoding: record.output, as: UTF8.self),
            notes: record.notes,
            pauses: record.pauses
        )
    }
}

private final class Recorder: Sendable {
    struct Record {
        var output: [UInt8] = []
        var notes = ""
        var pauses: [Duration] = []
    }

    private let record = Mutex(Record())
    private let linesRead = Mutex(0)

    /// The next line of the input, as whoever answers questions types it.
    func nextLine(of input: String) -> String? {
        let lines = input.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return linesRead.withLock { count in
            defer { count += 1 }
            return lines.indices.contains(count) && !(count == lines.count - 1 && lines[count].isEmpty)
                ? lines[count] : nil
        }
    }

    func record(_ change: (inout sending Record) -> Void) { record.withLock { change(&$0) } }
    var value: Record { record.withLock { $0 } }
}
