import AsyncHTTPClient
import NIOCore
import NIOPosix

/// No answer came: the reason in a few words.
struct ConnectionFailure: Error {
    var reason: String

    init(_ error: any Error) {
        reason =
            switch error {
            case let error as HTTPClientError: Self.reason(error)
            case let error as NIOConnectionError: Self.reason(error)
            case let error as IOError: Self.reason(error)
            default: TerminalText.line(String(describing: error))
            }
    }

    private static func reason(_ error: HTTPClientError) -> String {
        switch error {
        case .connectTimeout: "connection timed out"
        case .deadlineExceeded, .readTimeout, .requestStreamCancelled: "no answer in time"
        case .remoteConnectionClosed: "connection closed"
        default: TerminalText.line(error.shortDescription)
        }
    }

    private static func reason(_ error: NIOConnectionError) -> String {
        if let cause = error.connectionErrors.first?.error { return ConnectionFailure(cause).reason }
        return "host name not found"
    }

    private static func reason(_ error: IOError) -> String {
        switch error.errnoCode {
        case 104: "connection reset"
        case 111, 61: "connection refused"
        case 113, 65, 101, 51: "no route to host"
        default: TerminalText.line(error.description)
        }
    }
}
