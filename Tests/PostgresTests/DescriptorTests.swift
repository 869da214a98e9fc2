import Foundation
import Postgres
import Testing

/// Counted with no other test beside it.
@Suite(.timeLimit(.minutes(1)))
struct DescriptorTests {
    private func count(_ what: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(what)").count
    }

    @Test func `Two hundred connections leave no descriptor and no thread behind`() async throws {
        let one: Batch = [Statement("one", "SELECT 1")]
        try await withClient { _ = try await $0.read(one) }
        let (descriptors, threads) = (try count("fd"), try count("task"))
        for _ in 0..<25 {
            try await withClient(configure: { $0.readConnections = 7 }) { client in
                #expect(try await eventually { client.statistics.connectionsOpened >= 8 })
                _ = try await client.read(one)
            }
        }
        #expect(try await eventually(within: .seconds(20)) { try count("fd") <= descriptors + 2 })
        // Swift's own pool may have grown by a thread or two; each client had several.
        #expect(try await eventually(within: .seconds(20)) { try count("task") <= threads + 4 })
    }
}
