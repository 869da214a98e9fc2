#if canImport(Glibc)
    import CLibPQ
    import Glibc
#else
    import Darwin
#endif

private final class Entry: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}

/// Runs the body on a new detached thread.
/// - Throws: when the system has no room for another thread.
func startThread(_ name: StaticString, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
    // The thread takes over this reference and gives it up when it ends.
    let entry = Unmanaged.passRetained(Entry(body))
    #if canImport(Glibc)
        var thread = pthread_t()
        let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
            if let argument { Unmanaged<Entry>.fromOpaque(argument).takeRetainedValue().body() }
            return nil
        }
        let code = pthread_create(&thread, nil, run, entry.toOpaque())
        guard code == 0 else {
            entry.release()
            throw SystemError(call: "pthread_create", code: code)
        }
        name.withUTF8Buffer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                if let start = characters.baseAddress { _ = pthread_setname_np(thread, start) }
            }
        }
        pthread_detach(thread)
    #else
        var thread: pthread_t?
        let code = pthread_create(
            &thread,
            nil,
            { argument in
                Unmanaged<Entry>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            },
            entry.toOpaque()
        )
        guard code == 0, let thread else {
            entry.release()
            throw SystemError(call: "pthread_create", code: code)
        }
        pthread_detach(thread)
    #endif
}

/// A number that tells threads apart.
func currentThread() -> UInt {
    UInt(bitPattern: pthread_self().hashValue)
}
