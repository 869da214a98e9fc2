import Domain
import Foundation
import Governance
import Testing

private let relation = PartnerRelationFacts(
    id: UUID(),
    partnerID: UUID(),
    partnerName: "Buurtkracht",
    provision: "Ontmoeting"
)

@Suite struct `A position (PRT-01)` {
    private static func finding(_ influence: Int64?, _ dependence: Int64?, _ alternative: String?) -> Finding? {
        let position = PositionFacts(influence: influence, dependence: dependence, alternativeIfLost: alternative)
        return Rulebook.recordPosition.evaluate(PositionActFacts(position: position, relation: relation))
            .finding("PRT-01")
    }

    @Test func `answers all three questions`() {
        #expect(Self.finding(72, 64, "De Spil")?.status == .met)
        #expect(Self.finding(0, 0, "Geen")?.status == .met)
    }

    @Test func `names every question that was left open`() {
        #expect(
            Self.finding(nil, 64, "De Spil")?.reason.en
                == "Not answered yet: how much the partner influences our goals."
        )
        #expect(
            Self.finding(nil, nil, " ")?.reason.nl
                == "Nog niet beantwoord: hoeveel invloed de partner heeft op onze doelen, hoe afhankelijk wij van de partner"
                + " zijn en wat er gebeurt als de partner wegvalt."
        )
    }
}

@Suite struct `A direction` {
    private static func direction(
        _ vertical: VerticalDirection = .none,
        _ horizontal: HorizontalDirection = .right,
        _ status: DirectionStatus = .proposed,
        participants: Int = 2,
        minimum: Int64 = 2
    ) -> DirectionFacts {
        DirectionFacts(
            id: UUID(),
            vertical: vertical,
            horizontal: horizontal,
            status: status,
            participantIDs: Set((0..<participants).map { _ in UUID() }),
            minimumParticipants: minimum
        )
    }

    private static func proposal(
        _ direction: DirectionFacts,
        _ support: (inout SupportFacts) -> Void = { _ in }
    ) -> Decision {
        Rulebook.proposeDirection.evaluate(
            DirectionActFacts(direction: direction, relation: relation, support: Example.support(support))
        )
    }

    @Test func `contradicts itself only when it leads down and right (PRT-02)`() {
        for vertical in VerticalDirection.allCases {
            for horizontal in HorizontalDirection.allCases {
                let isContradiction = vertical == .down && horizontal == .right
                let expected: Finding.Status = isContradiction ? .breached : .met
                let direction = Self.direction(vertical, horizontal)
                #expect(Self.proposal(direction).finding("PRT-02")?.status == expected)
                #expect(Rulebook.step(to: .agreed).evaluate(direction).isAllowed == !isContradiction)
                let change = DirectionChangeFacts(after: direction, changesAgreement: true)
                #expect(Rulebook.changeDirection.evaluate(change).isAllowed == !isContradiction)
            }
        }
    }

    @Test(arguments: [(0, 2, false), (1, 2, false), (2, 2, true), (3, 2, true), (2, 3, false), (0, 0, true)])
    func `is agreed by enough people (PRT-02)`(participants: Int, minimum: Int64, isEnough: Bool) {
        let direction = Self.direction(participants: participants, minimum: minimum)
        #expect(Rulebook.step(to: .agreed).evaluate(direction).isAllowed == isEnough)
        #expect(Rulebook.step(to: .inProgress).isEmpty && Rulebook.step(to: .abandoned).isEmpty)
    }

    @Test(arguments: DirectionStatus.allCases)
    func `changes until it was agreed (PRT-02)`(status: DirectionStatus) {
        func finding(changesAgreement: Bool) -> Finding? {
            Rulebook.changeDirection.evaluate(
                DirectionChangeFacts(after: Self.direction(.up, .none, status), changesAgreement: changesAgreement)
            ).finding("PRT-02")
        }
        #expect(finding(changesAgreement: true)?.status == (status == .proposed ? .met : .breached))
        #expect(finding(changesAgreement: false)?.status == .notApplicable)
    }

    @Test func `is not added while support is eroded (VIS-05)`() {
        #expect(Self.proposal(Self.direction()).finding("VIS-05")?.status == .met)
        let eroded = Self.proposal(Self.direction()) { $0.stakeholders[0].takes(.withdrawn) }
        #expect(eroded.finding("VIS-05")?.status == .breached && !eroded.isAllowed)
        #expect(Self.proposal(Self.direction()) { $0.adopted = nil }.finding("VIS-05")?.status == .notApplicable)
    }
}

@Suite struct `An action (PRT-03)` {
    @Test(arguments: DirectionStatus.allCases)
    func `belongs to a direction that was agreed and is not over`(status: DirectionStatus) {
        let decision = Rulebook.recordAction.evaluate(ActionActFacts(directionStatus: status, relation: relation))
        #expect((decision.finding("PRT-03")?.status == .met) == [.agreed, .inProgress].contains(status))
    }

    @Test(arguments: ActionStatus.allCases)
    func `changes while it is open`(status: ActionStatus) {
        func finding(changesAction: Bool) -> Finding? {
            Rulebook.changeAction.evaluate(ActionChangeFacts(status: status, changesAction: changesAction))
                .finding("PRT-03")
        }
        #expect(finding(changesAction: true)?.status == (status == .open ? .met : .breached))
        #expect(finding(changesAction: false)?.status == .notApplicable)
    }
}
