/// What is under way on a connection that reads share: what the choice between such connections goes by.
struct ReaderLoad: Hashable {
    var outstanding = 0
    /// Of them those with a Sync of their own, of which nobody knows how long they take.
    var unshared = 0
    /// Nothing has come for so long that it may be away; nothing new goes there while there is another.
    var isStuck = false
    /// The server has a group of batches that share a Sync; the next one is sent when it has come back.
    var hasGroup = false

    /// Batches that share a Sync gather on one reader, because they are cheaper together. Where there are so many of them
    /// already, or where something longer is under way, they spread instead.
    static let crowd = 64

    /// No more `unshared` are put on one reader. So many keep the server busy while an answer travels; the others are
    /// better off in the queue than behind something long.
    static let depth = 4

    var hasRoom: Bool { unshared < Self.depth }

    /// Whether a batch is better off here than there.
    func isBetter(than other: ReaderLoad, sharesSync: Bool) -> Bool {
        guard isStuck == other.isStuck else { return !isStuck }
        guard unshared == other.unshared else { return unshared < other.unshared }
        let gathers = sharesSync && unshared == 0 && max(outstanding, other.outstanding) < Self.crowd
        return gathers ? outstanding > other.outstanding : outstanding < other.outstanding
    }

    /// The reader that a batch is best off on; nil when there is none. What may take long leaves the last reader that has
    /// nothing such to the batches that share a Sync, which would stand behind it, unless all others are stuck.
    static func best<ID>(
        of readers: [(id: ID, load: ReaderLoad)],
        sharesSync: Bool
    ) -> (id: ID, load: ReaderLoad)? {
        let isLast = readers.count { $0.load.unshared == 0 } == 1
        let leavesIt = !sharesSync && isLast && readers.contains { $0.load.unshared > 0 && !$0.load.isStuck }
        return readers.lazy.filter { !leavesIt || $0.load.unshared > 0 }
            .min { $0.load.isBetter(than: $1.load, sharesSync: sharesSync) }
    }
}
