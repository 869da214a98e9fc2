import Domain
import Postgres

/// Why the database did not do what was asked.
package enum StorageError: Error, CustomStringConvertible {
    /// The database is away, starting, full of waiters or too slow; the same request may succeed later.
    case unavailable(String)
    /// Another transaction won; the same request may succeed at once.
    case contention
    /// COMMIT was sent and its answer never came: it may or may not have happened.
    case outcomeUnknown
    /// A unique value is already taken; `member` is its name in the JSON.
    case conflict(member: String)
    /// The cursor is not one of this list in this order.
    case invalidCursor
    /// A value cannot be read as the type of its column.
    case invalidValue
    /// Anything else, for the log only.
    case unexpected(String)

    /// For the operator; `unexpected` names what the database said.
    package var description: String {
        switch self {
        case .unavailable(let sentence): sentence
        case .contention: "Another transaction won; try again."
        case .outcomeUnknown: "The connection broke while committing: it may or may not have happened."
        case .conflict(let member): "The value of \(member) is already taken."
        case .invalidCursor: "The cursor is not one of this list."
        case .invalidValue: "A value does not fit its column."
        case .unexpected(let detail): detail
        }
    }

    init(_ error: PostgresError) {
        self =
            switch (error.kind, error.sqlState) {
            case (.outcomeUnknown, _): .outcomeUnknown
            case (.cancelled, _): .unavailable(error.description)
            // Deadlock, serialisation, and a plan that a migration made stale under the transaction.
            case _ where error.mayRetry: .contention
            case (_, .uniqueViolation?), (_, .exclusionViolation?):
                .conflict(member: Self.member(ofConstraint: error.constraint ?? "", table: error.table ?? ""))
            case (_, .lockNotAvailable?), (_, .queryCanceled?): .unavailable(error.description)
            case (_, let state?) where state.rawValue.hasPrefix("22"): .invalidValue
            default: error.isUnavailable ? .unavailable(error.description) : .unexpected(error.debugDescription)
            }
    }

    /// `programme_code_unique` on `programme` → `code`; the external ids have a table of their own.
    private static func member(ofConstraint constraint: String, table: String) -> String {
        guard table != "external_id" else { return "externalIds" }
        let words = constraint.dropFirst(table.isEmpty ? 0 : table.count + 1).split(separator: "_").dropLast()
        return Resource.member(words.joined(separator: "_"))
    }
}

/// Runs a decoding of rows; a failure is a defect of the statement, not of the request.
func decoded<Result>(_ body: () throws -> Result) throws(StorageError) -> Result {
    do {
        return try body()
    } catch let error as StorageError {
        throw error
    } catch {
        throw .unexpected("\(error)")
    }
}

extension PostgresTimestamp {
    init(_ moment: Moment) {
        self.init(microsecondsSince1970: moment.millisecondsSinceEpoch * 1000)
    }
}

extension Moment {
    init(_ timestamp: PostgresTimestamp) {
        self.init(millisecondsSinceEpoch: timestamp.microsecondsSince1970 / 1000)
    }
}

extension CalendarDate {
    /// PostgreSQL counts from 2000-01-01.
    init(_ date: PostgresDate) {
        self.init(daysSinceEpoch: Int(date.daysSince2000) + 10_957)
    }
}

extension PostgresDate {
    init(_ date: CalendarDate) {
        self.init(daysSince2000: Int32(clamping: date.daysSinceEpoch - 10_957))
    }
}
