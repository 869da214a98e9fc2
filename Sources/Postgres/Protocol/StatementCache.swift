/// Which statements one connection believes to be prepared on the server, bounded, least recently used out first.
///
/// A belief starts when the prepare is put into the pipe, so that later batches can use it at once; `forget` takes it
/// back when the prepare fails. Names are never used twice.
struct StatementCache {
    /// The number in a server-side name; the name itself is `k` and this number.
    typealias Name = Int

    enum Lookup: Hashable {
        case prepared(Name)
        case new(Name)
    }

    private struct Entry {
        let name: Name
        var lastUse: UInt64
    }

    private let capacity: Int
    private var entries: [StatementKey: Entry] = [:]
    private var lastName = 0
    private var uses: UInt64 = 0
    private var discarded: [Name] = []

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    var count: Int { entries.count }

    /// The name under which to execute; `new` asks for a prepare before it.
    mutating func use(_ key: StatementKey) -> Lookup {
        uses += 1
        if let index = entries.index(forKey: key) {
            entries.values[index].lastUse = uses
            return .prepared(entries.values[index].name)
        }
        if entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            discard(oldest.key)
        }
        lastName += 1
        entries[key] = Entry(name: lastName, lastUse: uses)
        return .new(lastName)
    }

    /// The statement never came to exist on the server, or is gone there.
    mutating func forget(_ key: StatementKey, name: Name) {
        if entries[key]?.name == name { entries[key] = nil }
        discarded.removeAll { $0 == name }
    }

    /// The statement exists on the server and is to be removed there.
    mutating func discard(_ key: StatementKey) {
        if let entry = entries.removeValue(forKey: key) { discarded.append(entry.name) }
    }

    /// The next name that is to be deallocated on the server.
    mutating func nextDiscarded() -> Name? {
        discarded.popLast()
    }

    /// The server could not deallocate it just now.
    mutating func postponeDiscard(_ name: Name) {
        discarded.append(name)
    }
}
