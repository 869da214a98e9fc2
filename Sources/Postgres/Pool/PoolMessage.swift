/// What other threads ask of the loop.
enum PoolMessage: Sendable {
    typealias LeaseID = UInt64

    case start(CheckedContinuation<Void, Never>)
    case read(Submission)
    case send(Submission, LeaseID)
    case release(LeaseID)
    /// The task that waits for this submission was cancelled.
    case cancel(UInt64)
    /// A request to cancel what a connection is doing has been delivered, or could not be.
    case cancellationEnded(PoolMachine.ConnectionID, isDelivered: Bool)
    case opened(PoolMachine.ConnectionID, EstablishedSession)
    case openingFailed(PoolMachine.ConnectionID, ConnectFailure)
    case subscribe(UInt64, Set<String>, Mailbox)
    case unsubscribe(UInt64)
    case shutDown

    /// What shares a Sync is sent when the group before it has come back: it need not wake the loop before that.
    var canWait: Bool {
        if case .read(let submission) = self { submission.sharesSync } else { false }
    }
}
