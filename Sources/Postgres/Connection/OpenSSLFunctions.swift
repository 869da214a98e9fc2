#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The functions of OpenSSL that are needed here (manual: SSL_up_ref, SSL_free, SSL_get_verify_result, SSL_pending).
struct OpenSSLFunctions: Sendable {
    let retain: @convention(c) (OpaquePointer) -> Int32
    let release: @convention(c) (OpaquePointer) -> Void
    let verdict: @convention(c) (OpaquePointer) -> Int
    let pending: @convention(c) (OpaquePointer) -> Int32

    /// Those of the OpenSSL that libpq uses, looked up through libpq itself; nil where one is missing.
    static let ofLibPQ: OpenSSLFunctions? = {
        // Never closed: it is loaded for as long as the process runs. A search goes through what it depends on too.
        let library = dlopen("libpq.so.5", RTLD_LAZY | RTLD_NOLOAD) ?? dlopen("libpq.5.dylib", RTLD_LAZY | RTLD_NOLOAD)
        guard let library, let retain = dlsym(library, "SSL_up_ref"), let release = dlsym(library, "SSL_free"),
            let verdict = dlsym(library, "SSL_get_verify_result"), let pending = dlsym(library, "SSL_pending")
        else { return nil }
        return OpenSSLFunctions(
            retain: unsafeBitCast(retain, to: (@convention(c) (OpaquePointer) -> Int32).self),
            release: unsafeBitCast(release, to: (@convention(c) (OpaquePointer) -> Void).self),
            verdict: unsafeBitCast(verdict, to: (@convention(c) (OpaquePointer) -> Int).self),
            pending: unsafeBitCast(pending, to: (@convention(c) (OpaquePointer) -> Int32).self)
        )
    }()
}
