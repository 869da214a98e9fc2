import Foundation
import Postgres
import Testing

import class TestSupport.Gate

extension ScratchCluster {
    /// A gate in front of this server, for clients that reach it over TCP.
    func gate(isRecording: Bool = false) throws -> Gate {
        try Gate(to: .unixSocket(path: directory + "/.s.PGSQL.5432"), isRecording: isRecording)
    }
}

extension Gate {
    /// The database behind the gate.
    /// - Parameters:
    ///   - name: what the server calls the session; its length counts among the bytes that pass.
    ///   - role: with its password, if it needs one.
    func url(name: String = "gated", role: String = "koers") -> String {
        "postgres://\(role)@127.0.0.1:\(port)/postgres?sslmode=disable&application_name=\(name)"
    }

    /// Closes the gate and looks for what the clients that came through it left behind: a socket that leads to the
    /// gate or, as its peer is gone, nowhere; and a thread that still looks up, connects or cancels.
    func closeAndFindNothingLeft(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        // Other tests connect at the same time, and their threads come and go; what a leak leaves stays.
        let connecting = try Self.connectingThreads()
        let threads = try await eventually(within: .seconds(30)) {
            try Self.connectingThreads().isDisjoint(with: connecting)
        }
        #expect(threads, "a thread still connects or cancels", sourceLocation: sourceLocation)
        let sockets = try await eventually(within: .seconds(20)) { try !clientSockets().contains(.toGate) }
        #expect(sockets, "a socket still leads to the gate", sourceLocation: sourceLocation)
        close()
        let dead = try await eventually(within: .seconds(20)) { try !clientSockets().contains(.toNowhere) }
        #expect(dead, "a socket without a peer is still held", sourceLocation: sourceLocation)
    }

    private enum End: Hashable {
        case toGate
        case toNowhere
    }

    private static func connectingThreads() throws -> Set<String> {
        let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
        return Set(
            threads.filter { thread in
                let name = try? String(contentsOfFile: "/proc/self/task/\(thread)/comm", encoding: .utf8)
                // The thread of a loop has its test in DescriptorTests: those of other tests live long.
                return ["koers-pg-open\n", "koers-pg-name\n", "koers-pg-cancel\n"].contains(name)
            }
        )
    }

    private func clientSockets() throws -> Set<End> {
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
        return Set(descriptors.compactMap(end))
    }

    private func end(of descriptor: Int32) -> End? {
        guard let own = Self.port({ getsockname(descriptor, $0, $1) }) else { return nil }
        if let peer = Self.port({ getpeername(descriptor, $0, $1) }) { return peer == port ? .toGate : nil }
        var isListening: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &length)
        return isListening == 0 && own != 0 ? .toNowhere : nil
    }

    /// The port of an IPv4 socket's address; nil for any other descriptor.
    private static func port(
        _ ask: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
    ) -> UInt16? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { ask($0, &length) }
        }
        return code == 0 && address.sin_family == sa_family_t(AF_INET) ? UInt16(bigEndian: address.sin_port) : nil
    }
}

extension PostgresClient {
    /// Whether it stands as after its start: connected, one connection free at least, nobody waits, none in the making.
    var isAtRest: Bool {
        let now = statistics
        return state.isReady && now.idleConnections > 0 && now.leasedConnections == 0 && now.openingConnections == 0
            && now.waiters == 0
    }
}
