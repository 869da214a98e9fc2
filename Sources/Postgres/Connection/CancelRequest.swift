import CLibPQ

/// A request to the server to end what a session is doing now, ready to be sent from any thread.
///
/// libpq sends it over a connection of its own, unencrypted, and waits until the server has closed that one; it
/// carries the session's number and secret and nothing else. So it blocks, for as long as the network lets it.
final class CancelRequest: Sendable {
    /// Made from the session once, not changed by `PQcancel`, and freed by `deinit` alone.
    private nonisolated(unsafe) let handle: OpaquePointer

    /// nil when there is no session to cancel any more.
    init?(_ connection: OpaquePointer) {
        guard let handle = PQgetCancel(connection) else { return nil }
        self.handle = handle
    }

    deinit {
        PQfreeCancel(handle)
    }

    /// - Returns: whether the server has the request; not whether it found anything to end.
    func send() -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
            PQcancel(handle, message.baseAddress, Int32(message.count)) == 1
        }
    }
}
