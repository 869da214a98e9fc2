import Domain
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
