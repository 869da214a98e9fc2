import EmbeddedPostgres
import Foundation
import Testing

struct CommandTests {
    @Test func `A program inherits no file, also one that is not marked to close`() async throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        // The last is the one with which it looks.
        let output = try await Command(["/bin/ls", "/proc/self/fd"]).run()
        #expect(output.text.split(separator: "\n") == ["0", "1", "2", "3"])
    }
}
