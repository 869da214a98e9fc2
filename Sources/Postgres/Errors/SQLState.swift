/// A five-character error code of the SQL standard and PostgreSQL (Appendix A of its manual).
package struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }

    /// The first two characters: a group of errors with one cause.
    package var errorClass: Substring { rawValue.prefix(2) }

    package static let connectionException = SQLState(rawValue: "08000")
    package static let connectionFailure = SQLState(rawValue: "08006")
    package static let featureNotSupported = SQLState(rawValue: "0A000")
    package static let characterNotInRepertoire = SQLState(rawValue: "22021")
    package static let invalidTextRepresentation = SQLState(rawValue: "22P02")
    package static let notNullViolation = SQLState(rawValue: "23502")
    package static let foreignKeyViolation = SQLState(rawValue: "23503")
    package static let uniqueViolation = SQLState(rawValue: "23505")
    package static let checkViolation = SQLState(rawValue: "23514")
    package static let exclusionViolation = SQLState(rawValue: "23P01")
    package static let readOnlySqlTransaction = SQLState(rawValue: "25006")
    package static let inFailedSqlTransaction = SQLState(rawValue: "25P02")
    package static let idleInTransactionSessionTimeout = SQLState(rawValue: "25P03")
    package static let invalidSqlStatementName = SQLState(rawValue: "26000")
    package static let invalidAuthorization = SQLState(rawValue: "28000")
    package static let invalidPassword = SQLState(rawValue: "28P01")
    package static let invalidCatalogName = SQLState(rawValue: "3D000")
    package static let serializationFailure = SQLState(rawValue: "40001")
    package static let statementCompletionUnknown = SQLState(rawValue: "40003")
    package static let deadlockDetected = SQLState(rawValue: "40P01")
    package static let insufficientPrivilege = SQLState(rawValue: "42501")
    package static let syntaxError = SQLState(rawValue: "42601")
    package static let undefinedTable = SQLState(rawValue: "42P01")
    package static let diskFull = SQLState(rawValue: "53100")
    package static let tooManyConnections = SQLState(rawValue: "53300")
    package static let lockNotAvailable = SQLState(rawValue: "55P03")
    package static let queryCanceled = SQLState(rawValue: "57014")
    package static let adminShutdown = SQLState(rawValue: "57P01")
    package static let crashShutdown = SQLState(rawValue: "57P02")
    package static let cannotConnectNow = SQLState(rawValue: "57P03")
    package static let internalError = SQLState(rawValue: "XX000")
}

extension SQLState {
    /// The server, or the part of it that holds the data, cannot answer now; asking later may help.
    var saysUnavailable: Bool {
        switch errorClass {
        case "08", "53": true
        default: [.adminShutdown, .crashShutdown, .cannotConnectNow].contains(self)
        }
    }

    /// On a COMMIT: the server could not say whether it happened.
    var leavesCommitUnknown: Bool {
        switch errorClass {
        case "08", "57", "58", "XX": true
        default: self == .statementCompletionUnknown
        }
    }
}
