import Postgres

import class TestSupport.Gate

/// One conversation with the server, byte by byte, as a gate recorded it.
struct Conversation {
    private let transcript: [Gate.Direction: [UInt8]]
    /// Bytes each way until the session stood and had answered for the first time.
    private let greeting: [Gate.Direction: Int]

    /// Lets a new client hold the conversation.
    /// - Parameters:
    ///   - prelude: what is said first, and not to be cut: a session that never answered is replaced with a delay.
    ///   - talk: what is said then.
    init(
        configure: (inout PostgresConfiguration) -> Void,
        prelude: (PostgresClient) async throws -> Void = { _ in },
        _ talk: (PostgresClient) async throws -> Void = { _ in }
    ) async throws {
        let gate = try ScratchCluster.shared.get().gate(isRecording: true)
        defer { gate.close() }
        greeting = try await withClient(gate.url(), configure: configure) { client in
            _ = try await eventually { client.statistics.idleConnections + client.statistics.readConnections == 1 }
            try await prelude(client)
            let traffic = gate.traffic[0]
            try await talk(client)
            return [.toServer: traffic.toServer, .toClient: traffic.toClient]
        }
        transcript = gate.traffic[0].transcript
    }

    /// Where to cut the greeting: at every byte.
    func cutsOfGreeting(_ direction: Gate.Direction) -> Range<Int> {
        0..<(greeting[direction] ?? 0)
    }

    /// Where to cut what is said then: at every byte but the last.
    func cutsOfTalk(_ direction: Gate.Direction) -> [Int] {
        // The client's last message is its goodbye, of five bytes.
        let goodbye = direction == .toServer ? 5 : 0
        return Array((greeting[direction] ?? 0) + 1..<(transcript[direction] ?? []).count - goodbye)
    }
}
