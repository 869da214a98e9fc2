import CLibPQ
import Logging

/// Takes the server's notices and warnings to the log.
///
/// The code is logged at debug level; the text, which may quote a value, only at trace level.
final class NoticeSink: Sendable {
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    /// From now on the connection's notices come here; the sink must outlive the connection.
    func attach(to connection: OpaquePointer) {
        _ = PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context, let result, let notice = ServerFailure(result: result) else { return }
                Unmanaged<NoticeSink>.fromOpaque(context).takeUnretainedValue().take(notice)
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    private func take(_ notice: ServerFailure) {
        let code = notice.sqlState.rawValue
        logger.debug(
            "The database sent a notice.",
            metadata: ["severity": "\(notice.severity)", "sqlstate": "\(code)"]
        )
        logger.trace("\(notice.message)", metadata: ["sqlstate": "\(code)"])
    }
}
