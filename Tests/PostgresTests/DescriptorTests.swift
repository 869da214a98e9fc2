import Foundation
import Postgres
import Testing

import class TestSupport.Gate

/// Counted with no other test beside it.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct DescriptorTests {
    private let one: Batch = [Statement("one", "SELECT 1")]

    /// How many descriptors and threads this process has.
    private struct Standing {
        let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
    }

    private func expectNothingLeft(since before: Standing) async throws {
        let (descriptors, threads) = (try #require(before.descriptors), try #require(before.threads))
        #expect(try await eventually { try #require(Standing().descriptors) <= descriptors + 2 })
        // Swift's own pool may have grown by a thread or two; each client had several.
        #expect(try await eventually { try #require(Standing().threads) <= threads + 4 })
    }

    @Test func `Two hundred connections leave no descriptor and no thread behind`() async throws {
        try await withClient { _ = try await $0.read(one) }
        let before = Standing()
        for _ in 0..<25 {
            try await withClient(configure: { $0.readConnections = 7 }) { client in
                #expect(try await eventually { client.statistics.connectionsOpened >= 8 })
                _ = try await client.read(one)
            }
        }
        try await expectNothingLeft(since: before)
    }

    @Test func `Nor do as many that are cut, or fall silent`() async throws {
        let gate = try ScratchCluster.shared.get().gate()
        defer { gate.close() }
        try await withClient(gate.url()) { _ = try await $0.read(one) }
        #expect(try await eventually { gate.traffic.allSatisfy { !$0.isOpen } })
        let before = Standing()
        for round in 0..<18 {
            let manner: Gate.Manner = round.isMultiple(of: 3) ? .silence : round.isMultiple(of: 2) ? .reset : .orderly
            try await openAndCut(manner, gate)
        }
        #expect(gate.traffic.count { $0.wasCut } >= 18 * 8)
        try await expectNothingLeft(since: before)
    }

    /// Cuts all eight connections of a client, and sees it come back.
    private func openAndCut(_ manner: Gate.Manner, _ gate: Gate) async throws {
        func hurry(_ configuration: inout PostgresConfiguration) {
            configuration.readConnections = 7
            configuration.answerTimeout = .milliseconds(200)
        }
        try await withClient(gate.url(), configure: hurry) { client in
            let isOpen = try await eventually { client.statistics.connectionsOpened >= 8 }
            #expect(isOpen)
            gate.cutAll(manner)
            // Those that fell silent are found out by whoever asks them, so all are asked.
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try? await client.execute("SELECT 1") }
                for number in 0..<40 {
                    group.addTask { _ = try? await client.read(Batch(one.statements, sharesSync: number < 8)) }
                }
                try await group.waitForAll()
            }
            let areLost = try await eventually { client.statistics.connectionsLost >= 8 }
            #expect(areLost, "\(client.statistics)")
            let isBack = try await eventually { (try? await client.read(one)) != nil }
            #expect(isBack)
        }
    }
}
