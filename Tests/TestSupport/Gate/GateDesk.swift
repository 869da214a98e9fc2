import Foundation
import Synchronization

/// Where tests leave their orders for the gate's thread, and find what passed.
final class GateDesk: Sendable {
    struct Orders: Sendable {
        var conduct = Gate.Conduct.open
        var plan: @Sendable (Int) -> Gate.Cut? = { _ in nil }
        /// To be done once.
        var cutAll: Gate.Manner?
        var isClosing = false
    }

    private struct Board {
        var orders = Orders()
        var callers: [DispatchSemaphore] = []
        var hasClosed = false
        var traffic: [Gate.Traffic] = []
    }

    private let board = Mutex(Board())
    private let waker: Int32

    init(waker: Int32) {
        self.waker = waker
    }

    deinit {
        close(waker)
    }

    /// Gives an order and waits until the thread has carried it out.
    func order(_ change: (inout Orders) -> Void) {
        let done = DispatchSemaphore(value: 0)
        let mustWait = board.withLock { board in
            guard !board.hasClosed else { return false }
            change(&board.orders)
            board.callers.append(done)
            return true
        }
        guard mustWait else { return }
        var byte: UInt8 = 0
        _ = write(waker, &byte, 1)
        done.wait()
    }

    /// Carries out what was ordered since the last time; whoever ordered it goes on afterwards.
    func carryOut(_ body: (Orders) -> Void) {
        let (orders, callers) = board.withLock { board in
            defer {
                board.orders.cutAll = nil
                board.callers = []
                if board.orders.isClosing { board.hasClosed = true }
            }
            return (board.orders, board.callers)
        }
        body(orders)
        callers.forEach { $0.signal() }
    }

    var traffic: [Gate.Traffic] { board.withLock { $0.traffic } }

    func beginTraffic() {
        board.withLock { $0.traffic.append(Gate.Traffic()) }
    }

    /// Counts what `write` says it has written of the bytes, if that is not negative; whoever has received them finds
    /// them counted.
    func count(
        _ bytes: ArraySlice<UInt8>,
        _ direction: Gate.Direction,
        of number: Int,
        isRecording: Bool,
        _ write: (ArraySlice<UInt8>) -> Int
    ) -> Int {
        board.withLock { board in
            let count = write(bytes)
            guard count > 0 else { return count }
            switch direction {
            case .toServer: board.traffic[number].toServer += count
            case .toClient: board.traffic[number].toClient += count
            }
            if isRecording { board.traffic[number].transcript[direction, default: []] += bytes.prefix(count) }
            return count
        }
    }

    func endTraffic(of number: Int, wasCut: Bool) {
        board.withLock { board in
            board.traffic[number].isOpen = false
            board.traffic[number].wasCut = wasCut
        }
    }
}
