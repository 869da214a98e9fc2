import HTTPTypes
import NIOCore

/// The fields that every response carries, written once as bytes and put before the response's own.
struct CommonFields: Sendable {
    private let always: ByteBuffer

    /// - Parameters:
    ///   - apiVersion: the value of `API-Version`; nil leaves it out.
    ///   - isSecure: whether responses travel over TLS; browsers are then told to stay there for a year.
    init(apiVersion: String?, isSecure: Bool) {
        var buffer = ByteBuffer()
        if let apiVersion {
            buffer.writeField("API-Version", HTTPField(name: .apiVersion, value: apiVersion).value)
        }
        buffer.writeField("Content-Security-Policy", "frame-ancestors 'none'")
        buffer.writeField("X-Content-Type-Options", "nosniff")
        buffer.writeField("X-Frame-Options", "DENY")
        buffer.writeField("Referrer-Policy", "no-referrer")
        if isSecure { buffer.writeField("Strict-Transport-Security", "max-age=31536000") }
        always = buffer
    }

    /// Writes the common fields, leaving out the defaults for which the response has its own value.
    func write(into buffer: inout ByteBuffer, for fields: HTTPFields) {
        buffer.writeImmutableBuffer(always)
        if !fields.contains(.cacheControl) { buffer.writeField("Cache-Control", "no-store") }
        if !fields.contains(.vary) { buffer.writeField("Vary", "Accept, Accept-Language") }
        buffer.writeField("Date", HTTPDate.now())
    }

    /// Whether a response may set the field itself.
    static func isLeftToResponse(_ name: HTTPField.Name) -> Bool {
        switch name {
        case .apiVersion, .contentSecurityPolicy, .xContentTypeOptions, .frameOptions, .referrerPolicy, .date, .server,
            .strictTransportSecurity, .contentLength, .transferEncoding, .connection:
            false
        default:
            true
        }
    }
}

extension ByteBuffer {
    mutating func writeField(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        writeString(value)
        writeStaticString("\r\n")
    }
}
