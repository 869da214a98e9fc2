import Domain
import Foundation
import Testing

@Suite struct `A stakeholder's support` {
    @Test(arguments: [
        (required: true, isRemoved: false, stance: Stance.endorsed as Stance?, isMissing: false),
        (true, false, .reservation, true), (true, false, .refused, true), (true, false, .withdrawn, true),
        (true, false, nil, true),
        (true, true, nil, false), (true, true, .refused, false), (true, true, .endorsed, false),
        (false, false, nil, false), (false, false, .refused, false), (false, false, .endorsed, false),
        (false, true, nil, false),
    ])
    func `is missing when it is required, counts and is not endorsed`(
        required: Bool,
        isRemoved: Bool,
        stance: Stance?,
        isMissing: Bool
    ) {
        let stakeholder = stakeholder(stance, required: required, isRemoved: isRemoved)
        #expect(stakeholder.isMissing == isMissing)
        #expect(stakeholder.endorses == (stance == .endorsed))
    }

    @Test func `is missing still while the removal waits for confirmation`() {
        var stakeholder = stakeholder(.refused)
        stakeholder.removalRequestedByID = UUID()
        #expect(stakeholder.isMissing)
    }
}

@Suite struct `The support of a programme` {
    @Test func `is none without an adopted vision, whatever stakeholders say`() {
        #expect(support(adopted: nil, [stakeholder(.refused)]).supportStatus == .none)
        #expect(support(adopted: nil, [stakeholder(.endorsed)]).supportStatus == .none)
        #expect(support(adopted: nil, []).supportStatus == .none)
    }

    @Test func `is carried when nobody's endorsement is missing`() {
        #expect(support([stakeholder(.endorsed), stakeholder(.endorsed)]).supportStatus == .carried)
        #expect(support([stakeholder(.endorsed), stakeholder(.refused, required: false)]).supportStatus == .carried)
        #expect(support([stakeholder(.endorsed), stakeholder(nil, isRemoved: true)]).supportStatus == .carried)
        #expect(support([]).supportStatus == .carried)
    }

    @Test(arguments: [nil, Stance.reservation, .refused, .withdrawn])
    func `is eroded when one is missing`(stance: Stance?) {
        #expect(support([stakeholder(.endorsed), stakeholder(stance)]).supportStatus == .eroded)
    }

    @Test func `lists who is missing, in the order of the stakeholders`() {
        let missing = [stakeholder(.withdrawn), stakeholder(nil)]
        let facts = support([missing[0], stakeholder(.endorsed), missing[1], stakeholder(nil, required: false)])
        #expect(facts.missing == missing)
    }

    @Test func `is about the adopted vision only when that is the one in question`() {
        let other = VisionFacts(id: UUID(), number: 2, status: .seekingSupport)
        #expect(support(adopted: adopted, vision: adopted, []).isAboutAdopted)
        #expect(!support(adopted: adopted, vision: other, []).isAboutAdopted)
        #expect(!support(adopted: adopted, vision: nil, []).isAboutAdopted)
        #expect(!support(adopted: nil, vision: other, []).isAboutAdopted)
        #expect(!support(adopted: nil, vision: nil, []).isAboutAdopted)
    }

    private func support(_ stakeholders: [StakeholderFacts]) -> SupportFacts {
        support(adopted: adopted, vision: adopted, stakeholders)
    }

    private func support(
        adopted: VisionFacts?,
        vision: VisionFacts? = nil,
        _ stakeholders: [StakeholderFacts]
    ) -> SupportFacts {
        SupportFacts(
            programme: ProgrammeFacts(id: UUID(), name: "", phase: .formation),
            vision: vision,
            adopted: adopted,
            lastNumber: 2,
            stakeholders: stakeholders,
            recoveryDays: 30,
            today: CalendarDate(daysSinceEpoch: 20_700)
        )
    }
}

private let adopted = VisionFacts(id: UUID(), number: 1, status: .adopted)

private func stakeholder(_ stance: Stance?, required: Bool = true, isRemoved: Bool = false) -> StakeholderFacts {
    let moment = Moment(millisecondsSinceEpoch: 0)
    return StakeholderFacts(
        id: UUID(),
        name: "Schoolbestuur Oeverwijs",
        category: .socialPartner,
        representativeID: UUID(),
        required: required,
        createdAt: moment,
        endedAt: isRemoved ? moment : nil,
        latest: stance.map { GivenStance(stance: $0, givenByID: UUID(), givenAt: moment) }
    )
}
