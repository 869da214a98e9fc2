import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The addresses of a host on their way. libpq would take the first alone, and leave the others when the session there
/// is not of the wanted kind.
///
/// The system's resolver blocks for as long as it likes. So it has a thread of its own, which ends with its answer, also
/// when nobody waits for that any more.
final class NameLookup: Sendable {
    struct Failed: Error {
        /// In the words of the system.
        let reason: String
    }

    typealias Resolver = @Sendable (_ name: String) throws(Failed) -> [String]

    private let answer = Mutex<Result<[String], Failed>?>(nil)
    private let waker: Waker

    init(_ name: String, by resolve: @escaping Resolver) throws(SystemError) {
        waker = try Waker()
        try startThread("koers-pg-name") { [self] in
            let found: Result<[String], Failed>
            do throws(Failed) {
                found = .success(try resolve(name))
            } catch {
                found = .failure(error)
            }
            answer.withLock { $0 = found }
            waker.wake()
        }
    }

    /// Can be read as soon as there is a result.
    var descriptor: Int32 { waker.descriptor }

    /// What the resolver said: at least one address, in the order in which they should be tried. Nil: nothing yet.
    var result: Result<[String], Failed>? { answer.withLock { $0 } }
}

extension NameLookup {
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
