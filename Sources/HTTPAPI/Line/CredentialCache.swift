import Domain
import Storage
import Synchronization

/// Remembers for less than a second who is behind a key, so that a busy client costs one look-up a second and a revoked
/// key is refused within one.
final class CredentialCache: Sendable {
    private struct Entry {
        let credentials: Credentials
        let from: Moment
        let until: Moment

        /// Also not when the clock was set back to before it was stored.
        func holds(at moment: Moment) -> Bool {
            moment >= from && moment < until
        }
    }

    private let reader: Reader
    /// By the token as it was sent, so that one that is remembered is not decoded again.
    private let entries = Mutex<[String: Entry]>([:])
    private static let lifetimeMilliseconds: Int64 = 900
    private static let capacity = 10_000

    init(reader: Reader) {
        self.reader = reader
    }

    /// - Returns: `nil` when the token is none, or opens nothing.
    /// - Throws: `StorageError` when the token is not remembered and the database does not answer.
    func credentials(_ token: String, at moment: Moment) async throws(StorageError) -> Credentials? {
        let remembered = entries.withLock { entries in
            entries[token].flatMap { $0.holds(at: moment) ? $0.credentials : nil }
        }
        if let remembered { return remembered }
        guard let key = APIKey(token: token) else { return nil }
        guard let found = try await reader.credentials(key, at: moment) else {
            _ = entries.withLock { $0.removeValue(forKey: token) }
            return nil
        }
        let forgotten = moment.advanced(byMilliseconds: Self.lifetimeMilliseconds)
        let entry = Entry(credentials: found, from: moment, until: min(forgotten, found.expiresAt ?? forgotten))
        entries.withLock { entries in
            if entries.count >= Self.capacity { entries = entries.filter { $0.value.holds(at: moment) } }
            if entries.count < Self.capacity { entries[token] = entry }
        }
        return found
    }
}
