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
        let hasLength = response.status.allowsBody && response.stream == nil
        let head = head(
            reply,
            framing: hasLength ? ("Content-Length", String(response.body.count)) : nil,
            closes: closes
        )
        let isWithHead = body.count <= Self.longestWithHead
        var buffer = allocator.buffer(capacity: head.count + (isWithHead ? body.count : 0))
        buffer.writeBytes(head)
        if isWithHead { buffer.writeBytes(body) }
        return (buffer, isWithHead ? [] : body)
    }

    /// The head of a body that follows in chunks, or up to the end of the connection.
    func makeHead(_ reply: EdgeReply, closes: Bool, allocator: ByteBufferAllocator) -> ByteBuffer {
        allocator.buffer(
            bytes: head(reply, framing: reply.takesChunks ? ("Transfer-Encoding", "chunked") : nil, closes: closes)
        )
    }

    /// - Parameter framing: the field that tells where the body ends.
    private func head(_ reply: EdgeReply, framing: (name: String, value: String)?, closes: Bool) -> [UInt8] {
        let response = reply.response
        var head: [UInt8] = []
        head.reserveCapacity(1024)
        head.append(text: "HTTP/1.1 ")
        head.append(text: String(response.status.code))
        head.append(text: " ")
        head.append(text: response.status.phrase)
        head.append(text: "\r\n")
        common.append(to: &head, for: response.fields)
        for field in response.fields where CommonFields.isLeftToResponse(field.name) {
            head.appendField(field.name.rawName, field.value)
        }
        if let framing { head.appendField(framing.name, framing.value) }
        if closes {
            head.appendField("Connection", "close")
        } else if case .keepAliveOnDemand = reply.persistence {
            head.appendField("Connection", "keep-alive")
        }
        head.append(text: "\r\n")
        return head
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
