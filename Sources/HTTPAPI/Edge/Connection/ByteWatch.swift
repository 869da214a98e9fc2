import NIOCore

/// Stands before the parser: tells the handler that bytes came, and withholds those that no longer mean anything.
final class ByteWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let handler: EdgeHandler

    init(handler: EdgeHandler) {
        self.handler = handler
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard handler.bytesArrived(Self.unwrapInboundIn(data)) else { return }
        context.fireChannelRead(data)
    }
}
