import Foundation

/// One connection through the gate: the client's socket, the server's, and what is on its way between them.
struct GatePassage {
    /// How a turn left it.
    enum Standing: Hashable {
        case open
        case over
    }

    /// Bytes that were read and not yet written on.
    private struct Stream {
        var buffer: ArraySlice<UInt8> = []
        var hasEnded = false
        var passed = 0
    }

    let number: Int
    let client: Int32
    private(set) var server: Int32?
    private let cut: Gate.Cut?
    private let desk: GateDesk
    private let isRecording: Bool
    private var toServer = Stream()
    private var toClient = Stream()
    /// It is over, and the client may know; what that still sends is dropped until it closes, too.
    private var isDraining = false

    init(number: Int, client: Int32, cut: Gate.Cut?, desk: GateDesk, isRecording: Bool) {
        self.number = number
        self.client = client
        self.cut = cut
        self.desk = desk
        self.isRecording = isRecording
        desk.beginTraffic()
    }

    /// Whether it still has to be led on to the server.
    var awaitsServer: Bool { server == nil && !isDraining }

    mutating func lead(to server: Int32) {
        self.server = server
    }

    /// What to wait for at the client's and the server's socket; nil: nothing, and no news of its end either.
    func interests(_ conduct: Gate.Conduct) -> (client: Int16?, server: Int16?) {
        if isDraining { return (Int16(POLLIN), nil) }
        var (client, server): (Int16, Int16) = (0, 0)
        if conduct.lets(.toServer) {
            if toServer.buffer.isEmpty { client |= Int16(POLLIN) } else { server |= Int16(POLLOUT) }
        }
        if conduct.lets(.toClient) {
            if toClient.buffer.isEmpty { server |= Int16(POLLIN) } else { client |= Int16(POLLOUT) }
        }
        return (client == 0 ? nil : client, server == 0 || self.server == nil ? nil : server)
    }

    /// Passes on what can be passed on.
    mutating func turn(_ conduct: Gate.Conduct) -> Standing {
        if isDraining { return drain() }
        guard let server else { return .open }
        let atOnce = conduct == .trickling ? 1 : 16_384
        if conduct.lets(.toServer) {
            switch Self.pass(&toServer, from: client, to: server, atMost: room(.toServer, atOnce), counting(.toServer))
            {
            case .sourceBroke: return end(.reset)
            // What the server said before it closed is still to be passed on.
            case .destinationBroke: toServer.buffer = []
            case .fine: break
            }
            if let cut, cut.direction == .toServer, toServer.passed >= cut.bytes { return end(cut.manner, isCut: true) }
            // The client has closed.
            if toServer.hasEnded, toServer.buffer.isEmpty { return end(.reset) }
        }
        if conduct.lets(.toClient) {
            switch Self.pass(&toClient, from: server, to: client, atMost: room(.toClient, atOnce), counting(.toClient))
            {
            case .sourceBroke: return end(.reset)
            case .destinationBroke: return end(.reset)
            case .fine: break
            }
            if let cut, cut.direction == .toClient, toClient.passed >= cut.bytes { return end(cut.manner, isCut: true) }
            // The server has closed, and everything it said has been passed on.
            if toClient.hasEnded, toClient.buffer.isEmpty { return end(.orderly) }
        }
        return .open
    }

    /// Ends it now.
    /// - Parameter isCut: the gate wants it so; neither the client nor the server did.
    mutating func end(_ manner: Gate.Manner, isCut: Bool = false) -> Standing {
        if !isDraining {
            if let server { close(server) }
            server = nil
            desk.endTraffic(of: number, wasCut: isCut)
        }
        isDraining = true
        switch manner {
        case .reset:
            GateSocket.reset(client)
            return .over
        case .orderly:
            // Closing at once would be a reset if the client has sent something that was not read.
            shutdown(client, Int32(SHUT_WR))
            return drain()
        case .silence:
            return drain()
        }
    }

    private func drain() -> Standing {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(client, &bytes, bytes.count)
            if count > 0 { continue }
            if count < 0, errno == EAGAIN || errno == EINTR { return .open }
            close(client)
            return .over
        }
    }

    private func room(_ direction: Gate.Direction, _ most: Int) -> Int {
        guard let cut, cut.direction == direction else { return most }
        return min(most, cut.bytes - (direction == .toServer ? toServer : toClient).passed)
    }

    private typealias Counting = (ArraySlice<UInt8>, (ArraySlice<UInt8>) -> Int) -> Int

    private func counting(_ direction: Gate.Direction) -> Counting {
        { [desk, number, isRecording] bytes, write in
            desk.count(bytes, direction, of: number, isRecording: isRecording, write)
        }
    }

    private enum Passed {
        case fine
        case sourceBroke
        case destinationBroke
    }

    /// Reads what is there, writes what fits.
    private static func pass(
        _ stream: inout Stream,
        from source: Int32,
        to destination: Int32,
        atMost most: Int,
        _ counting: Counting
    ) -> Passed {
        if stream.buffer.isEmpty, !stream.hasEnded {
            var bytes = [UInt8](repeating: 0, count: most)
            let count = read(source, &bytes, most)
            if count == 0 { stream.hasEnded = true }
            if count < 0, errno != EAGAIN, errno != EINTR { return .sourceBroke }
            stream.buffer = bytes.prefix(max(0, count))
        }
        guard !stream.buffer.isEmpty else { return .fine }
        let slice = stream.buffer.prefix(most)
        let count = counting(slice) { bytes in
            let written = bytes.withUnsafeBytes { write(destination, $0.baseAddress, $0.count) }
            return written < 0 ? -Int(errno) : written
        }
        guard count >= 0 else { return [Int(EAGAIN), Int(EINTR)].contains(-count) ? .fine : .destinationBroke }
        stream.buffer = stream.buffer.dropFirst(count)
        stream.passed += count
        return .fine
    }
}

extension Gate.Conduct {
    func lets(_ direction: Gate.Direction) -> Bool {
        switch self {
        case .open, .trickling: true
        case .refusing, .silent: false
        case .stalled(let stalled): stalled != direction
        }
    }
}
