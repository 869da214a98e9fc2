import Domain
import Foundation
import Postgres

/// The first batch of a change: BEGIN · enter · idempotency · subject · references · facts.
struct OpeningBatch<Facts: Sendable> {
    enum Outcome {
        case inFlight
        case stored(StoredAnswer)
        case opened(Opened<Facts>)
    }

    let opening: Opening<Facts>
    let tenant: Tenant
    let catalogue: Catalogue

    var batch: Batch {
        Batch([.begin, Topology.enter(tenant)] + idempotency + subject + references + facts)
    }

    func read(_ results: [Rows]) throws -> Outcome {
        var results = results.dropFirst(2)
        if opening.idempotencyKey != nil {
            let lock = results.removeFirst()
            let stored = results.removeFirst()
            guard try lock[0].decode(0, as: Bool.self) else { return .inFlight }
            if stored.count == 1 { return .stored(try Self.answer(stored)) }
        }
        var item: Item?
        var before: Members?
        if opening.subject != nil {
            _ = results.removeFirst()
            let document = results.removeFirst()
            if document.count == 1 {
                let json: String = try document[0].decode(0)
                before = try Value(json: json).members
                item = Item(json: Array(json.utf8), version: try document[0].decode(1))
            }
        }
        var unknown: [Reference] = []
        for group in groups {
            let known = Set(try results.removeFirst().map { try $0.decode(0, as: UUID.self) })
            unknown += group.filter { !known.contains($0.id) }
        }
        return .opened(
            Opened(
                item: item,
                before: before,
                unknownReferences: unknown.sorted { $0.pointer < $1.pointer },
                facts: try opening.facts.decode(Array(results))
            )
        )
    }

    private var idempotency: [Statement] {
        guard let key = opening.idempotencyKey else { return [] }
        let statements = IdempotencyStatements(tenant: tenant, key: key)
        return [statements.lock, statements.stored]
    }

    private var subject: [Statement] {
        guard let (resource, id) = opening.subject else { return [] }
        let key: [PostgresValue] = [.uuid(tenant.organisationID), .uuid(id)]
        return [
            Statement(
                "lock \(resource.name)",
                "SELECT 1 FROM \(resource.table) WHERE organisation_id = $1 AND id = $2 FOR NO KEY UPDATE",
                key
            ),
            Statement(
                "\(resource.name) before",
                """
                SELECT \(JSONExpression(catalogue: catalogue).object(resource, alias: "v")), v.version \
                FROM \(resource.view) v \
                WHERE v.organisation_id = $1 AND v.id = $2
                """,
                key
            ),
        ]
    }

    /// The references, one group a resource, so that each resource is asked once.
    private var groups: [[Reference]] {
        Resource.all.compactMap { resource in
            let group = opening.references.filter { $0.resource == resource }
            return group.isEmpty ? nil : group
        }
    }

    private var references: [Statement] {
        groups.map { group in
            Statement(
                "known \(group[0].resource.name)s",
                "SELECT id FROM \(group[0].resource.table) WHERE organisation_id = $1 AND id = ANY($2)",
                [.uuid(tenant.organisationID), .uuidArray(group.map(\.id))]
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
            findings: try row.decode(5, as: PostgresJSON.self).text
        )
    }
}
