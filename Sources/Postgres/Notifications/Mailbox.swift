import DequeModule
import Synchronization

/// What one reader of notifications has not taken yet, bounded: when there is no room any more, all of it gives way to
/// one `listening`, which tells the reader to look for itself.
final class Mailbox: Sendable {
    private struct State {
        var events: Deque<Notifications.Event> = []
        var reader: CheckedContinuation<Notifications.Event?, Never>?
        var hasEnded = false
    }

    private let room: Int
    private let state = Mutex(State())

    init(room: Int = 1024) {
        self.room = room
    }

    func put(_ event: Notifications.Event) {
        let reader = state.withLock { state -> CheckedContinuation<Notifications.Event?, Never>? in
            guard !state.hasEnded else { return nil }
            if let reader = state.reader.take() { return reader }
            if state.events.count < room {
                state.events.append(event)
            } else {
                state.events = [.listening]
            }
            return nil
        }
        reader?.resume(returning: event)
    }

    /// Nothing comes any more; what is there can still be taken.
    func finish() {
        state.withLock { state in
            state.hasEnded = true
            return state.reader.take()
        }?.resume(returning: nil)
    }

    /// Waits for the next event; nil at the end, or when the task is cancelled. For one reader at a time.
    func next() async -> Notifications.Event? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (event, isOver) = state.withLock { state -> (Notifications.Event?, Bool) in
                    if Task.isCancelled { return (nil, true) }
                    if let event = state.events.popFirst() { return (event, true) }
                    if state.hasEnded { return (nil, true) }
                    precondition(state.reader == nil, "Notifications are for one reader.")
                    state.reader = continuation
                    return (nil, false)
                }
                if isOver { continuation.resume(returning: event) }
            }
        } onCancel: {
            state.withLock { $0.reader.take() }?.resume(returning: nil)
        }
    }
}
