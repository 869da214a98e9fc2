import HTTPTypes
import NIOCore
import NIOHTTP1

/// Writes a response in HTTP/1.1. `HTTPField` keeps line breaks and NUL out of values, so a value cannot forge a field.
struct ResponseBytes: Sendable {
    let common: CommonFields

    /// `HTTP/1.1 100 Continue`
    static let goOn = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")

    /// The end of a body in the chunked transfer coding (RFC 9112, 7.1).
    static let lastChunk = ByteBuffer(string: "0\r\n\r\n")

    /// A body that is longer does not travel with its head.
    private static let longestWithHead = 64 * 1024

    /// - Parameter closes: whether the connection ends with this response.
    /// - Returns: Head and body in one piece, or the head alone and a long body.
    func make(_ reply: EdgeReply, closes: Bool, allocator: ByteBufferAllocator) -> (first: ByteBuffer, rest: [UInt8]) {
        let response = reply.response
        let body = reply.omitsBody || !response.status.allowsBody ? [] : response.body
        let isWithHead = body.count <= Self.longestWithHead
        var buffer = start(reply, capacity: 512 + (isWithHead ? body.count : 0), allocator)
        if response.status.allowsBody, response.stream == nil {
            buffer.writeField("Content-Length", String(response.body.count))
        }
        finish(&buffer, reply, closes: closes)
        if isWithHead { buffer.writeBytes(body) }
        return (buffer, isWithHead ? [] : body)
    }

    /// The head of a body that follows in chunks, or up to the end of the connection.
    func makeHead(_ reply: EdgeReply, closes: Bool, allocator: ByteBufferAllocator) -> ByteBuffer {
        var buffer = start(reply, capacity: 512, allocator)
        if reply.takesChunks { buffer.writeField("Transfer-Encoding", "chunked") }
        finish(&buffer, reply, closes: closes)
        return buffer
    }

    private func start(_ reply: EdgeReply, capacity: Int, _ allocator: ByteBufferAllocator) -> ByteBuffer {
        let response = reply.response
        var buffer = allocator.buffer(capacity: capacity)
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeString(String(response.status.code))
        buffer.writeStaticString(" ")
        buffer.writeString(response.status.phrase)
        buffer.writeStaticString("\r\n")
        common.write(into: &buffer, for: response.fields)
        for field in response.fields where CommonFields.isLeftToResponse(field.name) {
            buffer.writeField(field.name.rawName, field.value)
        }
        return buffer
    }

    private func finish(_ buffer: inout ByteBuffer, _ reply: EdgeReply, closes: Bool) {
        if closes {
            buffer.writeField("Connection", "close")
        } else if case .keepAliveOnDemand = reply.persistence {
            buffer.writeField("Connection", "keep-alive")
        }
        buffer.writeStaticString("\r\n")
    }
}

extension HTTPResponse.Status {
    /// 1xx, 204 and 304 end with their head (RFC 9112, 6.3).
    fileprivate var allowsBody: Bool { code >= 200 && code != 204 && code != 304 }

    /// The registered phrase where the status was made from its number alone.
    fileprivate var phrase: String {
        reasonPhrase.isEmpty ? HTTPResponseStatus(statusCode: code).reasonPhrase : reasonPhrase
    }
}
