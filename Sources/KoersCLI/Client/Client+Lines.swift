import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension Client {
    /// Sends the request and passes a successful answer on while it comes, in whole lines, at the pace of `write`.
    ///
    /// - Throws: ``Failure`` with the server's problem, a sentence about the connection, or one that says that the
    ///   answer broke off.
    func pass(_ request: Request, to write: ([UInt8]) throws -> Void) async throws {
        try request.checkHeaders()
        let response = try await begin(request)
        let named = response.headers.map { ($0.name.lowercased(), $0.value) }
        var reply = Reply(
            status: Int(response.status.code),
            headers: Dictionary(named, uniquingKeysWith: { first, _ in first }),
            body: []
        )
        guard reply.status == 200, reply.headers["content-type"]?.hasPrefix(MediaTypes.lines) == true else {
            reply.body = Array((try? await response.body.collect(upTo: 1 << 20))?.readableBytesView ?? .init())
            if let refusal = reply.refusal { throw Failure(refusal, on: notes) }
            throw Failure(notes.words.notKoers(server.description, status: reply.status) + "\n", .server)
        }
        var parts = response.body.makeAsyncIterator()
        var begun: [UInt8] = []
        while let part = try await next(of: &parts) {
            begun += part.readableBytesView
            guard let end = begun.lastIndex(of: UInt8(ascii: "\n")) else { continue }
            try write(Array(begun[...end]))
            begun.removeSubrange(...end)
        }
    }

    /// The answer up to its body; how long that takes is the server's.
    private func begin(_ request: Request) async throws -> HTTPClientResponse {
        do {
            return try await Self.http.execute(message(of: request), deadline: .distantFuture)
        } catch let cancellation as CancellationError {
            throw cancellation
        } catch {
            let reason = notes.words.unreachable(server.description, because: ConnectionFailure(error))
            throw Failure(reason + "\n", .server)
        }
    }

    private func next(of parts: inout HTTPClientResponse.Body.AsyncIterator) async throws -> ByteBuffer? {
        do {
            return try await parts.next()
        } catch let cancellation as CancellationError {
            throw cancellation
        } catch {
            throw Failure(notes.words.brokeOff + "\n", .server)
        }
    }
}

enum MediaTypes {
    /// One JSON value a line.
    static let lines = "application/x-ndjson"
}
