import Postgres

import class TestSupport.Gate

/// A gate in front of a server, and how clients come through it.
struct Approach: Sendable {
    let gate: @Sendable (_ isRecording: Bool) throws -> Gate
    let url: @Sendable (Gate) throws -> String

    /// The shared cluster's superuser, who needs no password.
    static let plain = Approach(gate: { try ScratchCluster.shared.get().gate(isRecording: $0) }, url: { $0.url() })

    /// A role that proves itself over SCRAM.
    static let password = Approach(gate: plain.gate, url: { $0.url(role: "locked_out:right") })
}

/// One conversation with the server, byte by byte, as a gate recorded it.
struct Conversation {
    private let transcript: [Gate.Direction: [UInt8]]
    /// Bytes each way until the session stood and had answered for the first time.
    private let greeting: [Gate.Direction: Int]

    /// Lets a new client hold the conversation.
    /// - Parameters:
    ///   - approach: how the client comes to the server.
    ///   - prelude: what is said first, and not to be cut: a session that never answered is replaced with a delay.
    ///   - talk: what is said then.
    init(
        by approach: Approach = .plain,
        configure: (inout PostgresConfiguration) -> Void,
        prelude: (PostgresClient) async throws -> Void = { _ in },
        _ talk: (PostgresClient) async throws -> Void = { _ in }
    ) async throws {
        let gate = try approach.gate(true)
        defer { gate.close() }
        greeting = try await withClient(approach.url(gate), configure: configure) { client in
            _ = try await eventually { client.statistics.idleConnections + client.statistics.readConnections == 1 }
            try await prelude(client)
            let traffic = gate.traffic[0]
            try await talk(client)
            return [.toServer: traffic.toServer, .toClient: traffic.toClient]
        }
        transcript = gate.traffic[0].transcript
    }

    /// Where to cut the greeting: at every byte, or at some.
    /// - Parameter slack: bytes at its end that another greeting may not have: signatures are not all of one length.
    func cutsOfGreeting(_ direction: Gate.Direction, every step: Int = 1, slack: Int = 0) -> StrideTo<Int> {
        stride(from: 0, to: (greeting[direction] ?? 0) - slack, by: step)
    }

    /// Where to cut what is said then: at every byte but the last, or at some.
    func cutsOfTalk(_ direction: Gate.Direction, every step: Int = 1) -> [Int] {
        // The client's last message is its goodbye, of five bytes.
        let goodbye = direction == .toServer ? 5 : 0
        let end = (transcript[direction] ?? []).count - goodbye
        // From the last one back, where the most may have happened.
        return stride(from: end - 1, to: greeting[direction] ?? 0, by: -step).reversed()
    }
}
