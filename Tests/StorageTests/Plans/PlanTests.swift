import Domain
import Foundation
import Postgres
import Testing

@testable import Storage

@Suite struct `A page of a long list` {
    @Test func `is read through indexes, whatever its order and filter, and the last page as the first`() async throws {
        try await LargeInstallation.with { large in
            let lists = try ListQueries.all()
            try await LargeInstallation.inLanes { lane in
                for index in stride(from: lane, to: lists.count, by: LargeInstallation.lanes) {
                    try await large.expectIndexes(lists[index])
                }
            }
            try await large.expectEvenTimes()
        }
    }
}

extension LargeInstallation {
    fileprivate var tenant: Tenant {
        Tenant(organisationID: organisation, moment: Installation.moment)
    }

    /// Whatever the values are: the page is found by an index, and the last one as the first.
    fileprivate func expectIndexes(_ list: ListQuery) async throws {
        let cursor = list.isOrder ? try await cursor(list, page: 10_000) : nil
        for planning in Planning.allCases {
            let first = try await plan(list, planning)
            show("\(list.name) [\(planning)] \(first)")
            #expect(first.scannedTables == [], "\(list.name), \(planning): \(first)")
            guard let cursor else { continue }
            #expect(!first.sorts, "\(list.name), \(planning): \(first)")
            let last = try await plan(list, planning, after: cursor)
            #expect(last == first, "\(list.name), \(planning): \(last) after \(first)")
        }
    }

    private func plan(_ list: ListQuery, _ planning: Planning, after cursor: Cursor? = nil) async throws -> Plan {
        var query = list.query
        query.cursor = cursor
        return try await installation.plan(statement(list.resource, query).page, planning, in: organisation)
    }

    private func statement(_ resource: Resource, _ query: PageQuery) -> PageStatement {
        PageStatement(
            resource: resource,
            place: Self.place(of: resource),
            query: query,
            projection: Projection(resource, query.selection, installation.store.catalogue),
            tenant: tenant
        )
    }

    /// The one programme, and the one vision, that holds every nested resource.
    private static func place(of resource: Resource) -> Place {
        Place(resource.ancestors.compactMap { _ in UUID(uuidString: "01900000-0000-7000-8001-000000000001") })
    }

    /// Where a page begins, found by counting.
    private func cursor(_ list: ListQuery, page: Int) async throws -> Cursor {
        let statement = statement(list.resource, list.query)
        let keys = statement.keys
        var parameters = Parameters(organisation: organisation)
        let within = list.resource.lies(in: statement.place, &parameters, of: .view)
        let order = keys.map { "\($0.expression) \($0.descending ? "DESC" : "ASC")" }.joined(separator: ", ")
        let rows = try await installation.store.reader.read(
            [
                Statement(
                    "where the page begins",
                    """
                    SELECT \(keys.map { "(\($0.expression))::text" }.joined(separator: ", ")) FROM \(list.resource.view) v \
                    WHERE v.organisation_id = $1\(within) ORDER BY \(order) OFFSET \((page - 1) * list.query.limit - 1) LIMIT 1
                    """,
                    parameters.values
                )
            ],
            in: tenant
        )[0]
        return Cursor(
            order: statement.order,
            values: try keys.indices.map { try rows[0].decode($0, as: String.self) }
        )
    }

    /// Page 10,000 takes about as long as page 1; a plan that reads up to it would take a hundred times as long.
    fileprivate func expectEvenTimes() async throws {
        for list in try ListQueries.all() where list.isOrder && list.resource == .programme {
            let first = try await time(list, after: nil)
            let last = try await time(list, after: try await cursor(list, page: 10_000))
            show("\(list.name): page 1 \(first), page 10,000 \(last), ratio \(last / first)")
            #expect(last < first * 5 + .milliseconds(10), "\(list.name)")
        }
    }

    /// The fastest of some pages, which is the one that nothing else disturbed.
    private func time(_ list: ListQuery, after cursor: Cursor?) async throws -> Duration {
        var query = list.query
        query.cursor = cursor
        var fastest = Duration.seconds(60)
        for _ in 0..<15 {
            let begin = ContinuousClock.now
            let found = try await installation.store.reader.page(
                list.resource,
                at: Self.place(of: list.resource),
                query,
                in: tenant
            )
            let page = try #require(found)
            fastest = min(fastest, ContinuousClock.now - begin)
            #expect(page.json.count > 1000)
        }
        return fastest
    }
}

/// Prints plans and times where `KOERS_SHOW_PLANS=1` asks for them.
private func show(_ text: @autoclosure () -> String) {
    if ProcessInfo.processInfo.environment["KOERS_SHOW_PLANS"] == "1" { print(text()) }
}
