import Foundation

/// The gate's thread: it accepts, passes on and cuts, as the desk orders.
struct GateKeeper {
    private let desk: GateDesk
    private let server: Gate.Server
    private let port: UInt16
    private let isRecording: Bool
    /// Says that there are new orders.
    private let awaited: Int32
    private var listener: Int32
    private var isListening = true
    private var passages: [GatePassage] = []
    private var lastNumber = -1
    private var orders = GateDesk.Orders()

    init(desk: GateDesk, server: Gate.Server, port: UInt16, listener: Int32, awaited: Int32, isRecording: Bool) {
        self.desk = desk
        self.server = server
        self.port = port
        self.listener = listener
        self.awaited = awaited
        self.isRecording = isRecording
    }

    mutating func run() {
        while !orders.isClosing {
            wait()
            accept()
            leadOn()
            passOn()
            obey()
        }
    }

    /// Sleeps until a socket or an order wants something.
    private func wait() {
        var descriptors = [
            pollfd(fd: awaited, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isListening ? listener : -1, events: Int16(POLLIN), revents: 0),
        ]
        for passage in passages {
            let (client, server) = passage.interests(orders.conduct)
            // A negative descriptor is passed over: without an interest its end would be told again and again.
            descriptors.append(pollfd(fd: client == nil ? -1 : passage.client, events: client ?? 0, revents: 0))
            descriptors.append(pollfd(fd: server == nil ? -1 : passage.server ?? -1, events: server ?? 0, revents: 0))
        }
        poll(&descriptors, nfds_t(descriptors.count), -1)
        // Time for the other side to read the last byte before the next one comes.
        if orders.conduct == .trickling { usleep(20) }
    }

    private mutating func accept() {
        while isListening, let client = GateSocket.accept(listener) {
            lastNumber += 1
            let cut = orders.plan(lastNumber)
            var passage = GatePassage(
                number: lastNumber,
                client: client,
                cut: cut,
                desk: desk,
                isRecording: isRecording
            )
            if let cut, cut.bytes == 0, passage.end(cut.manner, isCut: true) == .over { continue }
            passages.append(passage)
        }
    }

    /// Connects those to the server that are not yet; a client is sent away when the server does not answer.
    private mutating func leadOn() {
        guard orders.conduct != .silent else { return }
        passages = passages.compactMap { passage in
            guard passage.awaitsServer else { return passage }
            var passage = passage
            guard let descriptor = GateSocket.connect(server) else {
                return passage.end(.reset) == .over ? nil : passage
            }
            passage.lead(to: descriptor)
            return passage
        }
    }

    private mutating func passOn() {
        let conduct = orders.conduct
        passages = passages.compactMap { passage in
            var passage = passage
            return passage.turn(conduct) == .over ? nil : passage
        }
    }

    private mutating func obey() {
        var byte = [UInt8](repeating: 0, count: 64)
        while read(awaited, &byte, byte.count) > 0 {}
        var keeper = self
        desk.carryOut { orders in
            keeper.orders = orders
            if orders.isClosing { return keeper.leave() }
            if let manner = orders.cutAll { keeper.cutAll(manner) }
            if orders.conduct == .refusing { keeper.refuse() } else { keeper.listenAgain() }
        }
        self = keeper
    }

    private mutating func cutAll(_ manner: Gate.Manner) {
        passages = passages.compactMap { passage in
            var passage = passage
            return passage.end(manner, isCut: true) == .over ? nil : passage
        }
    }

    /// The port stays taken, so that nobody else gets it meanwhile.
    private mutating func refuse() {
        guard isListening else { return }
        isListening = false
        close(listener)
        listener = -1
        while listener < 0 { listener = (try? GateSocket.bind(port: port)) ?? -1 }
        cutAll(.reset)
    }

    private mutating func listenAgain() {
        guard !isListening else { return }
        isListening = (try? GateSocket.listen(listener)) != nil
    }

    private mutating func leave() {
        cutAll(.reset)
        passages.forEach { close($0.client) }
        close(listener)
        close(awaited)
    }
}
