import NIOCore
import NIOPosix
import Testing

@testable import HTTPAPI

@Suite struct `The task of a connection` {
    @Test func `runs on the thread of its socket, also after it has waited elsewhere`() async {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let places = await withTaskExecutorPreference(EventLoopExecutor(eventLoop)) {
            let before = eventLoop.inEventLoop
            let elsewhere = await Task.detached { eventLoop.inEventLoop }.value
            return (before, elsewhere, eventLoop.inEventLoop)
        }
        #expect(places == (true, false, true))
    }

    @Test func `leaves it for a body that is streamed, and comes back`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            for _ in 0..<3 {
                try await client.send(lines: "GET /wait?1 HTTP/1.1", "Host: a")
                _ = try await client.receive()
                #expect(edge.responder.answersOnLoop)
                try await client.send(lines: "GET /stream/lines?3 HTTP/1.1", "Host: a")
                _ = try await client.receiveChunked()
                #expect(!edge.responder.streamsOnLoop)
            }
        }
    }

    @Test func `answers hundreds of requests that came at once, in their order`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            let numbers = 0..<300
            try await client.send(numbers.map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            for number in numbers { #expect(try await client.receive().body == "GET /\(number) 0") }
        }
    }
}

@Suite("A request is answered on the thread of its socket", .koers)
struct BriefRequestTests {
    @Test("where it reads one resource or an ordinary page, and on the pool where it takes longer")
    func places() async throws {
        let koers = try Koers.current
        let programme = try await koers.client.makeProgramme()
        let brief = ["/v1/programmes/\(programme)", "/v1/programmes", "/v1/programmes?limit=100&phase=exploration"]
        let long = [
            "/v1/programmes/\(programme)/goal-tree", "/v1/programmes/\(programme)/dashboard", "/v1/journal/_export",
        ]
        for path in brief + long + brief {
            try await koers.client.get(path).expect(200)
            #expect(koers.clock.wasAskedOnLoop == brief.contains(path), "\(path)")
        }
        _ = try await koers.client.make("teams", Body.team)
        #expect(!koers.clock.wasAskedOnLoop)
    }
}
