extension SQLState {
    /// What happened, in words that are safe to show to anyone.
    var sentence: String {
        switch self {
        case .uniqueViolation: "The value exists already where it must be unique."
        case .foreignKeyViolation: "The record refers to another record that does not exist, or is referred to."
        case .checkViolation: "A value breaks a rule that the database guards."
        case .exclusionViolation: "The record overlaps another one where that is not allowed."
        case .notNullViolation: "A required value is missing."
        case .serializationFailure, .deadlockDetected: "Another transaction got in the way; try again."
        case .lockNotAvailable: "Another transaction holds the record; try again."
        case .queryCanceled: "The statement was stopped because it took too long or was cancelled."
        case .adminShutdown, .crashShutdown: "The database is being stopped."
        case .cannotConnectNow: "The database is starting or stopping and accepts no one yet."
        case .tooManyConnections: "The database has no room for another connection."
        case .diskFull: "The disk of the database is full: make room, nothing was written."
        case .readOnlySqlTransaction:
            "The database accepts no changes on this connection: it is a standby or set to read-only."
        case .insufficientPrivilege: "The database role lacks the privilege for this."
        case .characterNotInRepertoire: "A text contains a character that the database cannot hold."
        case .idleInTransactionSessionTimeout: "The transaction stood still for too long, so the database ended it."
        case .inFailedSqlTransaction: "The transaction had failed before; nothing of it was kept."
        default:
            switch errorClass {
            case "08": "A part of the database cannot be reached."
            case "22": "A value does not have the form that the database expects."
            case "53": "The database has no resources left for this."
            default: "The database refused the statement."
            }
        }
    }
}
