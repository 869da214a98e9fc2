/// When to ask a server that need not say anything for a sign of life, and when to believe that it has none. The loop
/// looks at it now and then, and at the latest when it is due.
struct Pulse {
    enum Finding: Hashable {
        case wait
        /// Ask for an answer.
        case ask
        /// The server owes an answer, and has been silent for too long.
        case giveUp
    }

    /// How long the server may be silent before it is asked, and then again before it is given up.
    private let patience: Duration
    private var hasHeard = true
    private var wasAwaiting = false
    /// When to look at the latest.
    private(set) var due: ContinuousClock.Instant

    init(patience: Duration, from now: ContinuousClock.Instant) {
        self.patience = patience
        due = now + patience
    }

    /// Something came from the server.
    mutating func noteProgress() {
        hasHeard = true
    }

    /// - Parameter isAwaiting: whether the server owes an answer.
    mutating func look(at now: ContinuousClock.Instant, isAwaiting: Bool) -> Finding {
        if hasHeard || isAwaiting != wasAwaiting {
            hasHeard = false
            wasAwaiting = isAwaiting
            due = now + patience
        }
        guard due <= now else { return .wait }
        due = now + patience
        wasAwaiting = true
        return isAwaiting ? .giveUp : .ask
    }
}
