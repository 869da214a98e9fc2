import Domain
import NIOPosix
import Synchronization
import Testing

/// A clock that a test sets. It moves a millisecond on whenever it is read, so that no two requests share a moment.
final class TestClock: Sendable {
    static let start = Moment(millisecondsSinceEpoch: 1_772_438_400_000)

    private let moment = Mutex(TestClock.start)
    private let loop = Mutex(false)
    private let isShared = Mutex(false)

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

    /// Lets nobody move the clock by hand from here on: the tests of a suite have it together, each in its own time.
    func share() { isShared.withLock { $0 = true } }

    func set(to other: Moment) { move { $0 = other } }

    func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        move { $0 = $0.advanced(byMilliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000) }
    }

    private func move(_ change: (inout Moment) -> Void) {
        #expect(
            !isShared.withLock { $0 },
            "a test that moves the clock needs a Koers of its own: give it the trait .koers"
        )
        moment.withLock { change(&$0) }
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
