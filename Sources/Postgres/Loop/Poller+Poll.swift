#if !os(Linux)
    import Darwin

    /// Waits for sockets with poll(2). Used by the loop's thread alone, but for its `waker`.
    final class Poller {
        private var watched: [(descriptor: Int32, token: Int, forWriting: Bool)] = []
        let waker: Waker

        init() throws(SystemError) {
            waker = try Waker()
        }

        func add(_ descriptor: Int32, token: Int) throws(SystemError) {
            watched.append((descriptor, token, false))
        }

        func watch(_ descriptor: Int32, token: Int, forWriting: Bool) {
            guard let index = watched.firstIndex(where: { $0.descriptor == descriptor }) else { return }
            watched[index].forWriting = forWriting
        }

        func remove(_ descriptor: Int32) {
            watched.removeAll { $0.descriptor == descriptor }
        }

        /// Sleeps until a socket is ready, the waker is called or the time is over; nil waits for ever.
        func wait(milliseconds: Int32?, ready: (_ token: Int) -> Void) {
            var descriptors = [pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0)]
            for socket in watched {
                let interest = Int16(POLLIN) | (socket.forWriting ? Int16(POLLOUT) : 0)
                descriptors.append(pollfd(fd: socket.descriptor, events: interest, revents: 0))
            }
            guard poll(&descriptors, nfds_t(descriptors.count), milliseconds ?? -1) > 0 else { return }
            if descriptors[0].revents != 0 { waker.reset() }
            let tokens = zip(watched, descriptors.dropFirst()).filter { $0.1.revents != 0 }.map(\.0.token)
            for token in tokens { ready(token) }
        }
    }

    /// Ends the poller's sleep, from any thread.
    final class Waker: Sendable {
        let descriptor: Int32
        private let writer: Int32

        init() throws(SystemError) {
            var ends: [Int32] = [0, 0]
            _ = try SystemError.check("pipe", pipe(&ends))
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
            descriptor = ends[0]
            writer = ends[1]
        }

        deinit {
            close(descriptor)
            close(writer)
        }

        func wake() {
            var byte: UInt8 = 1
            write(writer, &byte, 1)
        }

        func reset() {
            var bytes = [UInt8](repeating: 0, count: 64)
            while read(descriptor, &bytes, bytes.count) > 0 {}
        }
    }
#endif
