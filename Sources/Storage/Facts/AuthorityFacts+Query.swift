package import Domain
package import Foundation
import Postgres

/// What authority is asked about, in the words of SQL: `$1` is the organisation, from `$2` on come the parameters, and the
/// last one is the person who asks.
package struct AuthorityTerms: Sendable {
    /// Whether the mandate `m` may carry what is asked.
    let power: String
    /// The named mandate.
    let mandate: String
    /// Which mandates an outcome rests on, and so are locked: the named one with all above it, or every one.
    let rests: Rests
    let partner: String
    /// Whether the decision `d` is one of the same in parts.
    let isSame: String
    let day: String
    let parameters: [PostgresValue]

    enum Rests: Sendable { case onChain, onAll }

    /// What a decision is about. `$2` is its id.
    package static func ofDecision(_ id: UUID?) -> AuthorityTerms {
        func of(_ column: String) -> String {
            "(SELECT x.\(column) FROM koers.decision x WHERE x.organisation_id = $1 AND x.id = $2)"
        }
        return AuthorityTerms(
            power: "\(of("kind")) = ANY(m.powers)",
            mandate: of("mandate_id"),
            rests: .onChain,
            partner: of("partner_id"),
            isSame: """
                d.id <> $2 AND d.kind = \(of("kind")) AND d.subject_key = \(of("subject_key")) \
                AND d.partner_id IS NOT DISTINCT FROM \(of("partner_id"))
                """,
            day: "koers.today()",
            parameters: [.uuid(id)]
        )
    }

    /// What someone asks.
    package static func ofQuestion(_ question: AuthorityQuestion, on day: CalendarDate) -> AuthorityTerms {
        AuthorityTerms(
            power: "$2::text = ANY(m.powers)",
            mandate: "NULL::uuid",
            rests: .onChain,
            partner: "$3::uuid",
            isSame: """
                d.kind = $2 AND d.subject_key = koers.text_key($4::text) AND d.partner_id IS NOT DISTINCT FROM $3::uuid
                """,
            day: "$5::date",
            parameters: [
                .text(question.kind.rawValue), .uuid(question.partnerID), .text(question.subject),
                .date(PostgresDate(day)),
            ]
        )
    }

    /// What a programme wants to decide: any of its own kinds. `$2` is the programme.
    package static func ofProgramme(_ id: UUID?) -> AuthorityTerms {
        AuthorityTerms(
            power:
                "m.powers && (SELECT p.decision_kinds FROM koers.programme p WHERE p.organisation_id = $1 AND p.id = $2)",
            mandate: "NULL::uuid",
            rests: .onAll,
            partner: "NULL::uuid",
            isSame: "d.id = $2",
            day: "koers.today()",
            parameters: [.uuid(id)]
        )
    }

    /// The mandates that may matter: those that carry the power on the day, and the named one with all above it.
    fileprivate var mandates: String {
        """
        SELECT m.id FROM koers.mandate m WHERE m.organisation_id = $1 AND m.status <> 'draft' AND \(power) \
        AND m.from_date <= \(day) AND (m.until_date IS NULL OR m.until_date >= \(day)) \
        AND (m.revoked_at IS NULL OR m.revoked_at >= koers.midnight(\(day) + 1)) UNION (\(chain))
        """
    }

    fileprivate var locked: String {
        switch rests {
        case .onChain: chain
        case .onAll: mandates
        }
    }

    private var chain: String { MandateFacts.chain(from: "c.id = \(mandate)") }

    /// The roles that these went to.
    fileprivate var roles: String {
        """
        SELECT m.mandatary_role_id FROM koers.mandate m WHERE m.organisation_id = $1 AND m.id IN (\(mandates))
        """
    }
}

extension FactQuery where Facts == AuthorityFacts? {
    /// Everything that tells who may decide what a programme wants to decide.
    static func authority(ofProgramme id: UUID) -> FactQuery {
        let authority = FactQuery<AuthorityFacts>.authority(.ofProgramme(id), askedBy: nil)
        return FactQuery(parts: authority.parts, decode: authority.decode)
    }

    /// No question: the step asks for nobody's authority.
    static func ofNobody() -> FactQuery { FactQuery(parts: []) { _ in nil } }
}

extension FactQuery where Facts == AuthorityFacts {
    /// Everything that tells who may decide what is asked.
    ///
    /// - Parameter person: Whose own row is locked as well, so that it still acts for its body when the effects are
    ///   written.
    package static func authority(_ terms: AuthorityTerms, askedBy person: UUID?) -> FactQuery {
        let locks = Self.locks(terms, person)
        let reads = [
            statement("mandates that may matter", terms, mandates(terms), person),
            statement("roles with a mandate", terms, roles(terms), person),
            statement("persons with authority", terms, persons(terms), person),
            statement("the same in parts", terms, earlier(terms), person),
            statement("window and day", terms, window(terms), person),
        ]
        return FactQuery(parts: locks + reads) { [count = locks.count] results in
            let rows = Array(results.dropFirst(count))
            return AuthorityFacts(
                mandates: try rows[0].map { try MandateFacts($0) },
                roles: try rows[1].map { try RoleHolding($0) },
                persons: try rows[2].map { try ActorFacts($0) },
                earlier: try rows[3].map {
                    EarlierDecision(id: try $0.decode(0), name: try $0.decode(1), amountCents: try $0.decode(2))
                },
                windowDays: try rows[4][0].decode(0),
                day: CalendarDate(try rows[4][0].decode(1, as: PostgresDate.self))
            )
        }
    }

    /// What is locked before anything of it is read: each in its own statement, so that what is read afterwards is what
    /// was locked. The partner first, under which decisions in parts are added up one after another.
    private static func locks(_ terms: AuthorityTerms, _ person: UUID?) -> [FactStatement] {
        let role =
            "(SELECT m.mandatary_role_id FROM koers.mandate m WHERE m.organisation_id = $1 AND m.id = \(terms.mandate))"
        return [
            statement(
                "partner of the decision",
                terms,
                "SELECT 1 FROM koers.partner r WHERE r.organisation_id = $1 AND r.id = \(terms.partner)",
                person,
                lock: "FOR NO KEY UPDATE OF r"
            ),
            statement(
                "chain of mandates",
                terms,
                """
                SELECT 1 FROM koers.mandate m WHERE m.organisation_id = $1 AND m.id IN (\(terms.locked)) ORDER BY m.id
                """,
                person,
                lock: "FOR SHARE OF m"
            ),
            statement(
                "role of the mandatary",
                terms,
                "SELECT 1 FROM koers.role r WHERE r.organisation_id = $1 AND r.id = \(role)",
                person,
                lock: "FOR SHARE OF r"
            ),
            statement(
                "assignments of the mandatary",
                terms,
                """
                SELECT 1 FROM koers.assignment a WHERE a.organisation_id = $1 AND a.role_id = \(role) \
                AND a.status = 'active' ORDER BY a.id
                """,
                person,
                lock: "FOR SHARE OF a"
            ),
            FactStatement(
                name: "person who decides",
                sql: "SELECT 1 FROM koers.person r WHERE r.organisation_id = $1 AND r.id = $2",
                lock: "FOR SHARE OF r",
                parameters: [.uuid(person)]
            ),
        ]
    }

    private static func statement(
        _ name: String,
        _ terms: AuthorityTerms,
        _ sql: String,
        _ person: UUID?,
        lock: String = ""
    ) -> FactStatement {
        FactStatement(name: name, sql: sql, lock: lock, parameters: terms.parameters + [.uuid(person)])
    }

    private static func mandates(_ terms: AuthorityTerms) -> String {
        """
        SELECT \(MandateFacts.columns) FROM koers.mandate m WHERE m.organisation_id = $1 AND m.id IN (\(terms.mandates)) \
        ORDER BY m.id
        """
    }

    private static func roles(_ terms: AuthorityTerms) -> String {
        """
        SELECT \(RoleHolding.columns(on: terms.day)) WHERE r.organisation_id = $1 AND r.id IN (\(terms.roles)) ORDER BY r.id
        """
    }

    /// Whoever acts for a body, everyone whom the mandates are given to, and the one who asks. The mandates are looked
    /// for once, in `given`, and not once for each way that leads to a person.
    private static func persons(_ terms: AuthorityTerms) -> String {
        """
        WITH given AS MATERIALIZED (SELECT m.mandatary_person_id AS person_id, m.mandatary_role_id AS role_id \
        FROM koers.mandate m WHERE m.organisation_id = $1 AND m.id IN (\(terms.mandates))) \
        SELECT p.id, p.display_name, p.active, p.acts_for FROM koers.person p WHERE p.organisation_id = $1 AND p.id IN \
        (SELECT b.id FROM koers.person b WHERE b.organisation_id = $1 AND b.acts UNION SELECT g.person_id FROM given g \
        UNION SELECT r.deputy_person_id FROM koers.role r WHERE r.organisation_id = $1 \
        AND r.id IN (SELECT g.role_id FROM given g) \
        UNION SELECT a.person_id FROM koers.assignment a WHERE a.organisation_id = $1 AND \(RoleTenure.isHeld(on: terms.day)) \
        AND a.role_id IN (SELECT g.role_id FROM given g) \
        UNION SELECT $\(terms.parameters.count + 2)::uuid) ORDER BY p.display_name, p.id
        """
    }

    private static func earlier(_ terms: AuthorityTerms) -> String {
        """
        SELECT d.id, coalesce(d.code, d.subject), d.amount_cents FROM koers.decision d JOIN koers.organisation o \
        ON o.organisation_id = $1 WHERE d.organisation_id = $1 AND d.status IN ('proposed', 'taken') \
        AND d.amount_cents IS NOT NULL AND d.ratifies_id IS NULL AND \(terms.isSame) \
        AND CASE WHEN d.taken_at IS NULL THEN d.proposed_at ELSE d.taken_at END \
        >= koers.midnight(\(terms.day) - o.splitting_window_days::integer) ORDER BY d.id
        """
    }

    private static func window(_ terms: AuthorityTerms) -> String {
        """
        SELECT o.splitting_window_days, \(terms.day) FROM koers.organisation o WHERE o.organisation_id = $1
        """
    }
}

extension RoleHolding {
    /// What these facts are read from: the role `r`, with the assignment `a` of whoever holds it on the day.
    static func columns(on day: String) -> String {
        """
        r.id, r.name, a.person_id, r.deputy_person_id FROM koers.role r LEFT JOIN koers.assignment a \
        ON a.organisation_id = $1 AND a.role_id = r.id AND \(RoleTenure.isHeld(on: day))
        """
    }

    /// Reads a role, its name, its holder and its deputy.
    init(_ row: Row) throws {
        self.init(
            id: try row.decode(0),
            name: try row.decode(1),
            holderID: try row.decodeIfPresent(2),
            deputyID: try row.decodeIfPresent(3)
        )
    }
}

extension ActorFacts {
    fileprivate init(_ row: Row) throws {
        let capacities = try Value(json: try row.decode(3, as: PostgresJSON.self).text)
        self.init(
            id: try row.decode(0),
            name: try row.decode(1),
            isActive: try row.decode(2),
            capacities: (capacities.elements ?? []).compactMap { Capacity($0) }
        )
    }
}

extension ActorFacts.Capacity {
    /// Reads one element of the member `actsFor`.
    fileprivate init?(_ value: Value) {
        guard let body = value.members?["body"]?.string.flatMap(GoverningBody.init),
            let fromDate = value.members?["fromDate"]?.string.flatMap({ CalendarDate($0) })
        else { return nil }
        self.init(
            body: body,
            fromDate: fromDate,
            untilDate: value.members?["untilDate"]?.string.flatMap { CalendarDate($0) }
        )
    }
}
