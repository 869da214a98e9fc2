import Foundation
import HTTPTypes
import NIOCore
import Synchronization

@testable import HTTPAPI

/// Stands in for the line behind the edge; its paths are what the tests ask for.
final class StubResponder: APIResponder {
    struct Seen: Sendable {
        var requests: [APIRequest] = []
        var cancellations = 0
        /// Chunks of streamed bodies that the client took, and bodies that came to an end of any kind.
        var chunks = 0
        var streamsEnded = 0
        var onRequest: (@Sendable () -> Void)?
    }

    let seen = Mutex(Seen())

    var requests: [APIRequest] { seen.withLock(\.requests) }
    var cancellations: Int { seen.withLock(\.cancellations) }

    /// Runs this inside of each request to come.
    func onRequest(_ body: @escaping @Sendable () -> Void) {
        seen.withLock { $0.onRequest = body }
    }

    func respond(to request: APIRequest) async -> APIResponse {
        let meanwhile = seen.withLock { seen in
            seen.requests.append(request)
            return seen.onRequest
        }
        meanwhile?()
        if request.path.hasPrefix("/stream/") { return streamed(request) }
        switch request.path {
        case "/empty":
            return APIResponse(status: .noContent, body: Array("must not be sent".utf8))
        case "/unchanged":
            return APIResponse(status: .notModified, fields: [.eTag: "\"1\"", .cacheControl: "no-cache"])
        case "/wait":
            // Milliseconds in the query; answers early when cancelled.
            do {
                try await Task.sleep(for: .milliseconds(Int(request.query ?? "") ?? 0))
            } catch {
                seen.withLock { $0.cancellations += 1 }
            }
            return text("waited \(request.query ?? "")")
        case "/large":
            return APIResponse(status: .ok, body: Array(repeating: UInt8(ascii: "x"), count: 3_000_000))
        case "/forge":
            return APIResponse(
                status: .ok,
                fields: [.eTag: "a\r\nForged: yes", .contentLength: "7", .transferEncoding: "chunked", .server: "x"],
                body: Array("ok".utf8)
            )
        default:
            let query = request.query.map { "?\($0)" } ?? ""
            return text("\(request.method) \(request.path)\(query) \(request.body.count)")
        }
    }

    func problem(_ failure: EdgeFailure, for request: APIRequest?) -> APIResponse {
        APIResponse(
            status: failure.status,
            fields: [.contentType: "application/problem+json"],
            body: Array(#"{"status":\#(failure.status.code)}"#.utf8)
        )
    }

    private func text(_ text: String) -> APIResponse {
        APIResponse(
            status: .ok,
            fields: [.contentType: "text/plain"],
            body: Array(text.utf8),
            operationID: "echo"
        )
    }
}
