import EmbeddedPostgres
import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CommandTests {
    @Test func `A program inherits no file, also one that is not marked to close`() async throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        // The last is the one with which it looks.
        let output = try await Command(["/bin/ls", "/dev/fd/"]).run()
        #expect(output.text.split(separator: "\n") == ["0", "1", "2", "3"])
    }

    @Test func `A program that is cancelled ends with what it has started`() async throws {
        let note = try TestDirectories.make() + "/process"
        let task = Task { try await Command(["/bin/sh", "-c", "sleep 100 & echo $! > \(note); wait"]).run() }
        var process: pid_t?
        #expect(
            await eventually {
                process = (try? String(contentsOfFile: note, encoding: .utf8)).flatMap { pid_t($0.dropLast()) }
                return process != nil
            }
        )
        task.cancel()
        await #expect(throws: EmbeddedPostgresError.interrupted) { try await task.value }
        #expect(!isRunning(try #require(process)))
    }

    /// One that is dead and collected by nobody is not.
    private func isRunning(_ process: pid_t) -> Bool {
        let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return kill(process, 0) == 0 && stat?.contains(") Z ") != true
    }
}
