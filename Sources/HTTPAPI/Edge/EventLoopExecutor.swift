import NIOCore

/// Runs the task of a connection on the thread that owns the connection's socket. A request then changes threads only
/// to go to the database and back, and its answer is written where it was made.
///
/// Other connections are served by the same thread. So nothing on the line of a request may block, and what takes long
/// goes to the pool by `withTaskExecutorPreference(globalConcurrentExecutor)`.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
