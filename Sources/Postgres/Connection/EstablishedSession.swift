import CLibPQ
import Synchronization

/// An open `PGconn` on its way from the thread that connected to the loop; closed when nobody takes it.
final class EstablishedSession: Sendable {
    /// The pointer's bits: an `OpaquePointer` is not `Sendable`, a number is, and the mutex hands it out once.
    private let bits: Mutex<UInt>

    /// Where the session's notices go; libpq holds it without owning it.
    let notices: NoticeSink

    init(_ connection: OpaquePointer, notices: NoticeSink) {
        self.notices = notices
        bits = Mutex(UInt(bitPattern: connection))
    }

    deinit {
        if let connection = take() { PQfinish(connection) }
    }

    /// The connection, for the first who asks; from then on it is theirs to finish.
    func take() -> OpaquePointer? {
        OpaquePointer(
            bitPattern: bits.withLock { bits in
                defer { bits = 0 }
                return bits
            }
        )
    }
}
