/// What one session told all that listen on a channel (NOTIFY).
package struct PostgresNotification: Hashable, Sendable {
    package let channel: String
    /// Text of less than 8,000 bytes; empty when none was given.
    package let payload: String
    /// The backend process that sent it.
    package let sender: Int32
}

/// Notifications from some channels, over a session of their own that is made again whenever it is lost.
///
/// For one reader. It ends when its task is cancelled or the client is stopped; dropping it ends the listening.
package struct Notifications: AsyncSequence, Sendable {
    package enum Event: Hashable, Sendable {
        /// The server listens from now on: first of all, after each loss of the session, and when the reader was so slow
        /// that some had to be dropped. What was told before may have been missed: look for yourself.
        case listening
        case notification(PostgresNotification)
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let subscription: Subscription

        /// - Returns: nil at the end.
        package mutating func next() async -> Event? {
            await subscription.mailbox.next()
        }
    }

    let subscription: Subscription

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(subscription: subscription)
    }
}

/// Keeps the listening alive for as long as someone holds it.
final class Subscription: Sendable {
    let mailbox: Mailbox
    private let end: @Sendable () -> Void

    init(_ mailbox: Mailbox, end: @escaping @Sendable () -> Void) {
        self.mailbox = mailbox
        self.end = end
    }

    deinit {
        end()
    }
}

extension PostgresClient {
    /// Listens on channels (LISTEN). All that listen share one session, beside those of reads and leases.
    /// - Parameter channels: Names as NOTIFY and `pg_notify` spell them, with regard to case; of 63 bytes at most.
    /// - Throws: `protocolViolation` when a name is none of a channel.
    package func notifications(on channels: Set<String>) throws(PostgresError) -> Notifications {
        for channel in channels where !(1...63).contains(channel.utf8.count) || channel.utf8.contains(0) {
            throw PostgresError(.protocolViolation, "The name of a channel has 1 to 63 bytes, none of them U+0000.")
        }
        let id = nextID()
        let mailbox = Mailbox()
        if !post(.subscribe(id, channels, mailbox)) { mailbox.finish() }
        return Notifications(subscription: Subscription(mailbox) { [loop] in _ = loop?.post(.unsubscribe(id)) })
    }
}
