package import Domain
package import Foundation
import Postgres

/// Inside which organisation, at which moment and in which language the database is asked.
package struct Tenant: Hashable, Sendable {
    package let organisationID: UUID
    package let moment: Moment
    package let language: Language

    package init(organisationID: UUID, moment: Moment, language: Language = .dutch) {
        self.organisationID = organisationID
        self.moment = moment
        self.language = language
    }

    /// The same at another moment.
    func at(_ moment: Moment) -> Tenant {
        Tenant(organisationID: organisationID, moment: moment, language: language)
    }
}

/// How a session enters a tenant: on one PostgreSQL by settings of the implicit transaction of a pipeline, on a
/// distributed one only inside an explicit transaction, because `set_config` does not reach its workers.
enum Topology: Sendable {
    case single
    case distributed

    /// A read inside a tenant, as one batch.
    ///
    /// - Parameter isBrief: whether it takes microseconds. Then it may share a Sync with others, because each of them enters
    ///   its own tenant first.
    func read(_ statements: [Statement], in tenant: Tenant, isBrief: Bool = false) -> Batch {
        switch self {
        case .single:
            Batch(entering(tenant) + statements, sharesSync: isBrief)
        case .distributed:
            Batch([.begin] + entering(tenant) + statements + [.commit])
        }
    }

    /// Enters the tenant for what follows in the same transaction.
    func entering(_ tenant: Tenant) -> [Statement] {
        switch self {
        case .single:
            [Self.set.with(Self.settings(tenant))]
        case .distributed:
            [Self.enter(tenant), Self.speak(tenant.language)]
        }
    }

    /// Begins a change inside a tenant. Its statements ask for what is named by its id, so PostgreSQL need not plan them
    /// anew for each id.
    func beginning(_ tenant: Tenant) -> [Statement] {
        switch self {
        case .single: [.begin, Self.setForChange.with(Self.settings(tenant))]
        case .distributed: [.begin, Self.enter(tenant)]
        }
    }

    /// The results of the statements that were given to `read`.
    func results(_ all: [Rows]) -> ArraySlice<Rows> {
        switch self {
        case .single: all.dropFirst()
        case .distributed: all.dropFirst(3).dropLast()
        }
    }

    private static func settings(_ tenant: Tenant) -> [PostgresValue] {
        [.text(tenant.organisationID.lowercased), .text(tenant.moment.rfc3339), .text(tenant.language.rawValue)]
    }

    private static let set = blank("")
    private static let setForChange = blank(", set_config('plan_cache_mode', 'force_generic_plan', true)")

    /// Enters a tenant for the rest of the transaction.
    private static func blank(_ more: String) -> Statement {
        Statement(
            "enter tenant",
            """
            SELECT set_config('koers.organisation_id', $1, true), set_config('koers.moment', $2, true), \
            set_config('koers.language', $3, true)\(more)
            """,
            [.text(nil), .text(nil), .text(nil)]
        )
    }

    /// Enters the tenant for the rest of an explicit transaction.
    static func enter(_ tenant: Tenant) -> Statement {
        Statement(
            "enter tenant",
            "SELECT koers.enter($1, $2)",
            [.uuid(tenant.organisationID), .timestamptz(PostgresTimestamp(tenant.moment))]
        )
    }

    private static func speak(_ language: Language) -> Statement {
        switch language {
        case .dutch: Statement("speak Dutch", "SET LOCAL koers.language = 'nl'")
        case .english: Statement("speak English", "SET LOCAL koers.language = 'en'")
        }
    }
}
