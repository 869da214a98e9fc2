/// How the client stands towards the database; for the readiness probe.
package enum PoolState: Hashable, Sendable {
    /// Why there is no connection: a sentence that is safe to show, and the server's code if it gave one.
    package struct Reason: Hashable, Sendable {
        package let sentence: String
        package let sqlState: SQLState?
        /// Waiting does not help: someone must change a password, a role, a certificate or the URL.
        package let needsPerson: Bool

        package init(sentence: String, sqlState: SQLState? = nil, needsPerson: Bool = false) {
            self.sentence = sentence
            self.sqlState = sqlState
            self.needsPerson = needsPerson
        }
    }

    /// A connection is being made, and no attempt has failed since the last success.
    case connecting
    case running
    /// The last attempts failed; another one follows soon, and callers wait for it within their deadline.
    case backingOff(Reason)
    /// Attempts keep failing, or cannot succeed as things are: callers are refused at once while attempts go on.
    case circuitOpen(Reason)
    /// The client has been stopped.
    case closed

    package var isReady: Bool { self == .running }

    /// One sentence that is safe to show.
    package var sentence: String {
        switch self {
        case .connecting: "A connection to the database is being made."
        case .running: "The database answers."
        case .backingOff(let reason), .circuitOpen(let reason): reason.sentence
        case .closed: "The database client has been stopped."
        }
    }
}
