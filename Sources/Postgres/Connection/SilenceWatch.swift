/// How long one connection has shown no sign of life while it owed one. The loop looks at it a few times a second, so
/// its hot path reads no clock.
struct SilenceWatch {
    struct Patience: Hashable {
        /// For any byte, while there is work under way; nil is endless.
        var answer: Duration?
        /// For the server to take a request to cancel.
        var cancellation: Duration
    }

    enum Finding: Hashable {
        case wait
        /// The server works on something that nobody waits for.
        case cancel
        /// The connection is as good as dead.
        case giveUp
    }

    private var hasProgressed = true
    private var silentSince: ContinuousClock.Instant?
    private var cancellingSince: ContinuousClock.Instant?
    private var wasBusyForNobody = false
    /// How long it was at the last look.
    private var silence = Duration.zero

    /// Nothing has come for a look or longer, and something should.
    var isSilent: Bool { silentSince != nil && !hasProgressed }

    /// Silent for a second, longer than most of what takes long: the server may be away.
    var isStuck: Bool { isSilent && silence >= .seconds(1) }

    /// A byte came, or the first work after a rest was sent.
    mutating func noteProgress() {
        hasProgressed = true
    }

    /// What to do about the connection as it stands at this look.
    mutating func look(
        at now: ContinuousClock.Instant,
        _ patience: Patience,
        isBusy: Bool,
        isCancelling: Bool,
        isBusyForNobody: Bool
    ) -> Finding {
        silence = Self.time(of: isBusy && !hasProgressed, since: &silentSince, now)
        let cancelling = Self.time(of: isCancelling, since: &cancellingSince, now)
        hasProgressed = false
        // A batch that nobody waits for usually ends by itself before the next look.
        let isStillBusyForNobody = isBusyForNobody && wasBusyForNobody
        wasBusyForNobody = isBusyForNobody
        if let longest = patience.answer, silence >= longest { return .giveUp }
        if cancelling >= patience.cancellation { return .giveUp }
        return isStillBusyForNobody && !isCancelling ? .cancel : .wait
    }

    /// How long something holds by now; `since` remembers where it began.
    private static func time(
        of holds: Bool,
        since: inout ContinuousClock.Instant?,
        _ now: ContinuousClock.Instant
    ) -> Duration {
        guard holds else {
            since = nil
            return .zero
        }
        let start = since ?? now
        since = start
        return start.duration(to: now)
    }
}
