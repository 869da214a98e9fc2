import NIOCore

/// What the task of a connection hands to its handler.
enum EdgeOutput: Sendable {
    case whole(EdgeReply)
    /// The head of a streamed body, with its first chunk if it has one.
    case begin(EdgeReply, ByteBuffer)
    case chunk(ByteBuffer)
    case end
    /// The body cannot be made whole: the client must not take it for one.
    case abort
}
