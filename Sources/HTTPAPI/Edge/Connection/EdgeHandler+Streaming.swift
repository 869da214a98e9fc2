import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A body that is sent in chunks. The task waits for each to be taken before it makes the next.
extension EdgeHandler {
    func begin(_ reply: EdgeReply, _ chunk: ByteBuffer, promise: EventLoopPromise<Void>?) {
        guard let context else { return fail(promise) }
        if connections.isStopping { state.stop(now: .now()) }
        let closes = state.streamBegins(reply.persistence, isDelimited: reply.takesChunks, now: .now())
        isChunked = reply.takesChunks
        let head = bytes.makeHead(reply, closes: closes, allocator: context.channel.allocator)
        context.write(Self.wrapOutboundOut(head), promise: nil)
        send(chunk, promise: promise)
    }

    func send(_ chunk: ByteBuffer, promise: EventLoopPromise<Void>?) {
        guard let context else { return fail(promise) }
        state.chunkReady(now: .now())
        let isTaken = context.eventLoop.makePromise(of: Void.self)
        isTaken.futureResult.assumeIsolated().whenSuccess { self.state.chunkTaken() }
        isTaken.futureResult.cascade(to: promise)
        if isChunked, chunk.readableBytes > 0 {
            let size = ByteBuffer(string: String(chunk.readableBytes, radix: 16) + "\r\n")
            context.write(Self.wrapOutboundOut(size), promise: nil)
            context.write(Self.wrapOutboundOut(chunk), promise: nil)
            context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(string: "\r\n")), promise: isTaken)
        } else {
            context.writeAndFlush(Self.wrapOutboundOut(chunk), promise: isTaken)
        }
        watchDeadline()
    }

    func end(promise: EventLoopPromise<Void>?) {
        guard let context else { return fail(promise) }
        state.streamEnds(now: .now())
        write(isChunked ? ResponseBytes.lastChunk : ByteBuffer(), in: context, promise: promise)
    }

    /// The last chunk stays away, which tells a client of HTTP/1.1 that the body is incomplete. One of HTTP/1.0 takes the
    /// end of the connection for the end of the body, unless it is a reset.
    func abort(promise: EventLoopPromise<Void>?) {
        guard let context else { return fail(promise) }
        let close = { self.take(self.state.streamFailed()) }
        if !isChunked, let socket = context.channel as? any SocketOptionProvider {
            socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated().whenComplete { _ in close() }
        } else {
            close()
        }
        promise?.succeed()
    }

    private func fail(_ promise: EventLoopPromise<Void>?) {
        promise?.fail(ChannelError.ioOnClosedChannel)
    }
}
