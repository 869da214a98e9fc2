import HTTPTypes
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// The head of a request whose framing is unambiguous: what RFC 9112 asks a server to check before it reads on.
struct AcceptedHead {
    let method: HTTPRequest.Method
    let target: RequestTarget
    let authority: String?
    let fields: HTTPFields
    let persistence: Persistence
    /// Whether the client knows the chunked transfer coding: HTTP/1.0 does not.
    let takesChunks: Bool
    /// `Expect: 100-continue` by a client that is about to send a body.
    let expectsContinue: Bool
    /// In bytes; nil where there is no body or its length is not known beforehand.
    let announcedLength: Int?

    /// - Throws: the failure to answer; the connection cannot be used after it.
    init(_ head: HTTPRequestHead, limits: EdgeConfiguration.Limits) throws(EdgeFailure) {
        guard head.uri.utf8.count <= limits.target else { throw .uriTooLong }
        let read = try ReadFields(head.headers, limits: limits)
        let isFirstVersion = head.version.minor == 0

        guard let method = try? HTTPRequest.Method(head.method) else { throw .malformedRequest }
        guard method != .connect, method != .trace else { throw .methodNotAllowed }
        let target = try RequestTarget(head.uri)
        guard !target.isServerWide || method == .options else { throw .malformedRequest }
        guard read.hosts.count == 1 || (isFirstVersion && read.hosts.isEmpty) else { throw .malformedRequest }
        guard read.hosts.allSatisfy(HostName.isValid) else { throw .malformedRequest }

        let body = try Self.body(read, isFirstVersion: isFirstVersion)
        self.method = method
        self.target = target
        self.authority = target.authority ?? read.hosts.first
        self.fields = read.fields
        self.takesChunks = !isFirstVersion
        self.announcedLength = body.length
        self.expectsContinue = body.isExpected && !isFirstVersion && read.expectsContinue
        if read.asksUpgrade || !head.isKeepAlive {
            // The parser stops at a request to upgrade, which this server never grants.
            self.persistence = .close
        } else {
            self.persistence = isFirstVersion ? .keepAliveOnDemand : .keepAlive
        }
    }

    private static func body(
        _ read: ReadFields,
        isFirstVersion: Bool
    ) throws(EdgeFailure) -> (isExpected: Bool, length: Int?) {
        if let coding = read.transferCodings.first {
            guard
                read.lengths.isEmpty, read.transferCodings.count == 1, !isFirstVersion,
                coding.lowercased() == "chunked"
            else { throw .malformedRequest }
            return (isExpected: true, length: nil)
        }
        guard let length = read.lengths.first else { return (isExpected: false, length: nil) }
        guard
            read.lengths.count == 1, !length.isEmpty,
            length.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
        else { throw .malformedRequest }
        guard let bytes = Int(length) else { throw .payloadTooLarge }
        return (isExpected: bytes > 0, length: bytes)
    }
}

/// Whether the connection outlives the response, as far as the client is concerned.
enum Persistence: Sendable {
    case keepAlive
    /// HTTP/1.0 with `Connection: keep-alive`: the response must say so too.
    case keepAliveOnDemand
    case close
}

/// One walk over the header fields: those that matter to framing apart, the others converted.
private struct ReadFields {
    var fields = HTTPFields()
    var hosts: [String] = []
    var lengths: [String] = []
    var transferCodings: [String] = []
    var expectsContinue = false
    var asksUpgrade = false

    init(_ headers: HTTPHeaders, limits: EdgeConfiguration.Limits) throws(EdgeFailure) {
        guard headers.count <= limits.headerFieldCount else { throw .headerTooLarge }
        fields.reserveCapacity(headers.count)
        var size = 0
        var hasUpgrade = false
        for (rawName, value) in headers {
            size += rawName.utf8.count + value.utf8.count
            guard let name = HTTPField.Name(rawName) else { throw .malformedRequest }
            switch name {
            case .hostField:
                hosts.append(value)
                continue
            case .contentLength: lengths.append(value)
            case .transferEncoding: transferCodings.append(value)
            case .expect: expectsContinue = value.lowercased() == "100-continue"
            case .upgrade: hasUpgrade = true
            default: break
            }
            fields.append(HTTPField(name: name, value: value))
        }
        guard size <= limits.headerFields else { throw .headerTooLarge }
        asksUpgrade = hasUpgrade && headers[canonicalForm: "connection"].contains { $0.lowercased() == "upgrade" }
    }
}
