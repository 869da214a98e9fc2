/// What other threads ask of the loop.
enum PoolMessage: Sendable {
    typealias Lease = UInt64

    case start(CheckedContinuation<Void, Never>)
    case read(Submission)
    case send(Submission, Lease)
    case release(Lease)
    /// The task that waits for this submission was cancelled.
    case cancel(UInt64)
    /// A request to cancel what a connection is doing has been delivered, or could not be.
    case cancellationEnded(PoolMachine.Connection, isDelivered: Bool)
    case opened(PoolMachine.Connection, EstablishedSession)
    case openingFailed(PoolMachine.Connection, ConnectFailure)
    case subscribe(UInt64, Set<String>, Mailbox)
    case unsubscribe(UInt64)
    case shutDown
}
