import CLibPQ

/// Keeps hold of a handshake's OpenSSL object, to ask after a failure what was wrong with the server's certificate.
///
/// libpq passes on "certificate verify failed" and no more, and frees the object in the very step that fails; but it
/// hands it out before (`PQsslStruct`). Where OpenSSL cannot be asked, nothing is known beyond libpq's words.
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
