import HTTPTypes
import NIOCore

/// One connection as a value: what has been read, what is being answered, and until when. It does no I/O: the handler
/// tells it what happened and takes the step that it returns.
struct ConnectionState {
    /// What the handler does next.
    enum Step {
        case nothing
        /// Hand the event to the task of this connection; exactly one is with it at a time.
        case deliver(EdgeEvent)
        /// Write `100 Continue`.
        case sendContinue
        /// Close the sending side; what still arrives is thrown away.
        case closeOutput
        case close
        /// The client went away: cancel the task of this connection.
        case cancel
    }

    private enum Input {
        /// Nothing of a next request has been read.
        case idle
        case head
        case body(AcceptedHead)
        /// The last request has been read; what follows is not.
        case ended
        /// Reading stopped inside a request that is being refused.
        case refused
    }

    private enum Output {
        case free
        case answering
        case sending(closes: Bool)
        /// Part of a body is out, and more is to come.
        case streaming(closes: Bool)
        case lingering
        case closed
    }

    private let limits: EdgeConfiguration.Limits
    private let deadlines: EdgeConfiguration.Deadlines
    private let isOverload: Bool
    private var input = Input.idle
    private var output = Output.free
    private var body = ByteBuffer()
    private var waiting = CircularBuffer<EdgeEvent>(initialCapacity: 0)
    private var owesContinue = false
    private var clientEnded = false
    private var clientIsGone = false
    private var isStopping = false

    /// When `deadlinePassed` is due; nil while nothing is.
    private(set) var deadline: NIODeadline?

    /// - Parameter isOverload: this connection is above the limit: its first request is answered 503.
    init(configuration: EdgeConfiguration, isOverload: Bool, now: NIODeadline) {
        limits = configuration.limits
        deadlines = configuration.deadlines
        self.isOverload = isOverload
        deadline = now + deadlines.idle
    }

    // MARK: - Read

    /// Whether the socket is to be read: not while requests are waiting, nor behind one that is refused.
    var wantsInput: Bool {
        switch (input, output) {
        case (.refused, .lingering): true
        case (.refused, _), (.ended, _): false
        case (.idle, _), (.head, _), (.body, _): waiting.isEmpty
        }
    }

    /// Whether bytes still mean something to the parser.
    var parsesInput: Bool {
        switch input {
        case .idle, .head, .body: true
        case .ended, .refused: false
        }
    }

    /// Whether the next byte is the first of a request.
    var isBetweenRequests: Bool {
        if case .idle = input { true } else { false }
    }

    /// Bytes came. The first part of a head that came in one read with the end of the request before it is not told
    /// apart from that end, so that a client which then stays silent is closed as an idle one.
    mutating func bytesArrived(now: NIODeadline) {
        guard case .idle = input else { return }
        input = .head
        if case .free = output { deadline = now + deadlines.head }
    }

    mutating func headArrived(_ result: Result<AcceptedHead, EdgeFailure>, now: NIODeadline) -> Step {
        guard parsesInput else { return .nothing }
        let head: AcceptedHead
        switch result {
        case .failure(let failure): return refuse(failure, now: now)
        case .success(let accepted): head = accepted
        }
        input = .body(head)
        if isOverload { return refuse(.unavailable, now: now) }
        if let length = head.announcedLength, length > limits.body(of: head.target) {
            return refuse(.payloadTooLarge, now: now)
        }
        guard case .free = output else {
            owesContinue = head.expectsContinue
            return .nothing
        }
        deadline = now + deadlines.body
        return head.expectsContinue ? .sendContinue : .nothing
    }

    mutating func bodyArrived(_ part: ByteBuffer, now: NIODeadline) -> Step {
        guard case .body(let head) = input else { return .nothing }
        owesContinue = false
        guard body.readableBytes + part.readableBytes <= limits.body(of: head.target) else {
            return refuse(.payloadTooLarge, now: now)
        }
        if body.readableBytes == 0 { body = part } else { body.writeImmutableBuffer(part) }
        return .nothing
    }

    mutating func requestEnded(now: NIODeadline) -> Step {
        guard case .body(let head) = input else { return .nothing }
        let request = APIRequest(head, body: Array(body.readableBytesView))
        body = ByteBuffer()
        owesContinue = false
        if case .close = head.persistence { input = .ended } else { input = .idle }
        return enqueue(
            .request(request, persistence: head.persistence, takesChunks: head.takesChunks, since: now)
        )
    }

    /// The bytes are no HTTP, or the parser's own limits were passed.
    mutating func parserFailed(_ failure: EdgeFailure, now: NIODeadline) -> Step {
        guard parsesInput else { return .nothing }
        return refuse(failure, now: now)
    }

    /// The client will send no more. It may be waiting for its answer, or gone: that cannot be told apart.
    mutating func inputEnded(now: NIODeadline) -> Step {
        clientEnded = true
        switch output {
        case .free, .lingering:
            return close()
        case .answering:
            deadline = now + deadlines.halfClosed
            return .nothing
        case .sending, .streaming, .closed:
            return .nothing
        }
    }

    // MARK: - Written

    /// An answer is about to be written.
    /// - Returns: whether the connection ends with it, which the answer must say.
    mutating func answerReady(_ persistence: Persistence, now: NIODeadline) -> Bool {
        let closes = persistence == .close || isLast || clientIsGone
        output = .sending(closes: closes)
        deadline = now + deadlines.response
        return closes
    }

    /// A body is about to be written in chunks.
    /// - Parameter isDelimited: the body ends with a mark of its own, rather than with the connection.
    /// - Returns: whether the connection ends with it, which the answer must say.
    mutating func streamBegins(_ persistence: Persistence, isDelimited: Bool, now: NIODeadline) -> Bool {
        let closes = persistence == .close || !isDelimited || isLast || clientIsGone
        output = .streaming(closes: closes)
        deadline = nil
        return closes
    }

    /// A chunk is about to be written: the client has `Deadlines.response` to take it.
    mutating func chunkReady(now: NIODeadline) {
        guard case .streaming = output else { return }
        deadline = now + deadlines.response
    }

    /// The socket has taken the chunk; the next is still to be made.
    mutating func chunkTaken() {
        guard case .streaming = output else { return }
        deadline = nil
    }

    /// The end of the body is about to be written; `answerSent` follows.
    mutating func streamEnds(now: NIODeadline) {
        guard case .streaming(let closes) = output else { return }
        output = .sending(closes: closes)
        deadline = now + deadlines.response
    }

    /// The rest of the body cannot be made.
    mutating func streamFailed() -> Step {
        guard case .streaming = output else { return .nothing }
        return close()
    }

    private var isLast: Bool { waiting.isEmpty && (isStopping || clientEnded) && !isInsideRequest }

    /// The socket has taken the whole answer.
    mutating func answerSent(now: NIODeadline) -> Step {
        guard case .sending(let closes) = output else { return .nothing }
        if closes {
            guard case .refused = input, !clientEnded else { return close() }
            output = .lingering
            deadline = now + deadlines.linger
            return .closeOutput
        }
        if let next = waiting.popFirst() {
            output = .answering
            deadline = clientEnded ? now + deadlines.halfClosed : nil
            return .deliver(next)
        }
        guard !clientEnded else { return close() }
        output = .free
        switch input {
        case .idle:
            deadline = now + (isStopping ? deadlines.idleAtStop : deadlines.idle)
        case .head:
            deadline = now + deadlines.head
        case .body:
            deadline = now + deadlines.body
            if owesContinue {
                owesContinue = false
                return .sendContinue
            }
        case .ended, .refused:
            return close()
        }
        return .nothing
    }

    // MARK: - Time

    mutating func deadlinePassed(now: NIODeadline) -> Step {
        deadline = nil
        switch output {
        case .free:
            switch input {
            case .head, .body: return refuse(.requestTimeout, now: now)
            case .idle, .ended, .refused: return close()
            }
        case .answering:
            clientIsGone = true
            return .cancel
        case .sending, .streaming, .lingering:
            return close()
        case .closed:
            return .nothing
        }
    }

    /// The server stops: what is being read or answered is finished, and an idle connection is closed after a moment,
    /// in which a request that is on its way still arrives and is answered.
    mutating func stop(now: NIODeadline) {
        isStopping = true
        if case .free = output, case .idle = input { deadline = now + deadlines.idleAtStop }
    }

    // MARK: - Steps

    private var isInsideRequest: Bool {
        switch input {
        case .head, .body: true
        case .idle, .ended, .refused: false
        }
    }

    private mutating func enqueue(_ event: EdgeEvent) -> Step {
        guard case .free = output else {
            waiting.append(event)
            return .nothing
        }
        output = .answering
        deadline = nil
        return .deliver(event)
    }

    private mutating func refuse(_ failure: EdgeFailure, now: NIODeadline) -> Step {
        var request: APIRequest?
        if case .body(let head) = input { request = APIRequest(head, body: []) }
        input = .refused
        body = ByteBuffer()
        return enqueue(.failure(failure, request, since: now))
    }

    private mutating func close() -> Step {
        output = .closed
        deadline = nil
        return .close
    }
}

extension APIRequest {
    fileprivate init(_ head: AcceptedHead, body: [UInt8]) {
        self.init(
            id: RequestID.make(),
            method: head.method,
            path: head.target.path,
            query: head.target.query,
            authority: head.authority,
            fields: head.fields,
            body: body,
            trace: head.fields[.traceparent].flatMap(TraceContext.init(traceparent:))
        )
    }
}
