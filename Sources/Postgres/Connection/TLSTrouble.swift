/// What is wrong with the encryption of a connection or with a certificate. Waiting never mends it.
enum TLSTrouble: Hashable, Sendable {
    case notOffered
    case serverExpired
    case serverNotYetValid
    case serverUntrusted
    case serverRevoked
    case serverNamedOtherwise
    /// The server's certificate was not accepted, and the reason cannot be told.
    case serverRefused
    case rootFileMissing
    case rootFileUnreadable
    case clientMissing
    case clientExpired
    case clientUntrusted
    case clientRevoked
    case clientOfAnotherRole
    case clientFileUnreadable
    case clientKeyMissing
    case clientKeyOpenToOthers
    case clientKeyUnfit

    /// - Parameters:
    ///   - message: libpq's. It gives no code for any of these, so there is nothing but its words to go by, and they are
    ///     libpq's, OpenSSL's and the server's own English ones; in another language a trouble is not recognised, and
    ///     the sentence is a general one.
    ///   - certificateError: OpenSSL's code on the server's certificate, where it is known. Without verification it is
    ///     set too, and means nothing.
    init?(_ message: String, certificateError: Int?) {
        guard let found = Self.words.first(where: { message.contains($0.words) })?.trouble else { return nil }
        self = found == .serverRefused ? certificateError.flatMap { Self.ofServer[$0] } ?? found : found
    }

    /// By OpenSSL's `X509_V_ERR_…` (openssl/x509_vfy.h), which have kept their numbers since 1.0.
    private static let ofServer: [Int: TLSTrouble] = [
        2: .serverUntrusted, 7: .serverUntrusted, 9: .serverNotYetValid, 10: .serverExpired, 18: .serverUntrusted,
        19: .serverUntrusted, 20: .serverUntrusted, 21: .serverUntrusted, 23: .serverRevoked, 24: .serverUntrusted,
        26: .serverUntrusted,
    ]

    private static let words: [(words: String, trouble: TLSTrouble)] = [
        // libpq, fe-secure-openssl.c and fe-connect.c
        ("server does not support SSL", .notOffered),
        ("does not match host name", .serverNamedOtherwise),
        ("could not get server's host name from server certificate", .serverNamedOtherwise),
        ("could not read root certificate file", .rootFileUnreadable),
        ("root certificate file", .rootFileMissing),
        ("could not get home directory to locate root certificate", .rootFileMissing),
        ("certificate present, but not private key file", .clientKeyMissing),
        ("has group or world access", .clientKeyOpenToOthers),
        ("could not load private key file", .clientKeyUnfit),
        ("certificate does not match private key file", .clientKeyUnfit),
        ("could not open certificate file", .clientFileUnreadable),
        ("could not read certificate file", .clientFileUnreadable),
        // OpenSSL, ssl_err.c: the first about the server's certificate, the others what the server said about ours
        ("certificate verify failed", .serverRefused),
        ("alert certificate expired", .clientExpired),
        ("alert certificate revoked", .clientRevoked),
        ("alert certificate required", .clientMissing),
        ("alert unknown ca", .clientUntrusted),
        ("alert bad certificate", .clientUntrusted),
        ("alert unsupported certificate", .clientUntrusted),
        ("alert certificate unknown", .clientUntrusted),
        // The server, auth.c, under 28000
        ("connection requires a valid client certificate", .clientMissing),
        ("certificate authentication failed", .clientOfAnotherRole),
    ]
}

extension TLSTrouble {
    /// What was observed and what to look at. Safe to show: paths and names of the URL, nothing of a certificate.
    func sentence(_ attempt: ConnectPlan.Attempt) -> String {
        let server = "the server at \(attempt.host)"
        func file(_ keyword: String) -> String { attempt.value(of: keyword).map { "\(keyword) \($0)" } ?? keyword }
        return switch self {
        case .notOffered:
            "The server at \(attempt.host) offers no encrypted connection, which sslmode asks for: look at ssl in its postgresql.conf."
        case .serverExpired:
            "The certificate of \(server), or that of the CA which signed it, has expired: renew it on the server."
        case .serverNotYetValid:
            "The certificate of \(server), or that of the CA which signed it, is not valid yet: look at its dates and at the clocks."
        case .serverUntrusted:
            "The certificate of \(server) is not signed by a CA that is trusted here: look at \(file("sslrootcert"))."
        case .serverRevoked: "The certificate of \(server) has been revoked, says \(file("sslcrl"))."
        case .serverNamedOtherwise:
            "The certificate of \(server) is for another host name: look at the host in the database URL and at the names in the certificate."
        case .serverRefused:
            "The certificate of \(server) was not accepted: look at its dates, and at \(file("sslrootcert")) for the CA that signed it."
        case .rootFileMissing:
            "The certificate of \(server) cannot be checked: look for the file of trusted CAs, \(file("sslrootcert"))."
        case .rootFileUnreadable:
            "The certificate of \(server) cannot be checked: the file of trusted CAs cannot be read, \(file("sslrootcert"))."
        case .clientMissing:
            "The server at \(attempt.host) asks for a client certificate, and was given none: look at \(file("sslcert")) and \(file("sslkey"))."
        case .clientExpired:
            "The client certificate has expired, says \(server): renew \(file("sslcert"))."
        case .clientUntrusted:
            "The client certificate is not signed by a CA that \(server) trusts: look at \(file("sslcert")), and at ssl_ca_file on the server."
        case .clientRevoked: "The client certificate has been revoked, says \(server): replace \(file("sslcert"))."
        case .clientOfAnotherRole:
            "The client certificate is not one of role \"\(attempt.role)\": look at the common name in \(file("sslcert")), and at pg_hba.conf and pg_ident.conf on the server."
        case .clientFileUnreadable: "The client certificate cannot be read: look at \(file("sslcert"))."
        case .clientKeyMissing: "The key of the client certificate is missing: look at \(file("sslkey"))."
        case .clientKeyOpenToOthers:
            "The key of the client certificate may be read by others, and is not used: chmod 600 \(attempt.value(of: "sslkey") ?? "sslkey")."
        case .clientKeyUnfit:
            "The key does not fit the client certificate, or cannot be read: look at \(file("sslcert")) and \(file("sslkey"))."
        }
    }
}
