/// One request to the server, before it has an address and credentials.
struct Request: Hashable, Sendable {
    struct Pair: Hashable, Sendable {
        var name: String
        var value: String

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    var method: String
    /// The path from `/v1` on, percent-encoded.
    var path: String
    var query: [Pair] = []
    var headers: [Pair] = []
    var body: [UInt8]?
    /// Sent with every attempt, so that the server does the work once however often it is asked.
    var idempotencyKey: String?

    /// Path and query as they go on the wire.
    var target: String {
        guard !query.isEmpty else { return path }
        return path + "?"
            + query.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
    }

    /// Whether a successful answer is lines, however many.
    var asksForLines: Bool {
        headers.contains { $0.name == "Accept" && $0.value.hasPrefix(MediaTypes.lines) }
    }

    /// - Throws: a usage failure for a header that HTTP cannot carry.
    func checkHeaders() throws(Failure) {
        for header in headers where header.value.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\u{7F}" }) {
            throw .usage("\(header.name) cannot hold line breaks or other control characters.\n")
        }
    }

    /// Whether the answer is of a type that was asked for; a portal in between answers with pages of its own.
    func accepts(_ reply: Reply) -> Bool {
        guard !reply.body.isEmpty, let accepted = headers.first(where: { $0.name == "Accept" })?.value else {
            return true
        }
        let type = (reply.headers["content-type"] ?? "").prefix { $0 != ";" && $0 != " " }
        return accepted.split(separator: ",").contains { $0.drop { $0 == " " } == type }
    }

    /// The text with everything but RFC 3986's unreserved characters percent-encoded: fit for one path segment or
    /// one query value.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.count == 1 ? "0" + hex : hex)
            }
        }
        return result
    }
}
