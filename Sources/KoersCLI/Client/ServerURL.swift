import Foundation

/// The address of a Koers server: where its `/v1` lies, without that last segment and without a trailing slash.
struct ServerURL: Hashable, Sendable, CustomStringConvertible {
    let description: String
    private let scheme: String
    private let host: String

    /// - Throws: a usage failure that says what is wrong with the address.
    init(_ text: String) throws(Failure) {
        guard var parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = parts.host, !host.isEmpty
        else {
            throw .usage("\(TerminalText.line(text)) is not a server address; write it as http://127.0.0.1:8080.\n")
        }
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
            throw .usage("A server address has no name, password, query or fragment: http://127.0.0.1:8080.\n")
        }
        while parts.path.hasSuffix("/") { parts.path.removeLast() }
        if parts.path.hasSuffix("/v1") { parts.path.removeLast(3) }
        parts.scheme = scheme
        self.scheme = scheme
        self.host = host
        description = parts.string ?? text
    }

    /// Whether a token sent there can be read on the way: plain HTTP to another machine.
    var exposesToken: Bool {
        scheme == "http" && !["127.0.0.1", "::1", "[::1]", "localhost"].contains(host)
    }
}
