import HTTPTypes
import NIOCore
import NIOHTTP1

/// Writes a response in HTTP/1.1. `HTTPField` keeps line breaks and NUL out of values, so a value cannot forge a field.
struct ResponseBytes: Sendable {
    let common: CommonFields

    /// `HTTP/1.1 100 Continue`
    static let goOn = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")

    /// - Parameter closes: whether the connection ends with this response.
    func make(_ reply: EdgeReply, closes: Bool, allocator: ByteBufferAllocator) -> ByteBuffer {
        let response = reply.response
        let carriesBody = !reply.omitsBody && response.status.allowsBody
        let length = response.body.readableBytes
        var buffer = allocator.buffer(capacity: 512 + (carriesBody ? length : 0))
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeString(String(response.status.code))
        buffer.writeStaticString(" ")
        buffer.writeString(response.status.phrase)
        buffer.writeStaticString("\r\n")
        common.write(into: &buffer, for: response.fields)
        for field in response.fields where CommonFields.isLeftToResponse(field.name) {
            buffer.writeField(field.name.rawName, field.value)
        }
        if response.status.allowsBody { buffer.writeField("Content-Length", String(length)) }
        if closes {
            buffer.writeField("Connection", "close")
        } else if case .keepAliveOnDemand = reply.persistence {
            buffer.writeField("Connection", "keep-alive")
        }
        buffer.writeStaticString("\r\n")
        if carriesBody { buffer.writeImmutableBuffer(response.body) }
        return buffer
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
