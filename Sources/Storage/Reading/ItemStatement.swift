import Domain
import Foundation
import Postgres

/// The SQL that reads one resource by its id, or only what its entity tag names: written once, and then only filled in.
struct ItemStatement: Sendable {
    let projection: Projection
    /// How many resources it is known to lie in.
    let depth: Int
    private let whole: Statement
    private let state: Statement

    init(_ resource: Resource, _ projection: Projection, placed depth: Int) {
        let anyone = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        var parameters = Parameters(organisation: anyone)
        let state = "v.\"version\", \(resource.deadlinesPassed)"
        let source = """
            FROM \(resource.view) v \
            WHERE v.organisation_id = $1 AND v.id = \(parameters.add(.uuid(anyone)))\
            \(resource.lies(in: Place(Array(repeating: anyone, count: depth)), &parameters, of: .view))
            """
        whole = Statement("one \(resource.name)", "SELECT \(projection.sql), \(state) \(source)", parameters.values)
        self.state = Statement("state of one \(resource.name)", "SELECT \(state) \(source)", parameters.values)
        self.projection = projection
        self.depth = depth
    }

    /// Asks for the columns of the projection, and behind them the version and how many deadlines have passed.
    func whole(_ id: UUID, at place: Place, of organisation: UUID) -> Statement {
        whole.with(values(id, place, organisation))
    }

    /// Asks for the version and how many deadlines have passed.
    func state(_ id: UUID, at place: Place, of organisation: UUID) -> Statement {
        state.with(values(id, place, organisation))
    }

    private func values(_ id: UUID, _ place: Place, _ organisation: UUID) -> [PostgresValue] {
        ([organisation, id] + place.ids).map { .uuid($0) }
    }
}
