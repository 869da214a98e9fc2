import Foundation
import Synchronization

/// Ports for servers that cannot say which one they got.
package enum FreePort {
    private static let given = Mutex<Set<UInt16>>([])

    /// A port of 127.0.0.1 that was free a moment ago, and that this process has given to nobody before: the system may name
    /// the same one twice while none of two servers listens yet.
    /// - Throws: `GateError` when the system refuses a socket.
    package static func take() throws -> Int {
        while true {
            let descriptor = try GateSocket.bind(port: 0)
            defer { close(descriptor) }
            let port = try GateSocket.port(of: descriptor)
            if given.withLock({ $0.insert(port).inserted }) { return Int(port) }
        }
    }
}
