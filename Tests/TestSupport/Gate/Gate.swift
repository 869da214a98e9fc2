import Foundation
import Synchronization

/// A TCP port in front of a server, where a test decides what passes.
///
/// It listens on 127.0.0.1 and forwards to the server, so that a client meets what networks do: refusal, silence,
/// delay, and an end at any byte. One thread does it all; `close` ends it.
package final class Gate: Sendable {
    /// Where what passes the gate goes.
    package enum Server: Hashable, Sendable {
        case unixSocket(path: String)
        /// A port on 127.0.0.1.
        case port(UInt16)
    }

    package enum Direction: Hashable, Sendable, CaseIterable {
        case toServer
        case toClient
    }

    /// How the gate treats all its connections, those that exist and those that come.
    package enum Conduct: Hashable, Sendable {
        /// Everything passes.
        case open
        /// Nobody listens: a new connection is refused at once, and those that exist end with a reset.
        case refusing
        /// Connections are accepted, and nothing passes either way.
        case silent
        /// Everything passes, each byte in a packet of its own.
        case trickling
        /// Nothing passes this way any more, while the other one is open.
        case stalled(Direction)
    }

    /// The end of one connection, as soon as a number of bytes has passed one way.
    package struct Cut: Hashable, Sendable {
        package let direction: Direction
        /// Bytes counted from the connection's first; with 0 it ends as soon as it is accepted.
        package let bytes: Int
        package let manner: Manner

        package init(_ direction: Direction, after bytes: Int, _ manner: Manner = .reset) {
            self.direction = direction
            self.bytes = bytes
            self.manner = manner
        }
    }

    /// How the client's end of a connection is told that it is over. The server always finds its own closed.
    package enum Manner: Hashable, Sendable {
        /// RST, as from a machine that crashed or a firewall that forgot.
        case reset
        /// FIN, as from a process that closes its socket.
        case orderly
        /// Not at all: what it sends is lost, and nothing comes. The system still acknowledges, as that of a process which
        /// hangs, so no more than the client's own patience helps.
        case silence

        /// Those that the client hears of.
        package static let told: [Manner] = [.reset, .orderly]
    }

    /// What passed on one connection.
    package struct Traffic: Sendable {
        package internal(set) var toServer = 0
        package internal(set) var toClient = 0
        package internal(set) var isOpen = true
        /// Whether the gate ended it, instead of the client or the server.
        package internal(set) var wasCut = false
        /// The bytes themselves, if the gate records.
        package internal(set) var transcript: [Direction: [UInt8]] = [:]

        package subscript(direction: Direction) -> Int {
            switch direction {
            case .toServer: toServer
            case .toClient: toClient
            }
        }
    }

    /// The port on 127.0.0.1.
    package let port: UInt16
    private let desk: GateDesk

    /// Opens the gate.
    /// - Parameter isRecording: keeps all bytes, for a test that must know where messages begin.
    /// - Throws: `GateError` when the system refuses a socket or a pipe.
    package init(to server: Server, isRecording: Bool = false) throws {
        signal(SIGPIPE, SIG_IGN)
        let listener = try GateSocket.bind(port: 0)
        try GateSocket.listen(listener)
        port = try GateSocket.port(of: listener)
        let (awaited, waker) = try GateSocket.pipe()
        desk = GateDesk(waker: waker)
        Thread.detachNewThread { [desk, port] in
            var keeper = GateKeeper(
                desk: desk,
                server: server,
                port: port,
                listener: listener,
                awaited: awaited,
                isRecording: isRecording
            )
            keeper.run()
        }
    }

    deinit {
        close()
    }

    /// Changes how the gate treats its connections; in force when this returns.
    package func set(_ conduct: Conduct) {
        desk.order { $0.conduct = conduct }
    }

    /// Decides for each connection that comes, by its number (the gate's first is 0), where it is cut, if at all.
    package func cut(_ plan: @escaping @Sendable (Int) -> Cut?) {
        desk.order { $0.plan = plan }
    }

    /// Cuts every connection that exists; done when this returns.
    package func cutAll(_ manner: Manner = .reset) {
        desk.order { $0.cutAll = manner }
    }

    /// What passed on each connection so far, in the order in which they came.
    package var traffic: [Traffic] { desk.traffic }

    /// Ends every connection, the listening and the thread; waits until that is done.
    package func close() {
        desk.order { $0.isClosing = true }
    }
}

/// What the system refused.
package struct GateError: Error, CustomStringConvertible {
    let call: String
    let code: Int32

    package var description: String { "\(call): \(String(cString: strerror(code)))" }
}
