import Logging
import NIOCore
import NIOHTTP1

/// The shell around `ConnectionState`: turns what the parser reads into events, and answers into bytes.
final class EdgeHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = Never
    typealias OutboundIn = EdgeOutput
    typealias OutboundOut = ByteBuffer

    /// Of a body, in bytes.
    private static let longestPiece = 256 * 1024

    private let configuration: EdgeConfiguration
    let bytes: ResponseBytes
    let connections: ConnectionCount
    /// What is to be answered.
    let events = EventSlot()
    private let gone: EventLoopPromise<Void>
    var state: ConnectionState
    /// Of the body that is being streamed.
    var isChunked = false
    private var requestLine = RequestLine()
    private(set) var context: ChannelHandlerContext?
    private var timer: (task: Scheduled<Void>, at: NIODeadline)?
    private var holdsRead = false
    private var isDone = false

    /// - Parameters:
    ///   - isOverload: this connection is above the limit.
    ///   - gone: succeeded when the client is gone or the connection is closed.
    init(
        configuration: EdgeConfiguration,
        bytes: ResponseBytes,
        connections: ConnectionCount,
        isOverload: Bool,
        gone: EventLoopPromise<Void>
    ) {
        self.configuration = configuration
        self.bytes = bytes
        self.connections = connections
        self.gone = gone
        state = ConnectionState(configuration: configuration, isOverload: isOverload, now: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { watchDeadline() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        watchDeadline()
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    // MARK: - Read

    /// - Returns: whether the parser is to see the bytes.
    func bytesArrived(_ buffer: ByteBuffer) -> Bool {
        guard state.parsesInput else { return false }
        if state.isBetweenRequests { requestLine = RequestLine() }
        requestLine.read(buffer)
        state.bytesArrived(now: .now())
        return true
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            // A pipelined head comes without a byte of its own.
            state.bytesArrived(now: .now())
            let accepted: Result<AcceptedHead, EdgeFailure>
            do throws(EdgeFailure) {
                accepted = .success(try AcceptedHead(head, limits: configuration.limits))
            } catch {
                accepted = .failure(error)
            }
            take(state.headArrived(accepted, now: .now()))
        case .body(let part):
            take(state.bodyArrived(part, now: .now()))
        case .end:
            take(state.requestEnded(now: .now()))
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        watchDeadline()
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if state.wantsInput {
            context.read()
        } else {
            holdsRead = true
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.headerOverflow:
            let isTarget = requestLine.length > configuration.limits.target
            take(state.parserFailed(isTarget ? .uriTooLong : .headerTooLarge, now: .now()))
        case is HTTPParserError:
            take(state.parserFailed(.malformedRequest, now: .now()))
        case is ByteToMessageDecoderError:
            break
        default:
            context.close(promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            take(state.inputEnded(now: .now()))
            watchDeadline()
        case is ChannelShouldQuiesceEvent:
            stop()
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    /// The server stops.
    func stop() {
        state.stop(now: .now())
        watchDeadline()
    }

    // MARK: - Write

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch Self.unwrapOutboundIn(data) {
        case .whole(let reply): write(reply, in: context, promise: promise)
        case .begin(let reply, let chunk): begin(reply, chunk, promise: promise)
        case .chunk(let chunk): send(chunk, promise: promise)
        case .end: end(promise: promise)
        case .abort: abort(promise: promise)
        }
    }

    /// Writes a whole answer, as the task of the connection does: on the thread of the socket there is no pipeline to walk.
    func write(_ reply: EdgeReply) {
        guard let context else { return }
        write(reply, in: context, promise: nil)
    }

    private func write(_ reply: EdgeReply, in context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        if connections.isStopping { state.stop(now: .now()) }
        let closes = state.answerReady(reply.persistence, now: .now())
        let (first, rest) = bytes.make(reply, closes: closes, allocator: context.channel.allocator)
        if rest.isEmpty {
            write(first, in: context, promise: promise)
        } else {
            context.write(Self.wrapOutboundOut(first), promise: nil)
            write(rest[...], in: context, promise: promise)
        }
    }

    /// Writes a long body piece by piece, each when the socket has taken the one before it: so it is in memory once.
    private func write(_ body: ArraySlice<UInt8>, in context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        let piece = context.channel.allocator.buffer(bytes: body.prefix(Self.longestPiece))
        let rest = body.dropFirst(Self.longestPiece)
        guard !rest.isEmpty else { return write(piece, in: context, promise: promise) }
        let isTaken = context.eventLoop.makePromise(of: Void.self)
        isTaken.futureResult.assumeIsolated().whenComplete { result in
            switch result {
            case .success: self.write(rest, in: context, promise: promise)
            case .failure(let error): promise?.fail(error)
            }
        }
        context.writeAndFlush(Self.wrapOutboundOut(piece), promise: isTaken)
        watchDeadline()
    }

    /// Writes the last bytes of an answer.
    func write(_ buffer: ByteBuffer, in context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        let isWritten = context.eventLoop.makePromise(of: Void.self)
        isWritten.futureResult.assumeIsolated().whenSuccess { self.answerSent() }
        isWritten.futureResult.cascade(to: promise)
        context.writeAndFlush(Self.wrapOutboundOut(buffer), promise: isWritten)
        watchDeadline()
    }

    private func answerSent() {
        take(state.answerSent(now: .now()))
        watchDeadline()
        resumeReading()
    }

    private func resumeReading() {
        guard holdsRead, state.wantsInput, let context else { return }
        holdsRead = false
        context.read()
    }

    // MARK: - Steps and time

    func take(_ step: ConnectionState.Step) {
        guard let context else { return }
        switch step {
        case .nothing:
            break
        case .deliver(let event):
            events.put(event)
        case .sendContinue:
            context.writeAndFlush(Self.wrapOutboundOut(ResponseBytes.goOn), promise: nil)
        case .closeOutput:
            context.close(mode: .output, promise: nil)
            resumeReading()
        case .close:
            context.close(promise: nil)
        case .cancel:
            gone.succeed()
        }
    }

    /// One timer, moved lazily: a connection that is kept busy does not reschedule it for each request.
    func watchDeadline() {
        guard !isDone, let context, let deadline = state.deadline else { return }
        if let timer {
            guard deadline < timer.at else { return }
            timer.task.cancel()
        }
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.timerFired() }
        timer = (task: task, at: deadline)
    }

    private func timerFired() {
        timer = nil
        let now = NIODeadline.now()
        if let deadline = state.deadline, deadline <= now {
            take(state.deadlinePassed(now: now))
        }
        watchDeadline()
    }

    private func finish() {
        guard !isDone else { return }
        isDone = true
        timer?.task.cancel()
        timer = nil
        events.finish()
        gone.succeed()
    }
}
