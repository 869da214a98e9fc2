#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A failed call of the operating system.
struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    let call: String
    let code: Int32

    var description: String { "\(call): \(String(cString: strerror(code)))" }

    static func check(_ call: String, _ result: Int32) throws(SystemError) -> Int32 {
        guard result >= 0 else { throw SystemError(call: call, code: errno) }
        return result
    }
}

/// A write to a closed socket must be an error, not the end of the process. Done once.
let ignoreBrokenPipes: Void = {
    _ = signal(SIGPIPE, SIG_IGN)
}()
