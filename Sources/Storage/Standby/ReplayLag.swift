/// How far a standby is behind, from where the log of the primary was when, and how far the standby has come.
///
/// The time of the last replayed transaction would not do: it stands still when nobody writes.
struct ReplayLag {
    typealias Instant = ContinuousClock.Instant
    /// A place in the write-ahead log, in bytes from its beginning.
    typealias Position = Int64

    /// In order of time; only the newest that the standby has reached is kept, and what is newer.
    private var samples: [(instant: Instant, position: Position)] = []
    private var reached: Instant?

    /// The primary's log had been written up to here.
    mutating func primary(at position: Position, _ instant: Instant) {
        samples.append((instant, position))
        // A standby that stands still for hours needs no more than the oldest to say how long.
        if samples.count > 600 { samples.remove(at: 300) }
    }

    /// The standby has replayed up to here.
    /// - Returns: how old what it shows may be at most; nil when that is not known yet.
    mutating func standby(at position: Position, _ instant: Instant) -> Duration? {
        if let newest = samples.lastIndex(where: { $0.position <= position }) {
            reached = samples[newest].instant
            samples.removeFirst(newest + 1)
        }
        return reached.map { $0.duration(to: instant) }
    }
}
