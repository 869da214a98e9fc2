#if os(Linux)
    import CLibPQ
    import Glibc

    /// Waits for sockets with epoll. Used by the loop's thread alone, but for its `waker`.
    final class Poller {
        private let epoll: Int32
        private var events: [epoll_event]
        let waker: Waker

        init() throws(SystemError) {
            epoll = try SystemError.check("epoll_create1", epoll_create1(Int32(EPOLL_CLOEXEC)))
            waker = try Waker()
            events = Array(repeating: epoll_event(), count: 64)
            try control(EPOLL_CTL_ADD, waker.descriptor, EPOLLIN.rawValue, Self.wakerToken)
        }

        deinit {
            close(epoll)
        }

        private static let wakerToken = UInt64.max

        /// - Throws: when the system has no room to watch one more.
        func add(_ descriptor: Int32, token: Int) throws(SystemError) {
            try control(EPOLL_CTL_ADD, descriptor, EPOLLIN.rawValue, UInt64(token))
        }

        // These two may fail: when a connection breaks, libpq closes its socket, and the system forgets it with that.

        func watch(_ descriptor: Int32, token: Int, forWriting: Bool) {
            let interest = EPOLLIN.rawValue | (forWriting ? EPOLLOUT.rawValue : 0)
            _ = try? control(EPOLL_CTL_MOD, descriptor, interest, UInt64(token))
        }

        func remove(_ descriptor: Int32) {
            _ = try? control(EPOLL_CTL_DEL, descriptor, 0, 0)
        }

        /// Sleeps until a socket is ready, the waker is called or the time is over; nil waits for ever.
        func wait(milliseconds: Int32?, ready: (_ token: Int) -> Void) {
            let count = epoll_wait(epoll, &events, Int32(events.count), milliseconds ?? -1)
            guard count > 0 else { return }
            for event in events[..<Int(count)] {
                if event.data.u64 == Self.wakerToken {
                    waker.reset()
                } else {
                    ready(Int(event.data.u64))
                }
            }
        }

        private func control(_ operation: Int32, _ descriptor: Int32, _ interest: UInt32, _ token: UInt64)
            throws(SystemError)
        {
            var event = epoll_event(events: interest, data: epoll_data_t(u64: token))
            _ = try SystemError.check("epoll_ctl", epoll_ctl(epoll, operation, descriptor, &event))
        }
    }

    /// Ends the poller's sleep, from any thread.
    final class Waker: Sendable {
        let descriptor: Int32

        init() throws(SystemError) {
            descriptor = try SystemError.check("eventfd", eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)))
        }

        deinit {
            close(descriptor)
        }

        func wake() {
            eventfd_write(descriptor, 1)
        }

        func reset() {
            var value: eventfd_t = 0
            eventfd_read(descriptor, &value)
        }
    }
#endif
