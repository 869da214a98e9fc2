import NIOCore
import NIOHTTP1
import Testing

@testable import HTTPAPI

/// The state of a connection as transcripts: what happened, and the step that follows.
@Suite struct `The state of a connection` {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    private var state = ConnectionState(
        configuration: EdgeConfiguration(host: "", port: 0, apiVersion: nil),
        isOverload: false,
        now: start
    )

    private static func head(_ fields: HTTPHeaders = [:], method: HTTPMethod = .GET) throws -> AcceptedHead {
        var headers: HTTPHeaders = ["Host": "a"]
        headers.add(contentsOf: fields)
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: "/", headers: headers)
        return try AcceptedHead(head, limits: .init())
    }

    private mutating func receive(_ fields: HTTPHeaders = [:], at now: NIODeadline = start) throws -> String {
        state.bytesArrived(now: now)
        _ = state.headArrived(.success(try Self.head(fields)), now: now)
        return name(state.requestEnded(now: now))
    }

    private func name(_ step: ConnectionState.Step) -> String {
        switch step {
        case .nothing: "nothing"
        case .deliver(.request): "deliver"
        case .deliver(.failure(let failure, let request, _)): "\(failure)\(request == nil ? "" : " of a request")"
        case .sendContinue: "continue"
        case .closeOutput: "close output"
        case .close: "close"
        case .cancel: "cancel"
        }
    }

    @Test mutating func `one request is with the task at a time, and reading pauses behind a second`() throws {
        #expect(try receive() == "deliver")
        #expect(state.wantsInput)
        #expect(try receive() == "nothing")
        #expect(!state.wantsInput)
        let closes = state.answerReady(.keepAlive, now: Self.start)
        #expect(!closes)
        #expect(name(state.answerSent(now: Self.start)) == "deliver")
        #expect(state.wantsInput)
    }

    @Test mutating func `the deadlines follow what is awaited`() throws {
        #expect(state.deadline == Self.start + .seconds(75))
        state.bytesArrived(now: Self.start + .seconds(5))
        #expect(state.deadline == Self.start + .seconds(15))
        state.bytesArrived(now: Self.start + .seconds(6))
        #expect(state.deadline == Self.start + .seconds(15))
        _ = state.headArrived(.success(try Self.head()), now: Self.start + .seconds(7))
        #expect(state.deadline == Self.start + .seconds(37))
        _ = state.requestEnded(now: Self.start + .seconds(8))
        #expect(state.deadline == nil)
        _ = state.answerReady(.keepAlive, now: Self.start + .seconds(9))
        #expect(state.deadline == Self.start + .seconds(69))
        _ = state.answerSent(now: Self.start + .seconds(10))
        #expect(state.deadline == Self.start + .seconds(85))
    }

    @Test mutating func `an idle deadline closes, one of a head or body is a failure`() throws {
        var idle = state
        #expect(name(idle.deadlinePassed(now: Self.start)) == "close")
        state.bytesArrived(now: Self.start)
        var inHead = state
        #expect(name(inHead.deadlinePassed(now: Self.start)) == "requestTimeout")
        _ = state.headArrived(.success(try Self.head()), now: Self.start)
        #expect(name(state.deadlinePassed(now: Self.start)) == "requestTimeout of a request")
    }

    @Test mutating func `a refused request is answered, and what follows is thrown away`() throws {
        let head = try Self.head(["Content-Length": "1048577"], method: .POST)
        state.bytesArrived(now: Self.start)
        #expect(name(state.headArrived(.success(head), now: Self.start)) == "payloadTooLarge of a request")
        #expect(!state.parsesInput)
        #expect(!state.wantsInput)
        #expect(name(state.parserFailed(.malformedRequest, now: Self.start)) == "nothing")
        let closes = state.answerReady(.close, now: Self.start)
        #expect(closes)
        #expect(name(state.answerSent(now: Self.start)) == "close output")
        #expect(state.wantsInput)
        #expect(name(state.deadlinePassed(now: Self.start)) == "close")
    }

    @Test mutating func `100 Continue waits for the answer before it`() throws {
        #expect(try receive() == "deliver")
        let head = try Self.head(["Content-Length": "1", "Expect": "100-continue"], method: .POST)
        state.bytesArrived(now: Self.start)
        #expect(name(state.headArrived(.success(head), now: Self.start)) == "nothing")
        _ = state.answerReady(.keepAlive, now: Self.start)
        #expect(name(state.answerSent(now: Self.start)) == "continue")
    }

    @Test mutating func `a client that ended its side is waited for, then cancelled`() throws {
        #expect(try receive() == "deliver")
        #expect(name(state.inputEnded(now: Self.start)) == "nothing")
        #expect(state.deadline == Self.start + .seconds(1))
        #expect(name(state.deadlinePassed(now: Self.start + .seconds(1))) == "cancel")
        let closes = state.answerReady(.keepAlive, now: Self.start)
        #expect(closes)
        #expect(name(state.answerSent(now: Self.start)) == "close")
    }

    @Test mutating func `a stop closes an idle connection soon and lets a busy one finish`() throws {
        var idle = state
        idle.stop(now: Self.start)
        #expect(idle.deadline == Self.start + .milliseconds(250))
        #expect(name(idle.deadlinePassed(now: Self.start)) == "close")
        #expect(try receive() == "deliver")
        #expect(try receive() == "nothing")
        state.stop(now: Self.start)
        #expect(state.deadline == nil)
        let closesFirst = state.answerReady(.keepAlive, now: Self.start)
        #expect(!closesFirst)
        #expect(name(state.answerSent(now: Self.start)) == "deliver")
        let closesLast = state.answerReady(.keepAlive, now: Self.start)
        #expect(closesLast)
        #expect(name(state.answerSent(now: Self.start)) == "close")
    }

    @Test mutating func `a body is gathered up to its limit`() throws {
        state.bytesArrived(now: Self.start)
        _ = state.headArrived(
            .success(try Self.head(["Transfer-Encoding": "chunked"], method: .POST)),
            now: Self.start
        )
        let part = ByteBuffer(repeating: 1, count: 512 * 1024)
        #expect(name(state.bodyArrived(part, now: Self.start)) == "nothing")
        #expect(name(state.bodyArrived(part, now: Self.start)) == "nothing")
        #expect(
            name(state.bodyArrived(ByteBuffer(integer: UInt8(1)), now: Self.start)) == "payloadTooLarge of a request"
        )
    }
}
