import Domain
import Foundation
import Postgres

/// A question about facts: statements that are sent together with others in one batch, and how their answers read.
///
/// In a command the rows are locked, so that what a rule saw still holds when its effects are written; in an inquiry
/// they are only read.
package struct FactQuery<Facts: Sendable>: Sendable {
    let parts: [FactStatement]
    let decode: @Sendable ([Rows]) throws -> Facts

    init(parts: [FactStatement], decode: @escaping @Sendable ([Rows]) throws -> Facts) {
        self.parts = parts
        self.decode = decode
    }

    /// A question of one statement.
    init(
        _ name: String,
        _ sql: String,
        lock: String = "",
        _ parameters: [PostgresValue] = [],
        decode: @escaping @Sendable (Rows) throws -> Facts
    ) {
        self.init(parts: [FactStatement(name: name, sql: sql, lock: lock, parameters: parameters)]) {
            try decode($0[0])
        }
    }

    /// Two questions as one.
    package func and<Other>(_ other: FactQuery<Other>) -> FactQuery<(Facts, Other)> {
        FactQuery<(Facts, Other)>(parts: parts + other.parts) { [decode, count = parts.count] rows in
            (try decode(Array(rows.prefix(count))), try other.decode(Array(rows.dropFirst(count))))
        }
    }

    func statements(in tenant: Tenant, locking: Bool) -> [Statement] {
        parts.map { part in
            Statement(
                part.name,
                locking && !part.lock.isEmpty ? "\(part.sql) \(part.lock)" : part.sql,
                [.uuid(tenant.organisationID)] + part.parameters
            )
        }
    }
}

/// One statement of a question; `lock` is appended when it is asked inside a command, such as `FOR SHARE OF c`.
struct FactStatement: Sendable {
    let name: String
    let sql: String
    let lock: String
    /// The values from `$2` on; `$1` is the organisation.
    let parameters: [PostgresValue]
}

extension FactQuery where Facts == Void {
    /// No question: the command needs no facts beyond its subject.
    package static var none: FactQuery<Void> { FactQuery(parts: []) { _ in } }
}
