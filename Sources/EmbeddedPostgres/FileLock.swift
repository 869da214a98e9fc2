import Foundation

/// A lock on a file (`flock`), which the system releases when the process ends, however it ends.
///
/// Sendable: the descriptor never changes, and the calls on it are safe from any thread.
final class FileLock: Sendable {
    enum Kind {
        case shared
        case exclusive

        var operation: Int32 { self == .shared ? LOCK_SH : LOCK_EX }
    }

    /// Open for as long as this object lives.
    let descriptor: Int32

    /// Opens the file, without locking it yet.
    init(_ path: String) throws(EmbeddedPostgresError) {
        // Children must not inherit it: the lock would live as long as they do.
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Files.failure(path) }
    }

    /// Gives the lock back first: a program that another thread just starts holds a copy of the descriptor for a moment,
    /// and closing ours would leave the lock to it.
    deinit {
        unlock()
        close(descriptor)
    }

    /// Takes the lock if nobody is in the way; may change the kind of the one that is held.
    func tryLock(_ kind: Kind) -> Bool { flock(descriptor, kind.operation | LOCK_NB) == 0 }

    func unlock() { flock(descriptor, LOCK_UN) }

    /// Takes the lock, waiting at most until the deadline.
    func lock(_ kind: Kind, path: String, wait: Duration) async throws(EmbeddedPostgresError) {
        let deadline = Deadline(after: wait)
        while !tryLock(kind) {
            guard !deadline.isPast else { throw .lockedByAnother(path: path, waited: wait) }
            try await deadline.pause()
        }
    }
}

/// A moment until which something is looked at again and again.
struct Deadline {
    private let moment: ContinuousClock.Instant

    init(after duration: Duration) { moment = .now + duration }

    var isPast: Bool { ContinuousClock.now >= moment }

    /// Waits a few milliseconds before the next look.
    func pause() async throws(EmbeddedPostgresError) {
        do {
            try await Task.sleep(for: Command.pollInterval)
        } catch {
            throw .interrupted
        }
    }
}
