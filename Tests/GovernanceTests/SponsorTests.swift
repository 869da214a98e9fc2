import Domain
import Foundation
import Governance
import Testing

@Suite struct `The political sponsor of a programme (VIS-04)` {
    private static let (sitting, other) = (UUID(), UUID())

    private static func decision(
        _ before: UUID?,
        _ after: UUID?,
        by person: UUID?,
        isAdministrator: Bool = false
    ) -> Decision {
        Rulebook.changeProgramme.evaluate(
            SponsorChangeFacts(before: before, after: after, personID: person, isAdministrator: isAdministrator)
        )
    }

    @Test func `is handed over by the sitting one, or by an administrator`() {
        for decision in [
            Self.decision(Self.sitting, Self.other, by: Self.sitting),
            Self.decision(Self.sitting, nil, by: Self.sitting),
            Self.decision(Self.sitting, Self.other, by: nil, isAdministrator: true),
        ] {
            #expect(decision.finding("VIS-04")?.status == .met)
        }
    }

    @Test func `is not taken over by anyone else, and that is a matter of authority`() {
        for person in [nil, Self.other, UUID()] {
            for after in [nil, person, Self.other] {
                let decision = Self.decision(Self.sitting, after, by: person)
                #expect(decision.lacksAuthority)
                #expect(decision.blockers.map(\.article.id) == ["VIS-04"])
            }
        }
    }

    @Test func `is named by whoever may change the programme while there is none`() {
        #expect(Self.decision(nil, Self.other, by: Self.other).isAllowed)
        #expect(Self.decision(Self.sitting, Self.sitting, by: Self.other).isAllowed, "the same one is no other one")
    }
}
