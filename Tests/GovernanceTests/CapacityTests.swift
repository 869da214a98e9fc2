import Domain
import Foundation
import Governance
import Testing

@Suite struct `A confirmed capacity agreement (STA-01)` {
    private static func finding(_ status: CapacityAgreementStatus, changesPledge: Bool = true) -> Finding? {
        let facts = CapacityChangeFacts(status: status, changesPledge: changesPledge)
        return Rulebook.changeCapacityAgreement.evaluate(facts).finding("STA-01")
    }

    @Test func `keeps its hours and its dates`() {
        let finding = Self.finding(.confirmed)
        #expect(finding?.status == .breached)
        #expect(finding?.remedy?.en == "Withdraw the agreement with a motivation, and pledge the hours anew.")
    }

    @Test func `was open to change until it was confirmed`() {
        #expect(Self.finding(.proposed)?.status == .met)
    }

    @Test func `may change in what is no part of the pledge, also when it was withdrawn`() {
        for status in CapacityAgreementStatus.allCases {
            #expect(Self.finding(status, changesPledge: false)?.status == .notApplicable)
        }
        #expect(Self.finding(.withdrawn)?.remedy?.en == "Pledge the hours anew.")
    }
}

@Suite struct `The hours of the teams before execution (STA-01)` {
    private static func team(_ name: String, hasConfirmedHours: Bool = true) -> TeamCapacityFacts {
        TeamCapacityFacts(id: UUID(), name: name, hasConfirmedHours: hasConfirmedHours)
    }

    private static func finding(_ teams: TeamCapacityFacts...) -> Finding? {
        var facts = Example.step()
        facts.teams = teams
        return Rulebook.step(to: .execution).evaluate(facts).finding("STA-01")
    }

    @Test func `are confirmed for every team that has an effort`() {
        #expect(Self.finding(Self.team("Jeugd"), Self.team("Welzijn"))?.status == .met)
    }

    @Test func `are missing of the teams that the reason names, and of no other`() {
        let (youth, care) = (Self.team("Jeugd", hasConfirmedHours: false), Self.team("Wmo", hasConfirmedHours: false))
        let finding = Self.finding(youth, Self.team("Welzijn"), care)
        #expect(finding?.status == .breached)
        #expect(finding?.reason.nl == "Nog geen bevestigde inzetafspraak: Jeugd en Wmo.")
        #expect(finding?.subjects.map(\.id) == [youth.id, care.id])
    }

    @Test func `are not asked while no team has an effort`() {
        #expect(Self.finding()?.status == .notApplicable)
    }

    @Test func `are asked at the step to execution only`() {
        for phase in Phase.allCases where phase != .execution {
            #expect(!Rulebook.step(to: phase).contains { $0.article.id == "STA-01" })
        }
    }
}
