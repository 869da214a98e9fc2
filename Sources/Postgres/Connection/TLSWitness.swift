import CLibPQ

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps hold of a handshake's OpenSSL object, to ask after a failure what was wrong with the server's certificate.
///
/// libpq passes on "certificate verify failed" and no more, and frees the object in the very step that fails; but it
/// hands it out before (`PQsslStruct`). The functions are looked up through libpq itself, so they are those of the
/// OpenSSL that libpq uses. Where one is missing, nothing is known beyond libpq's words.
final class TLSWitness {
    private let handshake: OpaquePointer
    private let functions: OpenSSLFunctions

    /// - Returns: nil when the connection has no TLS handshake, or not one of OpenSSL.
    init?(_ connection: OpaquePointer) {
        guard let functions = OpenSSLFunctions.ofLibPQ, let raw = PQsslStruct(connection, "OpenSSL") else { return nil }
        handshake = OpaquePointer(raw)
        self.functions = functions
        _ = functions.retain(handshake)
    }

    deinit { functions.release(handshake) }

    /// An `X509_V_ERR_…` of OpenSSL; nil when it found nothing wrong, or was not asked.
    var certificateError: Int? {
        let code = functions.verdict(handshake)
        return code == 0 ? nil : code
    }
}

/// The functions of OpenSSL that are needed here (manual: SSL_up_ref, SSL_free, SSL_get_verify_result).
private struct OpenSSLFunctions: Sendable {
    let retain: @convention(c) (OpaquePointer) -> Int32
    let release: @convention(c) (OpaquePointer) -> Void
    let verdict: @convention(c) (OpaquePointer) -> Int

    static let ofLibPQ: OpenSSLFunctions? = {
        // Never closed: it is loaded for as long as the process runs. A search goes through what it depends on too.
        let library = dlopen("libpq.so.5", RTLD_LAZY | RTLD_NOLOAD) ?? dlopen("libpq.5.dylib", RTLD_LAZY | RTLD_NOLOAD)
        guard let library, let retain = dlsym(library, "SSL_up_ref"), let release = dlsym(library, "SSL_free"),
            let verdict = dlsym(library, "SSL_get_verify_result")
        else { return nil }
        return OpenSSLFunctions(
            retain: unsafeBitCast(retain, to: (@convention(c) (OpaquePointer) -> Int32).self),
            release: unsafeBitCast(release, to: (@convention(c) (OpaquePointer) -> Void).self),
            verdict: unsafeBitCast(verdict, to: (@convention(c) (OpaquePointer) -> Int).self)
        )
    }()
}
