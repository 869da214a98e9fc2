import Domain
import NIOPosix
import Synchronization

/// A clock that a test sets. It moves a millisecond on whenever it is read, so that no two requests share a moment.
final class TestClock: Sendable {
    static let start = Moment(millisecondsSinceEpoch: 1_772_438_400_000)

    private let moment = Mutex(TestClock.start)
    private let loop = Mutex(false)

    /// Whether the last request asked for its moment on the thread of a socket.
    var wasAskedOnLoop: Bool { loop.withLock { $0 } }

    /// The moment of a request.
    func tick() -> Moment {
        loop.withLock { $0 = isOnEventLoop }
        return moment.withLock { moment in
            moment = moment.advanced(byMilliseconds: 1)
            return moment
        }
    }

    /// The moment of the last request.
    var now: Moment { moment.withLock { $0 } }

    func set(to other: Moment) { moment.withLock { $0 = other } }

    func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        moment.withLock { $0 = $0.advanced(byMilliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000) }
    }
}

extension TestClock {
    /// Moves to a moment, as RFC 3339.
    func set(to text: String) throws {
        guard let moment = Moment(rfc3339: text) else { throw Unreadable() }
        set(to: moment.advanced(byMilliseconds: -1))
    }

    private struct Unreadable: Error {}
}
