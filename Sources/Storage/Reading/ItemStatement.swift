import Domain
import Foundation
import Postgres

/// The SQL that reads one resource by its id: written once, and then only filled in.
struct ItemStatement: Sendable {
    let projection: Projection
    private let blank: Statement

    init(_ resource: Resource, _ projection: Projection, placed depth: Int) {
        let anyone = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        var parameters = Parameters(organisation: anyone)
        blank = Statement(
            "one \(resource.name)",
            """
            SELECT \(projection.sql), v."version", \(resource.deadlinesPassed) FROM \(resource.view) v \
            WHERE v.organisation_id = $1 AND v.id = \(parameters.add(.uuid(anyone)))\
            \(resource.lies(in: Place(Array(repeating: anyone, count: depth)), &parameters) { "v.\"\($0)\"" })
            """,
            parameters.values
        )
        self.projection = projection
    }

    func statement(_ id: UUID, at place: Place, of organisation: UUID) -> Statement {
        blank.with(([organisation, id] + place.ids).map { .uuid($0) })
    }
}
