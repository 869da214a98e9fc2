/// What is under way on a connection that reads share: what the choice between such connections goes by.
struct ReaderLoad: Hashable {
    var outstanding = 0
    /// Of them those with a Sync of their own, of which nobody knows how long they take.
    var unshared = 0

    /// Batches that share a Sync gather on one reader, because they are cheaper together, and away from what may take long;
    /// up to this many, and then they spread.
    static let crowd = 64

    /// Whether a batch is better off here than there.
    func isBetter(than other: ReaderLoad, sharesSync: Bool) -> Bool {
        guard sharesSync else { return (unshared, outstanding) < (other.unshared, other.outstanding) }
        guard unshared == other.unshared else { return unshared < other.unshared }
        return max(outstanding, other.outstanding) < Self.crowd
            ? outstanding > other.outstanding : outstanding < other.outstanding
    }
}
