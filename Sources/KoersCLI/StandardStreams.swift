import Foundation

/// Standard input and output of the process, byte by byte.
enum StandardStreams {
    /// - Throws: ``OutputClosed`` when nobody reads any more, else a failure with the system's reason.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                throw OutputClosed()
            } else if errno != EINTR {
                throw Failure("Cannot write: \(String(cString: strerror(errno))).\n", .server)
            }
        }
    }

    static func readInput(secret: Bool) throws -> [UInt8] {
        guard secret, isatty(STDIN_FILENO) == 1 else {
            return try Array(FileHandle.standardInput.readToEnd() ?? Data())
        }
        try? write(Array("Token: ".utf8), to: STDERR_FILENO)
        var settings = termios()
        tcgetattr(STDIN_FILENO, &settings)
        let visible = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        defer {
            var restored = visible
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &restored)
            try? write(Array("\n".utf8), to: STDERR_FILENO)
        }
        return Array((readLine() ?? "").utf8)
    }

    /// Columns of the terminal on that stream, if it is one; COLUMNS decides when the terminal does not know.
    static func terminalWidth(_ descriptor: Int32) -> Int? {
        guard isatty(descriptor) == 1 else { return nil }
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) ?? 80
    }

    /// Whether the stream leads into another program.
    static func isPipe(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }

    private static func systemWrite(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Darwin)
            Darwin.write(descriptor, base, count)
        #else
            Foundation.write(descriptor, base, count)
        #endif
    }
}
