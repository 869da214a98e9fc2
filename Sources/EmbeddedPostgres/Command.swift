import Foundation

/// A program with its arguments, run to its end or left running, with a clean environment and no inherited files.
package struct Command: Sendable {
    package struct Output: Sendable {
        /// The exit status, or 128 plus the number of the signal that ended it.
        package let status: Int32
        /// Standard output and standard error together.
        package let text: String
    }

    let arguments: [String]
    let environment: [String: String]

    /// - Parameter arguments: the program's absolute path, then its arguments.
    package init(_ arguments: [String], environment: [String: String] = [:]) {
        self.arguments = arguments
        self.environment = environment
    }

    /// How often a waiting task looks whether its process has ended.
    static let pollInterval = Duration.milliseconds(3)

    /// Runs the program and waits for its end. A cancelled task ends the program, and what that has started.
    package func run() async throws(EmbeddedPostgresError) -> Output {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw failure(errno) }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        let started = Result { () throws(EmbeddedPostgresError) in try start(output: ends[1]) }
        close(ends[1])
        let child = try started.get()
        var text: [UInt8] = []
        while true {
            let status = child.exitStatus()
            Self.drain(ends[0], into: &text)
            if let status { return Output(status: status, text: String(decoding: text, as: UTF8.self)) }
            do {
                try await Task.sleep(for: Self.pollInterval)
            } catch {
                child.killGroup()
                throw .interrupted
            }
        }
    }

    private static func drain(_ descriptor: Int32, into text: inout [UInt8]) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return }
            text.append(contentsOf: buffer[..<count])
        }
    }

    /// Starts the program in a session of its own, so that a terminal's interrupt does not reach it, and with `/` as
    /// its working directory, because the account it runs as may not enter ours.
    /// - Parameter output: the descriptor that becomes its standard output and error.
    func start(output: Int32) throws(EmbeddedPostgresError) -> ChildProcess {
        #if canImport(Darwin)
            var attributes: posix_spawnattr_t?
            var actions: posix_spawn_file_actions_t?
            let flags =
                POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_CLOEXEC_DEFAULT
        #else
            var attributes = posix_spawnattr_t()
            var actions = posix_spawn_file_actions_t()
            // The headers show the first only with GNU extensions on: POSIX_SPAWN_SETSID of <spawn.h>.
            let flags = 0x80 | Int32(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
        #endif
        posix_spawnattr_init(&attributes)
        posix_spawn_file_actions_init(&actions)
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
        }
        var allSignals = sigset_t()
        var noSignals = sigset_t()
        sigfillset(&allSignals)
        sigemptyset(&noSignals)
        posix_spawnattr_setsigdefault(&attributes, &allSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        #if !canImport(Darwin)
            _ = Self.closeFrom?(&actions, 3)
        #endif

        var process: pid_t = 0
        let variables = Self.baseEnvironment.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
        guard access(arguments[0], X_OK) == 0 else { throw failure(errno) }
        // The shell only changes the directory: the program takes its place, and its process id.
        let shell = "/bin/sh"
        let code = withCStrings([shell, "-c", #"cd / && exec "$@""#, "sh"] + arguments) { arguments in
            withCStrings(variables) { variables in
                posix_spawn(&process, shell, &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw failure(code) }
        return ChildProcess(identifier: process)
    }

    #if !canImport(Darwin)
        private typealias CloseFrom = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32

        /// Lets the child close all descriptors from this one on when it starts. Nearly all would close by themselves; but a
        /// socket that does not, or that another thread has not yet marked to, would stay open for as long as the server
        /// lives, and its peer would never hear of its end. Not part of Swift's Glibc module; of glibc since 2.34.
        private static let closeFrom = dlsym(dlopen(nil, RTLD_NOW), "posix_spawn_file_actions_addclosefrom_np")
            .map { unsafeBitCast($0, to: CloseFrom.self) }
    #endif

    /// English messages, and none of the variables by which PostgreSQL's programs take defaults.
    private static let baseEnvironment = [
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_MESSAGES": "C", "TZ": "UTC",
    ]

    private func failure(_ code: Int32) -> EmbeddedPostgresError {
        .cannotRun(program: arguments[0], reason: String(cString: strerror(code)))
    }

    /// The first executable of this name in a `PATH`, or in the system's own directories.
    static func find(_ name: String, path: String) -> String? {
        (path.split(separator: ":").map(String.init) + ["/usr/bin", "/bin", "/usr/sbin", "/sbin"])
            .lazy.filter { $0.hasPrefix("/") }.map { $0 + "/" + name }.first { access($0, X_OK) == 0 }
    }
}

private func withCStrings<R>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
    let pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
}
