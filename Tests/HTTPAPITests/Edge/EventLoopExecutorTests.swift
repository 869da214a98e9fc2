import NIOCore
import NIOPosix
import Testing

@testable import HTTPAPI

@Suite struct `The task of a connection` {
    @Test func `runs on the thread of its socket, also after it has waited elsewhere`() async {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let places = await withTaskExecutorPreference(EventLoopExecutor(eventLoop)) {
            let before = eventLoop.inEventLoop
            let elsewhere = await Task.detached { eventLoop.inEventLoop }.value
            return (before, elsewhere, eventLoop.inEventLoop)
        }
        #expect(places == (true, false, true))
    }
}
