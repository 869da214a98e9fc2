package import NIOCore

/// A body that is made while it is sent, for what is too large for memory.
///
/// The first chunk decides: what fails before it is answered by `refusal`, as if there had been no stream; what fails
/// after it ends the connection, so that the client sees an incomplete body and never a short one that looks whole.
package struct BodyStream: Sendable {
    /// Writes the whole body. Its task is cancelled when the client goes away or the time to stop is over.
    let write: @Sendable (inout BodyWriter) async throws -> Void

    /// The answer where writing failed before the first chunk; nil leaves it to the problem of an internal failure.
    package var refusal: (@Sendable (any Error) -> APIResponse)?

    package init(_ write: @escaping @Sendable (inout BodyWriter) async throws -> Void) {
        self.write = write
    }
}

/// Takes a body chunk by chunk, at the pace of the client.
package struct BodyWriter: ~Copyable {
    private let send: @Sendable (_ chunk: ByteBuffer, _ isFirst: Bool) async throws -> Void
    private(set) var byteCount = 0
    /// Whether the status has been sent, so that it can no longer be another.
    private(set) var hasBegun = false
    /// Whether it was the client or its connection that ended the body.
    private(set) var clientIsGone = false

    init(_ send: @escaping @Sendable (_ chunk: ByteBuffer, _ isFirst: Bool) async throws -> Void) {
        self.send = send
    }

    /// Sends the next part of the body; returns when the socket has taken it. Keep chunks between about 16 and 512 KiB:
    /// each must be taken within `Deadlines.response`.
    /// - Throws: when the connection is closed: the client went away, or took the chunk too slowly.
    package mutating func write(_ chunk: ByteBuffer) async throws {
        guard chunk.readableBytes > 0 else { return }
        let isFirst = !hasBegun
        hasBegun = true
        do {
            try await send(chunk, isFirst)
        } catch {
            clientIsGone = true
            throw error
        }
        byteCount += chunk.readableBytes
    }
}
