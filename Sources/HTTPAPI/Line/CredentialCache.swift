import Domain
import Storage
import Synchronization

/// Remembers for less than a second who is behind a key, so that a busy client costs one look-up a second and a revoked
/// key is refused within one.
final class CredentialCache: Sendable {
    private struct Entry {
        let credentials: Credentials
        let until: Moment
    }

    private let reader: Reader
    private let entries = Mutex<[APIKey: Entry]>([:])
    private static let lifetimeMilliseconds: Int64 = 900
    private static let capacity = 10_000

    init(reader: Reader) {
        self.reader = reader
    }

    /// - Throws: `StorageError` when the key is not remembered and the database does not answer.
    func credentials(_ key: APIKey, at moment: Moment) async throws(StorageError) -> Credentials? {
        let remembered = entries.withLock { entries in
            entries[key].flatMap { moment < $0.until ? $0.credentials : nil }
        }
        if let remembered { return remembered }
        guard let found = try await reader.credentials(key, at: moment) else {
            _ = entries.withLock { $0.removeValue(forKey: key) }
            return nil
        }
        let entry = Entry(credentials: found, until: moment.advanced(byMilliseconds: Self.lifetimeMilliseconds))
        entries.withLock { entries in
            if entries.count >= Self.capacity { entries = entries.filter { moment < $0.value.until } }
            if entries.count < Self.capacity { entries[key] = entry }
        }
        return found
    }
}
