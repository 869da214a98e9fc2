import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Hummingbird's view of a connection: how its pipeline is made, and the task that answers its requests.
struct EdgeChannel: ServerChildChannel {
    /// A connection that was set up.
    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let handler: NIOLoopBound<EdgeHandler>
        let gone: EventLoopFuture<Void>
        let executor: EventLoopExecutor
    }

    let configuration: EdgeConfiguration
    let answering: RequestAnswering
    let connections: ConnectionCount
    let bytes: ResponseBytes

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let isOverload = connections.opened(upTo: configuration.limits.connections)
        channel.closeFuture.whenComplete { [connections] _ in connections.closed() }
        return channel.eventLoop.makeCompletedFuture {
            let gone = channel.eventLoop.makePromise(of: Void.self)
            let handler = EdgeHandler(
                configuration: configuration,
                bytes: bytes,
                connections: connections,
                isOverload: isOverload,
                gone: gone
            )
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandlers([
                ByteWatch(handler: handler),
                ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: parserLimits)),
                handler,
            ])
            if connections.isStopping { handler.stop() }
            return Value(
                channel: channel,
                handler: NIOLoopBound(handler, eventLoop: channel.eventLoop),
                gone: gone.futureResult,
                executor: EventLoopExecutor(channel.eventLoop)
            )
        }
    }

    func handle(value connection: Value, logger: Logger) async {
        let channel = connection.channel
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                group.addTask(executorPreference: connection.executor) { await answerRequests(of: connection) }
                _ = try? await connection.gone.get()
                group.cancelAll()
            }
            // The handler closes the connection when the last answer is out or its deadline has passed.
            _ = try? await channel.closeFuture.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    /// On the thread of the socket, one request after the other.
    private func answerRequests(of connection: Value) async {
        let handler = connection.handler.value
        var inARow = 0
        while let event = await handler.events.next() {
            inARow += 1
            if inARow == Self.longestTurn {
                await letOthersGo()
                inARow = 0
            }
            switch await answering.answer(event) {
            case .whole(let reply):
                handler.write(reply)
            case .streamed(let answer):
                // As long as the socket takes each chunk at once, its thread would be kept from all others.
                await onPool { await answering.send(answer, over: connection.channel) }
            }
            // Who waits for its answer before it asks again lets others go by itself.
            if handler.events.isEmpty { inARow = 0 }
        }
    }

    /// How many requests that came at once are answered before the thread of their socket serves others again. What needs no
    /// database is answered without a pause, and a client may send thousands of such requests.
    private static let longestTurn = 64

    /// Comes back to the thread of the socket by way of another, because a loop runs all that is waiting for it before it
    /// looks at its sockets again.
    private func letOthersGo() async {
        await onPool { await Task.yield() }
    }

    /// What the parser may keep in memory; `AcceptedHead` draws the exact lines.
    private var parserLimits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = max(configuration.limits.target, configuration.limits.headerFields)
        limits.maxHeaderListSize = configuration.limits.target + configuration.limits.headerFields
        limits.maxHeaderFieldCount = configuration.limits.headerFieldCount
        return limits
    }
}
