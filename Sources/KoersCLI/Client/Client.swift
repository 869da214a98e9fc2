import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Speaks to one Koers server with one set of credentials.
struct Client: Sendable {
    let server: ServerURL
    let token: String?
    /// Where it says what goes wrong.
    let notes: Page
    var retry = RetryPolicy()
    /// How long one attempt may take.
    var timeout = Duration.seconds(60)

    private var words: Words { notes.words }

    /// Sends the request and returns a successful answer.
    ///
    /// A request with an idempotency key is sent again, with that key, when the connection fails or the server asks to
    /// come back later; one without is sent once.
    ///
    /// - Parameter name: What to call the place of an error, from how the server calls it.
    /// - Throws: ``Failure`` with the server's problem, or a sentence about the connection.
    func send(_ request: Request, naming name: (String) -> String = { $0 }) async throws -> Reply {
        try request.checkHeaders()
        let reply = try await answer(to: request)
        if var refusal = reply.refusal {
            for index in refusal.errors.indices {
                refusal.errors[index].location = name(refusal.errors[index].location)
            }
            throw Failure(refusal, on: notes)
        }
        guard 200..<300 ~= reply.status, request.accepts(reply) else {
            throw Failure(words.notKoers(server.description, status: reply.status) + "\n", .server)
        }
        return reply
    }

    private func answer(to request: Request) async throws -> Reply {
        var attempt = 1
        while true {
            let mayRetry = request.idempotencyKey != nil && attempt <= retry.retries
            do {
                let reply = try await attemptOnce(request)
                guard mayRetry, retry.isWorthRetrying(reply, attempt: attempt) else { return reply }
                try await pause(after: attempt, retryAfter: reply.headers["retry-after"])
            } catch let failure as ConnectionFailure {
                guard mayRetry else {
                    throw Failure(words.unreachable(server.description, because: failure) + "\n", .server)
                }
                try await pause(after: attempt, retryAfter: nil)
            }
            attempt += 1
        }
    }

    private func pause(after attempt: Int, retryAfter: String?) async throws {
        let delay = retry.delay(after: attempt, retryAfter: retryAfter)
        Console.current.warn(words.retrying(in: delay.inSeconds) + "\n")
        try await Console.current.pause(delay)
    }

    private func attemptOnce(_ request: Request) async throws -> Reply {
        do {
            let response = try await Self.http.execute(message(of: request), timeout: TimeAmount(timeout))
            let body = try await response.body.collect(upTo: Self.largestAnswer)
            let named = response.headers.map { ($0.name.lowercased(), $0.value) }
            return Reply(
                status: Int(response.status.code),
                headers: Dictionary(named, uniquingKeysWith: { first, _ in first }),
                body: Array(body.readableBytesView)
            )
        } catch let cancellation as CancellationError {
            throw cancellation
        } catch {
            throw ConnectionFailure(error)
        }
    }

    func message(of request: Request) -> HTTPClientRequest {
        var message = HTTPClientRequest(url: server.description + request.target)
        message.method = HTTPMethod(rawValue: request.method)
        message.headers = headers(for: request)
        message.body = request.body.map { .bytes(ByteBuffer(bytes: $0)) }
        return message
    }

    private func headers(for request: Request) -> HTTPHeaders {
        var headers = HTTPHeaders()
        headers.add(name: "Accept-Language", value: words.language.rawValue)
        headers.add(name: "User-Agent", value: "koers")
        if let token { headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let key = request.idempotencyKey { headers.add(name: "Idempotency-Key", value: key) }
        for header in request.headers { headers.replaceOrAdd(name: header.name, value: header.value) }
        return headers
    }

    /// Lives as long as the process: one command is one short conversation.
    static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(5)
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    private static let largestAnswer = 512 * 1024 * 1024
}

extension Duration {
    /// Seconds with one decimal at most, for people.
    fileprivate var inSeconds: String {
        let tenths = components.seconds * 10 + components.attoseconds / 100_000_000_000_000_000
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
