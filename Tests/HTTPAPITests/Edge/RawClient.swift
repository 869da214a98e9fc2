import NIOCore
import NIOPosix
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A socket that sends what it is told, HTTP or not, and reads answers.
struct RawClient: ~Copyable {
    struct Response {
        let status: Int
        /// By lower-case name, in order.
        let fields: [(name: String, value: String)]
        let body: String

        subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    }

    struct Ended: Error {}

    private let channel: any Channel
    private let wasCut: Reset
    private var arrivals: AsyncStream<ByteBuffer>.Iterator
    private var buffer = ByteBuffer()

    init(port: Int) async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
        let reset = Reset()
        self.wasCut = reset
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Arrivals(continuation, reset))
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .get()
        arrivals = stream.makeAsyncIterator()
    }

    deinit { channel.close(promise: nil) }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Sends lines ended by CRLF, and the empty line after them.
    func send(lines: String...) async throws {
        try await send(lines.map { $0 + "\r\n" }.joined() + "\r\n")
    }

    /// Sends ten bytes in some 400 ms. Where that takes so long that the server has ended the connection meanwhile, less.
    func trickle() async {
        for _ in 0..<10 {
            try? await Task.sleep(for: .milliseconds(40))
            try? await send("x")
        }
    }

    func endOutput() async throws { try await channel.close(mode: .output) }

    func close() async throws { try await channel.close() }

    func pauseReading() async throws { try await channel.setOption(.autoRead, value: false).get() }

    /// Resets the connection, as a crashing client does.
    func reset() async throws {
        let socket = try #require(channel as? any SocketOptionProvider)
        try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try await channel.close()
    }

    /// - Parameter hasBody: false for the answer to HEAD.
    mutating func receive(hasBody: Bool = true) async throws -> Response {
        let head = try await readHead()
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)
        let status = Int(lines[0].split(separator: " ")[1]) ?? 0
        let fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (name: parts[0].lowercased(), value: String(parts[1].drop { $0 == " " }))
        }
        let length = fields.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
        let carriesBody = hasBody && status >= 200 && status != 204 && status != 304
        let body = carriesBody ? try await read(length) : ""
        return Response(status: status, fields: fields, body: body)
    }

    /// An answer in the chunked transfer coding, up to its last chunk.
    mutating func receiveChunked() async throws -> (head: String, chunks: [String]) {
        let head = try await readHead()
        var chunks: [String] = []
        while true {
            let size = try await readLine()
            guard let length = Int(size, radix: 16) else { throw Ended() }
            let chunk = try await read(length + 2)
            guard chunk.hasSuffix("\r\n") else { throw Ended() }
            guard length > 0 else { return (head, chunks) }
            chunks.append(String(chunk.dropLast(1)))
        }
    }

    /// Whether the connection ended by a reset, rather than by a word of its end.
    var wasReset: Bool { wasCut.happened.load(ordering: .acquiring) }

    /// All that comes until the server ends the connection.
    mutating func receiveToEnd() async -> String {
        while let part = await arrivals.next() { buffer.writeImmutableBuffer(part) }
        return buffer.readString(length: buffer.readableBytes) ?? ""
    }

    private mutating func readHead() async throws -> String { try await read(upTo: "\r\n\r\n") }

    private mutating func readLine() async throws -> String { String(try await read(upTo: "\r\n").dropLast(1)) }

    private mutating func read(upTo mark: String) async throws -> String {
        let end = Array(mark.utf8)
        while true {
            let view = buffer.readableBytesView
            if let start = view.indices.first(where: { view[$0...].starts(with: end) }) {
                return buffer.readString(length: start + end.count - view.startIndex) ?? ""
            }
            try await fill()
        }
    }

    private mutating func read(_ length: Int) async throws -> String {
        while buffer.readableBytes < length { try await fill() }
        return buffer.readString(length: length) ?? ""
    }

    private mutating func fill() async throws {
        guard let part = await arrivals.next() else { throw Ended() }
        buffer.writeImmutableBuffer(part)
    }
}

/// Whether the other side reset the connection.
private final class Reset: Sendable {
    let happened = Atomic<Bool>(false)
}

/// Passes on what arrives, until the other side ends.
private final class Arrivals: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let continuation: AsyncStream<ByteBuffer>.Continuation
    private let reset: Reset

    init(_ continuation: AsyncStream<ByteBuffer>.Continuation, _ reset: Reset) {
        self.continuation = continuation
        self.reset = reset
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        continuation.yield(Self.unwrapInboundIn(data))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { continuation.finish() }
    }

    func channelInactive(context: ChannelHandlerContext) { continuation.finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if (error as? IOError)?.errnoCode == ECONNRESET { reset.happened.store(true, ordering: .releasing) }
        context.close(promise: nil)
    }
}
