#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Looks up the addresses of a host, because libpq leaves all but the first alone when the session there is not of the
/// wanted kind.
enum NameLookup {
    struct Failed: Error {
        /// In the words of the system.
        let reason: String
    }

    /// Blocks until the system's resolver has answered.
    /// - Returns: at least one address, in the order in which they should be tried (RFC 6724).
    static func addresses(of name: String) throws(Failed) -> [String] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var first: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(name, nil, &hints, &first)
        guard code == 0 else { throw Failed(reason: String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(first) }
        var addresses: [String] = []
        var next = first
        while let entry = next?.pointee {
            if let text = numeric(entry), !addresses.contains(text) { addresses.append(text) }
            next = entry.ai_next
        }
        guard !addresses.isEmpty else { throw Failed(reason: "no address") }
        return addresses
    }

    private static func numeric(_ entry: addrinfo) -> String? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let code = getnameinfo(entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
        guard code == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
