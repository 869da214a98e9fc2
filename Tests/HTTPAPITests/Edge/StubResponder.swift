import Foundation
import HTTPTypes
import NIOCore
import NIOPosix
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
        var isReleased = false
        /// Whether the last answer, and the last chunk, were made on the thread of a socket.
        var answersOnLoop = false
        var streamsOnLoop = false
    }

    let seen = Mutex(Seen())

    var requests: [APIRequest] { seen.withLock(\.requests) }
    var answersOnLoop: Bool { seen.withLock(\.answersOnLoop) }
    var streamsOnLoop: Bool { seen.withLock(\.streamsOnLoop) }
    var cancellations: Int { seen.withLock(\.cancellations) }

    /// Lets `/held` be answered.
    func release() { seen.withLock { $0.isReleased = true } }

    /// Runs this inside of each request to come.
    func onRequest(_ body: @escaping @Sendable () -> Void) {
        seen.withLock { $0.onRequest = body }
    }

    func respond(to request: APIRequest) async -> APIResponse {
        let meanwhile = seen.withLock { seen in
            seen.requests.append(request)
            seen.answersOnLoop = isOnEventLoop
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
        case "/held":
            while !seen.withLock(\.isReleased), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
            return text("released")
        case "/large":
            let count = Int(request.query ?? "") ?? 3_000_000
            return APIResponse(status: .ok, body: Array(repeating: UInt8(ascii: "x"), count: count))
        case "/text":
            // As many bytes as the query says, none of which stands where it could stand elsewhere.
            return APIResponse(status: .ok, body: Array(Self.longText.prefix(Int(request.query ?? "") ?? 0)))
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

    /// Half a megabyte. Whoever asks for it makes it beforehand, as the thread of a socket has better to do.
    static let longText = (0..<600_000).map { UInt8(ascii: "!") + UInt8(($0 / 4_096 + $0) % 90) }

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

/// Whether this is the thread of a socket.
var isOnEventLoop: Bool { MultiThreadedEventLoopGroup.currentEventLoop != nil }
