import Contract
import Testing

@testable import HTTPAPI

@Suite("The route table")
struct RouteTests {
    @Test("names every operation of the contract and no other")
    func complete() throws {
        #expect(RouteMismatch(Set(try Contract.embedded().operations.map(\.id)), routes.keys) == nil)
    }

    @Test("stops the start when an operation has no handler, or a handler no operation")
    func mismatch() throws {
        #expect(RouteMismatch(["getTeam", "getOrphan"], ["getTeam"])?.operations == ["getOrphan"])
        #expect(RouteMismatch(["getTeam"], ["getTeam", "getGhost"])?.operations == ["getGhost"])
    }
}
