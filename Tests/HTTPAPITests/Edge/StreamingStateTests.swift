import NIOCore
import NIOHTTP1
import Testing

@testable import HTTPAPI

/// A streamed body as transcripts of the state of its connection.
@Suite struct `The state of a connection that streams` {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    private var state = ConnectionState(
        configuration: EdgeConfiguration(host: "", port: 0, apiVersion: nil),
        isOverload: false,
        now: start
    )

    private mutating func receive() throws -> ConnectionState.Step {
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: ["Host": "a"])
        state.bytesArrived(now: Self.start)
        _ = state.headArrived(.success(try AcceptedHead(head, limits: .init())), now: Self.start)
        return state.requestEnded(now: Self.start)
    }

    private func isClose(_ step: ConnectionState.Step) -> Bool {
        if case .close = step { true } else { false }
    }

    @Test mutating func `each chunk has its own deadline, and making one has none`() throws {
        _ = try receive()
        let closes = state.streamBegins(.keepAlive, isDelimited: true, now: Self.start)
        #expect(!closes)
        #expect(state.deadline == nil)
        state.chunkReady(now: Self.start)
        #expect(state.deadline == Self.start + .seconds(60))
        state.chunkTaken()
        #expect(state.deadline == nil)
        state.chunkReady(now: Self.start + .seconds(100))
        #expect(state.deadline == Self.start + .seconds(160))
        #expect(isClose(state.deadlinePassed(now: Self.start + .seconds(160))))
    }

    @Test mutating func `the next request is delivered after the end of the body`() throws {
        _ = try receive()
        _ = try receive()
        #expect(!state.wantsInput)
        _ = state.streamBegins(.keepAlive, isDelimited: true, now: Self.start)
        state.chunkReady(now: Self.start)
        state.chunkTaken()
        state.streamEnds(now: Self.start)
        #expect(state.deadline == Self.start + .seconds(60))
        guard case .deliver = state.answerSent(now: Self.start) else {
            Issue.record("the second request was not delivered")
            return
        }
    }

    @Test mutating func `a body without an end of its own ends the connection`() throws {
        _ = try receive()
        let closes = state.streamBegins(.keepAliveOnDemand, isDelimited: false, now: Self.start)
        #expect(closes)
        state.streamEnds(now: Self.start)
        #expect(isClose(state.answerSent(now: Self.start)))
    }

    @Test mutating func `a client that ended its side is served to the end of the body`() throws {
        _ = try receive()
        _ = state.streamBegins(.keepAlive, isDelimited: true, now: Self.start)
        guard case .nothing = state.inputEnded(now: Self.start) else {
            Issue.record("the body was given up")
            return
        }
        #expect(state.deadline == nil)
        state.streamEnds(now: Self.start)
        #expect(isClose(state.answerSent(now: Self.start)))
    }

    @Test mutating func `what fails in the middle closes, and nothing more is written`() throws {
        _ = try receive()
        _ = state.streamBegins(.keepAlive, isDelimited: true, now: Self.start)
        #expect(isClose(state.streamFailed()))
        #expect(state.deadline == nil)
        guard case .nothing = state.streamFailed() else {
            Issue.record("closed twice")
            return
        }
    }

    @Test mutating func `a stop lets the body come to its end, and then closes an idle connection`() throws {
        _ = try receive()
        _ = state.streamBegins(.keepAlive, isDelimited: true, now: Self.start)
        state.stop(now: Self.start)
        #expect(state.deadline == nil)
        state.streamEnds(now: Self.start)
        _ = state.answerSent(now: Self.start)
        #expect(state.deadline == Self.start + .milliseconds(250))
    }
}
