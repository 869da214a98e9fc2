import HTTPTypes

/// The fields that every response carries, written once as bytes and put before the response's own.
struct CommonFields: Sendable {
    private let always: [UInt8]

    /// - Parameters:
    ///   - apiVersion: the value of `API-Version`; nil leaves it out.
    ///   - isSecure: whether responses travel over TLS; browsers are then told to stay there for a year.
    init(apiVersion: String?, isSecure: Bool) {
        var head: [UInt8] = []
        if let apiVersion { head.appendField("API-Version", HTTPField(name: .apiVersion, value: apiVersion).value) }
        head.appendField("Content-Security-Policy", "frame-ancestors 'none'")
        head.appendField("X-Content-Type-Options", "nosniff")
        head.appendField("X-Frame-Options", "DENY")
        head.appendField("Referrer-Policy", "no-referrer")
        if isSecure { head.appendField("Strict-Transport-Security", "max-age=31536000") }
        always = head
    }

    /// Appends the common fields to a head, leaving out the defaults for which the response has its own value.
    func append(to head: inout [UInt8], for fields: HTTPFields) {
        head += always
        if !fields.contains(.cacheControl) { head.appendField("Cache-Control", "no-store") }
        if !fields.contains(.vary) { head.appendField("Vary", "Accept, Accept-Language") }
        head.appendField("Date", HTTPDate.now())
    }

    /// Whether a response may set the field itself.
    static func isLeftToResponse(_ name: HTTPField.Name) -> Bool {
        !writtenHere.contains(name)
    }

    /// Those of this type, and those of the framing.
    private static let writtenHere: Set<HTTPField.Name> = [
        .apiVersion, .contentSecurityPolicy, .xContentTypeOptions, .frameOptions, .referrerPolicy, .date, .server,
        .strictTransportSecurity, .contentLength, .transferEncoding, .connection,
    ]
}

extension [UInt8] {
    /// A text of a head. Not as `String` or in a `ByteBuffer`, which look at themselves for each piece at three times the cost.
    mutating func append(text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    mutating func appendField(_ name: String, _ value: String) {
        append(text: name)
        append(text: ": ")
        append(text: value)
        append(text: "\r\n")
    }
}
