import Foundation
import NIOCore
import NIOHTTP1
import Postgres
import Synchronization

/// Answers each request of a connection, when the database has answered where it is asked. A client that sends the next one
/// before it has its answer is none of the bench's.
final class FloorHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let maker: BatchMaker?
    private let answer: Answer
    private let client: PostgresClient
    private let answered: Answered
    private let executor: LoopExecutor
    private var target = ""

    /// - Parameter maker: nil for a server that asks no database.
    init(
        _ maker: BatchMaker?,
        _ answer: Answer,
        client: PostgresClient,
        answered: Answered,
        on eventLoop: any EventLoop
    ) {
        self.maker = maker
        self.answer = answer
        self.client = client
        self.answered = answered
        executor = LoopExecutor(eventLoop)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): target = head.uri
        case .body: break
        case .end: respond(context)
        }
    }

    private func respond(_ context: ChannelHandlerContext) {
        if target == Answered.target {
            let body = answered.told
            let head = "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head + body)), promise: nil)
            return
        }
        let channel = context.channel
        guard let maker else {
            answered.count(failed: false)
            return channel.send(answer.parts(of: []))
        }
        let batch = maker.batch(for: target)
        Task(executorPreference: executor) { [client, answered, answer] in
            do {
                let results = try await client.read(batch)
                answered.count(failed: false)
                channel.send(answer.parts(of: results))
            } catch {
                answered.count(failed: true)
                channel.close(promise: nil)
            }
        }
    }
}

extension Channel {
    fileprivate func send(_ parts: [ByteBuffer]) {
        for part in parts { write(part, promise: nil) }
        flush()
    }
}

/// How many requests were answered, and how many had no answer of the database.
final class Answered: Sendable {
    static let target = "/told"

    private let succeeded = Atomic(0)
    private let failed = Atomic(0)

    func count(failed isFailure: Bool) {
        if isFailure { failed.add(1, ordering: .relaxed) } else { succeeded.add(1, ordering: .relaxed) }
    }

    /// By status, as JSON.
    var told: String {
        #"{"200":\#(succeeded.load(ordering: .relaxed)),"503":\#(failed.load(ordering: .relaxed))}"#
    }
}

/// Runs the task of a request on the thread of its socket, as koers-server's `EventLoopExecutor` does. Written again,
/// because the floor has nothing of the edge that it is measured beside.
private final class LoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
