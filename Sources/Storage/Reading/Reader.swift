package import Domain
package import Foundation
import Postgres

/// A resource as it goes out: its JSON, and which of its states that is.
package struct Item: Sendable {
    package let json: [UInt8]
    package let state: ItemState

    package init(json: [UInt8], state: ItemState) {
        self.json = json
        self.state = state
    }
}

/// Which state of a resource: what its entity tag names.
package struct ItemState: Sendable {
    package let version: Int64
    /// How many deadlines of the calendar have left their mark in it.
    package let deadlinesPassed: Int64

    package init(version: Int64, deadlinesPassed: Int64) {
        self.version = version
        self.deadlinesPassed = deadlinesPassed
    }

    /// The strong entity tag of the resource, without its quotes: its version, and how many deadlines have left their
    /// mark in it where any has.
    package var entityTag: String {
        deadlinesPassed == 0 ? String(version) : "\(version).\(deadlinesPassed)"
    }
}

/// One page of a list: `{"results": […], "next": …}`.
package struct Page: Sendable {
    package let json: [UInt8]
    /// The address of the next page; `nil` on the last.
    package let next: String?
    /// What an entity tag is made of: while it is the same, so is the JSON. Where their ids and versions settle that, it is
    /// these, a thirtieth of the JSON; else the JSON itself.
    package let identity: [UInt8]
}

/// Reads resources: SQL in, JSON bytes out, with nothing but the tenant wall between.
package struct Reader: Sendable {
    let client: PostgresClient
    let catalogue: Catalogue
    let topology: Topology
    /// Asked first, when there is one.
    var standby: Standby?

    /// One resource, or `nil` when this organisation has none of that id in that place.
    ///
    /// - Throws: `StorageError` when the database does not answer.
    package func item(
        _ resource: Resource,
        id: UUID,
        at place: Place = .top,
        selection: Selection = Selection(),
        in tenant: Tenant
    ) async throws(StorageError) -> Item? {
        let one = catalogue.item(resource, selection, placed: place.ids.count)
        let statement = one.whole(id, at: place, of: tenant.organisationID)
        let rows = try await read([statement], in: tenant, isBrief: selection.expand.isEmpty)[0]
        guard rows.count == 1 else { return nil }
        let projection = one.projection
        return Item(
            json: projection.transcoder.bytes(rows, row: 0),
            state: try decoded { try ItemState(rows, from: projection.shown.count) }
        )
    }

    /// Which state a resource is in: all that a client needs to know who holds it already. It costs PostgreSQL and the
    /// server less than the resource.
    ///
    /// - Returns: `nil` when this organisation has none of that id in that place.
    package func state(
        of resource: Resource,
        id: UUID,
        at place: Place = .top,
        in tenant: Tenant
    ) async throws(StorageError) -> ItemState? {
        let one = catalogue.item(resource, Selection(), placed: place.ids.count)
        let statement = one.state(id, at: place, of: tenant.organisationID)
        let rows = try await read([statement], in: tenant, isBrief: true)[0]
        guard rows.count == 1 else { return nil }
        return try decoded { try ItemState(rows, from: 0) }
    }

    /// One resource as it was at a moment, from the journal; `nil` when it did not exist then.
    ///
    /// A state begins at its own `updatedAt`, or where the calendar brought it about at the deadline. The journal's
    /// `occurredAt` is later for a request that waited while one of a later moment was written. The tenant is entered at
    /// that moment, so that a deadline that nobody had noticed yet holds all the same.
    package func item(
        _ resource: Resource,
        id: UUID,
        at place: Place = .top,
        asOf moment: Moment,
        fields: [String]?,
        in tenant: Tenant
    ) async throws(StorageError) -> Item? {
        let statement = Statement(
            "\(resource.name) as it was",
            """
            SELECT \(fields.map(Self.picked) ?? "w.data"), (w.data ->> 'version')::int8 FROM (\
            SELECT \(resource.calendar?.taken(in: "d.data") ?? "d.data") AS data \
            FROM koers.journal j JOIN koers.journal_data d ON d.organisation_id = $1 AND d.sequence = j.sequence \
            WHERE j.organisation_id = $1 AND j.subject = $2 \
            AND coalesce(j.effective_at, (d.data ->> 'updatedAt')::timestamptz) <= $3 \
            ORDER BY j.sequence DESC LIMIT 1) w
            """,
            [
                .uuid(tenant.organisationID), .text(resource.path(of: id, in: place)),
                .timestamptz(PostgresTimestamp(moment)),
            ]
        )
        let rows = try await read([statement], in: tenant.at(moment))[0]
        guard rows.count == 1 else { return nil }
        return Item(
            json: rows.withCell(row: 0, column: 0) { $0.map(Array.init) ?? [] },
            state: ItemState(version: try decoded { try rows[0].decode(1) }, deadlinesPassed: 0)
        )
    }

    /// One page of a list, or `nil` when there is no such place for it.
    ///
    /// - Throws: `StorageError.invalidCursor` when the cursor is not one of this list in this order.
    package func page(
        _ resource: Resource,
        at place: Place = .top,
        _ query: PageQuery,
        in tenant: Tenant
    ) async throws(StorageError) -> Page? {
        guard let found = try await rows(of: resource, at: place, query, in: tenant) else { return nil }
        let (json, identity) = found.written
        return Page(json: json, next: found.next, identity: identity)
    }

    /// The rows of one page, or `nil` when there is no such place for it.
    ///
    /// - Throws: `StorageError.invalidCursor` when the cursor is not one of this list in this order.
    func rows(
        of resource: Resource,
        at place: Place = .top,
        _ query: PageQuery,
        in tenant: Tenant
    ) async throws(StorageError) -> PageRows? {
        let projection = catalogue.projection(of: resource, query.selection)
        let statement = PageStatement(
            resource: resource,
            place: place,
            query: query,
            projection: projection,
            tenant: tenant
        )
        let keys = statement.keys.count
        if let cursor = query.cursor, cursor.order != statement.order || cursor.values.count != keys {
            throw .invalidCursor
        }
        let surroundings = statement.surroundings.map { [$0] } ?? []
        var results: [Rows]
        do {
            results = try await read(
                surroundings + (query.countsExactly ? [statement.page, statement.count] : [statement.page]),
                in: tenant
            )
        } catch .invalidValue where query.cursor != nil {
            throw .invalidCursor
        }
        if !surroundings.isEmpty, results.removeFirst().isEmpty { return nil }
        return try decoded { try PageRows(results[0], total: query.countsExactly ? results[1] : nil, of: statement) }
    }

    /// The resources of a list as a JSON array, without a next page.
    package func list(
        _ resource: Resource,
        _ query: PageQuery,
        in tenant: Tenant
    ) async throws(StorageError) -> [UInt8] {
        let projection = catalogue.projection(of: resource, query.selection)
        let statement = PageStatement(
            resource: resource,
            place: .top,
            query: query,
            projection: projection,
            tenant: tenant
        )
        let rows = try await read([statement.page], in: tenant)[0]
        return projection.transcoder.array(rows, count: min(rows.count, query.limit))
    }

    /// Several resources at the top by id, each as JSON; ids that this organisation does not have are left out.
    package func items(
        _ resource: Resource,
        ids: [UUID],
        in tenant: Tenant
    ) async throws(StorageError) -> [UUID: [UInt8]] {
        let projection = catalogue.projection(of: resource)
        var parameters = Parameters(organisation: tenant.organisationID)
        let condition = "v.organisation_id = $1 AND v.id = ANY(\(parameters.add(.uuidArray(ids))))"
        let outer = resource.lies(in: .top, &parameters, of: .view)
        let statement = Statement(
            "several of \(resource.name)",
            "SELECT \(projection.sql), v.id FROM \(resource.view) v WHERE \(condition)\(outer)",
            parameters.values
        )
        let rows = try await read([statement], in: tenant)[0]
        var items: [UUID: [UInt8]] = [:]
        for row in 0..<rows.count {
            let id: UUID = try decoded { try rows[row].decode(projection.shown.count) }
            items[id] = projection.transcoder.bytes(rows, row: row)
        }
        return items
    }

    /// The answer of a question about facts, in one batch and without locks.
    package func facts<Facts>(_ query: FactQuery<Facts>, in tenant: Tenant) async throws(StorageError) -> Facts {
        let results = try await read(query.statements(in: tenant, locking: false), in: tenant)
        return try decoded { try query.decode(results) }
    }

    func read(
        _ statements: [Statement],
        in tenant: Tenant,
        isBrief: Bool = false
    ) async throws(StorageError) -> [Rows] {
        do {
            let batch = topology.read(statements, in: tenant, isBrief: isBrief)
            if let answer = try await standby?.read(batch) { return Array(topology.results(answer)) }
            return Array(topology.results(try await client.read(batch)))
        } catch {
            throw StorageError(error)
        }
    }

    private static func picked(_ fields: [String]) -> String {
        let names = ["id"] + fields.filter { $0 != "id" }
        let parts = names.map { "'\"\($0)\":' || coalesce((w.data -> '\($0)')::text, 'null')" }
        return "('{' || " + parts.joined(separator: " || ',' || ") + " || '}')::json"
    }
}

extension ItemState {
    /// Of the first row: its version, and how many deadlines have passed.
    init(_ rows: Rows, from column: Int) throws {
        version = try rows[0].decode(column)
        deadlinesPassed = try rows[0].decode(column + 1)
    }
}

extension Resource {
    /// The SQL of how many deadlines have left their mark, over the view's row `v`.
    var deadlinesPassed: String { calendar == nil ? "0::int8" : "v.deadlines_passed" }

    /// The SQL of what settles, with its key and its version, all that a row of the view shows. An entry of the journal
    /// never changes, but its data may be blanked.
    var restOfState: String { self == .journal ? "(v.data IS NULL)" : deadlinesPassed }
}
