import NIOCore

/// Runs the task of a connection on the thread that owns the connection's socket. A request then changes threads only
/// to go to the database and back, and its answer is written where it was made.
///
/// Other connections are served by the same thread. So nothing on the line of a request may block, and what takes long
/// goes to the pool by `onPool`.
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

/// Runs what takes long beside the threads of the sockets, and comes back to where it was called. Without `@concurrent` the
/// body would stay on the thread of its caller.
func onPool<Result, Failure>(
    _ body: @concurrent () async throws(Failure) -> Result
) async throws(Failure) -> Result {
    try await withTaskExecutorPreference(globalConcurrentExecutor, operation: body)
}
