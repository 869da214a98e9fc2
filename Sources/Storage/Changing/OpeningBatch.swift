import Domain
import Foundation
import Postgres

/// The first batch of a change: BEGIN · enter · idempotency · locks · calendar · subject · references · facts.
struct OpeningBatch<Facts: Sendable> {
    enum Outcome {
        case inFlight
        case stored(StoredAnswer)
        case opened(Opened<Facts>)
    }

    let opening: Opening<Facts>
    let tenant: Tenant
    let catalogue: Catalogue
    let topology: Topology

    var batch: Batch {
        Batch(topology.beginning(tenant) + idempotency + locks + calendar + document + references + facts)
    }

    func read(_ results: [Rows]) throws -> Outcome {
        var results = results.dropFirst(2)
        if opening.idempotencyKey != nil {
            let lock = results.removeFirst()
            let stored = results.removeFirst()
            guard try lock[0].decode(0, as: Bool.self) else { return .inFlight }
            if stored.count == 1 { return .stored(try Self.answer(stored)) }
        }
        let locked = opening.locked.map { _ in !results.removeFirst().isEmpty }
        let dueSteps = try scheduled.compactMap { subject, step in
            try results.removeFirst().first.map { row in
                DueStep(
                    resource: subject.resource,
                    place: subject.place,
                    id: subject.id,
                    step: step,
                    effectiveAt: Moment(try row.decode(0, as: PostgresTimestamp.self))
                )
            }
        }
        var item: Item?
        var before: Members?
        if opening.subject != nil {
            let rows = results.removeFirst()
            if !rows.isEmpty {
                let json: String = try rows[0].decode(0)
                before = try Value(json: json).members
                item = Item(json: Array(json.utf8), state: try ItemState(rows, from: 1))
            }
        }
        var unknown: [Reference] = []
        for group in groups {
            let known = Set(try results.removeFirst().map { try $0.decode(0, as: String.self) })
            unknown += group.filter { !known.contains($0.name) }
        }
        return .opened(
            Opened(
                isPlaced: locked.prefix(opening.place.ids.count).allSatisfy(\.self)
                    && opening.resource.mayLie(in: opening.place),
                item: item,
                before: before,
                unknownReferences: unknown.sorted { $0.pointer < $1.pointer },
                dueSteps: dueSteps,
                facts: try opening.facts.decode(Array(results))
            )
        )
    }

    private var idempotency: [Statement] {
        guard let key = opening.idempotencyKey else { return [] }
        let statements = IdempotencyStatements(tenant: tenant, key: key)
        return [statements.lock, statements.stored]
    }

    private var locks: [Statement] {
        opening.locked.map { resource, id, place in
            var parameters = Parameters(organisation: tenant.organisationID)
            let condition = "organisation_id = $1 AND id = \(parameters.add(.uuid(id)))"
            let outer = resource.lies(in: place, &parameters, of: .table)
            return Statement(
                "lock \(resource.name)",
                "SELECT 1 FROM \(resource.table) WHERE \(condition)\(outer) FOR NO KEY UPDATE",
                parameters.values
            )
        }
    }

    /// What was locked and takes steps by the calendar.
    private var scheduled: [(subject: (resource: Resource, id: UUID, place: Place), step: CalendarStep)] {
        opening.locked.compactMap { subject in subject.resource.calendar.map { (subject, $0) } }
    }

    private var calendar: [Statement] {
        scheduled.map { subject, step in
            Statement(
                "calendar of \(subject.resource.name)",
                """
                SELECT \(step.effectiveAt) FROM \(subject.resource.table) r \
                WHERE r.organisation_id = $1 AND r.id = $2 AND \(step.dueInRow)
                """,
                [.uuid(tenant.organisationID), .uuid(subject.id)]
            )
        }
    }

    private var document: [Statement] {
        guard let id = opening.subject else { return [] }
        let resource = opening.resource
        var parameters = Parameters(organisation: tenant.organisationID)
        let condition = "v.organisation_id = $1 AND v.id = \(parameters.add(.uuid(id)))"
        let outer = resource.lies(in: opening.place, &parameters, of: .view)
        return [
            Statement(
                "\(resource.name) before",
                """
                SELECT \(catalogue.expression(of: resource)), v.version, \(resource.deadlinesPassed) \
                FROM \(resource.view) v WHERE \(condition)\(outer)
                """,
                parameters.values
            )
        ]
    }

    /// The references, one group a resource, so that each resource is asked once.
    private var groups: [[Reference]] {
        Resource.all.compactMap { resource in
            let group = opening.references.filter { $0.resource == resource }
            return group.isEmpty ? nil : group
        }
    }

    /// A reference within the same surroundings: the stakeholder of a stance is one of the programme of its vision. What
    /// can have no surroundings may name anything of the organisation.
    private var references: [Statement] {
        groups.map { group in
            let target = group[0].resource
            var parameters = Parameters(organisation: tenant.organisationID)
            let names = group.map(\.name)
            let condition =
                if let code = target.code {
                    "\(Resource.column(code)) = ANY(\(parameters.add(.textArray(names))))"
                } else {
                    "id = ANY(\(parameters.add(.uuidArray(names.compactMap { UUID(text: $0) }))))"
                }
            let outer =
                opening.resource.ancestors.isEmpty ? "" : target.lies(in: opening.place, &parameters, of: .table)
            return Statement(
                "known \(target.name)s",
                """
                SELECT \(target.code.map(Resource.column) ?? "id::text") FROM \(target.table) \
                WHERE organisation_id = $1 AND \(condition)\(outer)
                """,
                parameters.values
            )
        }
    }

    private var facts: [Statement] {
        opening.facts.statements(in: tenant, locking: true)
    }

    private static func answer(_ rows: Rows) throws -> StoredAnswer {
        let row = rows[0]
        return StoredAnswer(
            requestHash: try row.decode(0),
            status: Int(try row.decode(1, as: Int32.self)),
            subject: try row.decode(2),
            json: try row.decodeIfPresent(3, as: PostgresJSON.self).map { Array($0.text.utf8) },
            version: try row.decodeIfPresent(4),
            deadlinesPassed: try row.decode(6),
            findings: try row.decode(5, as: PostgresJSON.self).text
        )
    }
}
