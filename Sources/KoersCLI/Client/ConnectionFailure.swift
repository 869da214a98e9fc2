import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

/// Why no answer came.
enum ConnectionFailure: Error, Hashable {
    case refused
    case timedOut
    case closed
    case hostNotFound
    case noRoute
    /// The server's certificate is not one that this machine trusts.
    case untrusted
    /// What the system or the library says, on one line.
    case other(String)

    init(_ error: any Error) {
        self =
            switch error {
            case let error as HTTPClientError: Self.reason(error)
            case let error as NIOConnectionError: Self.reason(error)
            case let error as IOError: Self.reason(error)
            default: Self.reason(described: String(describing: error))
            }
    }

    /// The TLS library tells its reasons only in text.
    private static func reason(described text: String) -> ConnectionFailure {
        text.contains("CERTIFICATE_VERIFY_FAILED") ? .untrusted : .other(TerminalText.line(text))
    }

    private static func reason(_ error: HTTPClientError) -> ConnectionFailure {
        switch error {
        case .connectTimeout, .deadlineExceeded, .readTimeout, .writeTimeout, .tlsHandshakeTimeout: .timedOut
        case .remoteConnectionClosed: .closed
        default: .other(TerminalText.line(error.shortDescription))
        }
    }

    private static func reason(_ error: NIOConnectionError) -> ConnectionFailure {
        error.connectionErrors.first.map { ConnectionFailure($0.error) } ?? .hostNotFound
    }

    private static func reason(_ error: IOError) -> ConnectionFailure {
        switch error.errnoCode {
        case ECONNREFUSED: .refused
        case ECONNRESET, EPIPE: .closed
        case EHOSTUNREACH, ENETUNREACH: .noRoute
        case ETIMEDOUT: .timedOut
        default: .other(TerminalText.line(error.description))
        }
    }
}
