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

    @Test("leaves to the threads of the sockets what reads one resource or a page, and nothing else")
    func brief() {
        let brief = Set(routes.filter { $0.value.isBrief }.keys)
        #expect(brief.isSuperset(of: ["getProgramme", "listProgrammes", "listJournal", "getOrganisation"]))
        #expect(brief.allSatisfy { $0.hasPrefix("get") || $0.hasPrefix("list") })
        #expect(brief.isDisjoint(with: ["getDashboard", "getProgrammeDashboard", "getGoalTree", "getProgrammeStory"]))
    }
}
