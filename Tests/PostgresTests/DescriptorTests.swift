import Foundation
import Postgres
import Testing

@Suite(.timeLimit(.minutes(1)))
struct DescriptorTests {
    /// Sockets to this cluster and the loops' own descriptors, counted by what they are, because other tests run
    /// at the same time: so the whole is repeated until it comes down to where it began, or below.
    private func descriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }

    @Test func `Two hundred connections leave no descriptor behind`() async throws {
        let one: Batch = [Statement("one", "SELECT 1")]
        try await withClient { _ = try await $0.read(one) }
        let before = try descriptors()
        for _ in 0..<25 {
            try await withClient(configure: { $0.readConnections = 7 }) { client in
                #expect(try await eventually { client.statistics.connectionsOpened >= 8 })
                _ = try await client.read(one)
            }
        }
        #expect(try await eventually(within: .seconds(20)) { try descriptors() <= before + 2 })
    }
}
