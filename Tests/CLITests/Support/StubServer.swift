import Contract
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server on the loopback that gives prepared answers in turn and remembers what it was asked.
///
/// It holds every request and every answer against the contract, so that neither side of a test can drift from it.
final class StubServer: Sendable {
    struct Asked: Sendable {
        var method: String
        var target: String
        var headers: [String: String]
        var body: String
    }

    enum Answer: Sendable {
        case reply(Int, headers: [String: String] = [:], body: String)
        /// The connection is closed without an answer.
        case hangUp
        /// The connection is closed inside a body in chunks.
        case broken(headers: [String: String], body: String)
    }

    private struct State {
        var answers: [Answer]
        var asked: [Asked] = []
        var faults: [String] = []
    }

    let contract: Contract
    let url: String
    private let state: Mutex<State>
    private let channel: any Channel

    private init(answers: [Answer], contract: Contract, channel: any Channel) {
        self.contract = contract
        self.channel = channel
        state = Mutex(State(answers: answers))
        url = "http://127.0.0.1:\(channel.localAddress?.port ?? 0)"
    }

    var asked: [Asked] { state.withLock { $0.asked } }
    /// What broke the contract, on either side.
    var faults: [String] { state.withLock { $0.faults } }

    /// Runs the body beside a server with these answers and closes the server after it.
    static func run<Result>(
        _ answers: [Answer],
        _ body: (StubServer) async throws -> Result
    ) async throws -> Result {
        let contract = try Contract.embedded()
        let box = ServerBox()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(StubHandler(server: box))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = StubServer(answers: answers, contract: contract, channel: channel)
        box.set(server)
        do {
            let result = try await body(server)
            try await channel.close().get()
            return result
        } catch {
            try await channel.close().get()
            throw error
        }
    }

    func answer(to asked: Asked) -> Answer {
        let answer = state.withLock { state in
            state.asked.append(asked)
            return state.answers.isEmpty
                ? .reply(500, body: #"{"title": "no answer prepared"}"#) : state.answers.removeFirst()
        }
        let faults = self.faults(of: asked, answer)
        state.withLock { $0.faults += faults }
        return answer
    }

    private func faults(of asked: Asked, _ answer: Answer) -> [String] {
        let parts = asked.target.split(separator: "?", maxSplits: 1).map(String.init)
        guard case .operation(let operation, let path) = contract.match(method: asked.method, path: parts[0]) else {
            return ["\(asked.method) \(asked.target) is no operation"]
        }
        var faults: [String] = []
        let validated = contract.validate(
            operation,
            path: path,
            query: parts.count > 1 ? parts[1] : nil,
            headers: { asked.headers[$0.lowercased()] },
            body: Array(asked.body.utf8),
            contentType: asked.headers["content-type"]
        )
        if case .failure(let violations) = validated {
            faults += violations.all.map { "\(operation.id): \($0.location) \($0.detail.en)" }
        }
        if case .reply(let status, let headers, let body) = answer {
            let sent = StubHandler.headers(status, headers)
            let lookUp = { (name: String) in sent.first { $0.key.lowercased() == name.lowercased() }?.value }
            faults += contract.validateResponse(
                operation,
                status: status,
                headers: lookUp,
                body: Array(body.utf8)
            )
        }
        return faults
    }
}

/// Holds the server for handlers that are made before it is.
final class ServerBox: Sendable {
    private let server = Mutex<StubServer?>(nil)

    func set(_ server: StubServer) { self.server.withLock { $0 = server } }
    var value: StubServer? { server.withLock { $0 } }
}

/// Collects one request, asks the server for its answer and writes it.
private final class StubHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let server: ServerBox
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(server: ServerBox) { self.server = server }

    static func headers(_ status: Int, _ headers: [String: String]) -> [String: String] {
        let type = status >= 400 ? "application/problem+json" : "application/json"
        return ["API-Version": "1.0.0", "ETag": "\"3\"", "Content-Type": type]
            .merging(headers) { _, given in given }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.clear()
        case .body(var part): body.writeBuffer(&part)
        case .end: respond(context)
        }
    }

    private func respond(_ context: ChannelHandlerContext) {
        guard let head, let server = server.value else { return context.close(promise: nil) }
        let named = head.headers.map { ($0.name.lowercased(), $0.value) }
        let asked = StubServer.Asked(
            method: head.method.rawValue,
            target: head.uri,
            headers: Dictionary(named, uniquingKeysWith: { first, second in first + ", " + second }),
            body: String(buffer: body)
        )
        switch server.answer(to: asked) {
        case .hangUp: context.close(promise: nil)
        case .broken(let headers, let body):
            var fields = HTTPHeaders(Self.headers(200, headers).map { ($0.key, $0.value) })
            fields.add(name: "Transfer-Encoding", value: "chunked")
            let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: fields)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
            context.close(promise: nil)
        case .reply(let status, let headers, let body):
            var fields = HTTPHeaders(Self.headers(status, headers).map { ($0.key, $0.value) })
            fields.add(name: "Content-Length", value: "\(body.utf8.count)")
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
