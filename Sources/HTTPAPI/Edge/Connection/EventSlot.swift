/// Between the handler of a connection and its task, which both live on the thread of its socket: the event that is to be
/// answered next. There is never more than one, because the next follows the answer.
final class EventSlot {
    private var event: EdgeEvent?
    private var task: CheckedContinuation<EdgeEvent?, Never>?
    private var isFinished = false

    /// Whether the next event is still to come.
    var isEmpty: Bool { event == nil }

    func put(_ event: EdgeEvent) {
        if let task = task.take() { task.resume(returning: event) } else { self.event = event }
    }

    /// No event follows.
    func finish() {
        isFinished = true
        task.take()?.resume(returning: nil)
    }

    /// Waits for the next event; nil when none follows. One task may ask, and only on the thread of the socket.
    func next() async -> EdgeEvent? {
        if let event = event.take() { return event }
        if isFinished { return nil }
        return await withCheckedContinuation { task = $0 }
    }
}
