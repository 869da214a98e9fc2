package import Domain
package import Foundation
import Postgres

/// A resource for which a step of the calendar is due and not set down yet.
package struct DueResource: Hashable, Sendable {
    package let organisationID: UUID
    package let resource: Resource
    package let place: Place
    package let id: UUID
}

extension Store {
    /// What the calendar has brought about by a moment, in every organisation.
    ///
    /// - Throws: `StorageError` when the database does not answer.
    package func due(at moment: Moment) async throws(StorageError) -> [DueResource] {
        let scheduled = Resource.all.compactMap { resource in resource.calendar.map { (resource, $0) } }
        var due: [DueResource] = []
        for organisationID in try await organisationIDs() {
            let results = try await reader.read(
                scheduled.map { resource, step in
                    let names = (resource.ancestors.map(Resource.column) + ["id"]).map { "r.\($0)" }
                    return Statement(
                        "due \(resource.name)s",
                        """
                        SELECT \(names.joined(separator: ", ")) FROM \(resource.table) r \
                        WHERE r.organisation_id = $1 AND \(step.dueInRow)
                        """,
                        [.uuid(organisationID)]
                    )
                },
                in: Tenant(organisationID: organisationID, moment: moment)
            )
            for ((resource, _), rows) in zip(scheduled, results) {
                due += try decoded {
                    try rows.map { row in
                        let depth = resource.ancestors.count
                        return DueResource(
                            organisationID: organisationID,
                            resource: resource,
                            place: Place(try (0..<depth).map { try row.decode($0) }),
                            id: try row.decode(depth)
                        )
                    }
                }
            }
        }
        return due
    }

    func organisationIDs() async throws(StorageError) -> [UUID] {
        do {
            let rows = try await client.read([
                Statement("organisations", "SELECT id FROM koers.organisation_directory ORDER BY id")
            ])[0]
            return try rows.map { try $0.decode(0) }
        } catch let error as PostgresError {
            throw StorageError(error)
        } catch {
            throw .unexpected("\(error)")
        }
    }
}
