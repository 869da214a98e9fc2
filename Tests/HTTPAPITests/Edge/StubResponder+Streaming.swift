import HTTPTypes
import NIOCore
import Synchronization

@testable import HTTPAPI

/// Bodies that are made while they are sent.
extension StubResponder {
    struct Broken: Error {}

    var chunks: Int { seen.withLock(\.chunks) }
    var streamsEnded: Int { seen.withLock(\.streamsEnded) }

    /// `/stream/lines?3`, `/stream/slow?3`, `/stream/endless`, `/stream/broken?3`, `/stream/refused`.
    func streamed(_ request: APIRequest) -> APIResponse {
        let count = Int(request.query ?? "") ?? 0
        let path = request.path
        var response = APIResponse(status: .ok, fields: [.contentType: "text/plain"], operationID: "stream")
        response.stream = BodyStream { [self] writer in
            defer { seen.withLock { $0.streamsEnded += 1 } }
            switch path {
            case "/stream/endless":
                while true { try await take(String(repeating: "x", count: 524_288), &writer) }
            case "/stream/refused":
                throw Broken()
            default:
                for number in 0..<count {
                    if path == "/stream/slow" { try await Task.sleep(for: .milliseconds(200)) }
                    try await take("line \(number)\n", &writer)
                }
                if path == "/stream/broken" { throw Broken() }
            }
        }
        response.stream?.refusal = { _ in
            APIResponse(status: .serviceUnavailable, fields: [.retryAfter: "1"], body: Array("later".utf8))
        }
        return response
    }

    private func take(_ text: String, _ writer: inout BodyWriter) async throws {
        try await writer.write(ByteBuffer(string: text))
        seen.withLock {
            $0.chunks += 1
            $0.streamsOnLoop = isOnEventLoop
        }
    }
}
