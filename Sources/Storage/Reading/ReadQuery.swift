import Domain
import Foundation
import Postgres

/// Which members of a resource are shown, and what is expanded under it.
package struct Selection: Hashable, Sendable {
    /// The members asked for, or `nil` for all; the key is always shown.
    package var fields: [String]?
    package var expand: [Expansion]

    package init(fields: [String]? = nil, expand: [Expansion] = []) {
        self.fields = fields
        self.expand = expand
    }

    /// All members and nothing expanded.
    package var isWhole: Bool { fields == nil && expand.isEmpty }
}

/// One condition of a list. Values are texts of the contract; PostgreSQL reads them as the type of their column.
package enum Filter: Hashable, Sendable {
    case anyOf(member: String, [String])
    case atLeast(member: String, String)
    case atMost(member: String, String)
    case externalID(system: String, value: String)
}

/// One key of the order of a list.
package struct SortKey: Hashable, Sendable {
    package let member: String
    package let descending: Bool

    /// Reads `name` or `-name`.
    package init(_ text: String) {
        descending = text.hasPrefix("-")
        member = descending ? String(text.dropFirst()) : text
    }
}

/// What a list is asked for. Member names must be ones that the contract allows; they stand in the SQL.
package struct PageQuery: Hashable, Sendable {
    package var filters: [Filter] = []
    package var search: String?
    package var sort: [SortKey] = []
    package var limit: Int
    package var cursor: Cursor?
    package var countsExactly = false
    package var selection = Selection()
    /// The address of this list up to where its cursor stands: `/v1/programmes?limit=50&cursor=`.
    package var address: String

    package init(limit: Int, address: String) {
        self.limit = limit
        self.address = address
    }
}

/// Parameters of a statement, numbered as they are added. `$1` is always the organisation.
struct Parameters {
    private(set) var values: [PostgresValue]

    init(organisation: UUID) {
        values = [.uuid(organisation)]
    }

    /// Adds a value and answers its placeholder.
    mutating func add(_ value: PostgresValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }
}
