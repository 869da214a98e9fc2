import Domain
import Foundation
import Governance
import Testing

@Suite struct `A measurement` {
    private static let controller = UUID()
    private static let draft = MeasurementFacts(
        id: UUID(),
        name: "12.4 (2026-06-30)",
        status: .draft,
        enteredByID: controller
    )

    @Test func `is approved by another person (AUT-11)`() throws {
        let finding = try #require(Self.approve(by: UUID()).finding("AUT-11"))
        #expect(finding.status == .met)
        #expect(finding.reason.nl == "Een ander dan wie de meting invoerde, keurt haar goed.")
    }

    @Test func `is not approved by the person who entered it (AUT-11)`() throws {
        let decision = Self.approve(by: Self.controller)
        let finding = try #require(decision.blockers.first)
        #expect(decision.lacksAuthority)
        #expect(finding.reason.nl == "U voerde deze meting zelf in of wijzigde haar het laatst.")
        #expect(finding.remedy?.nl == "Vraag een ander om de meting goed te keuren.")
        #expect(finding.subjects == [Finding.Subject(Self.draft)])
    }

    @Test func `is not approved by nobody (AUT-11)`() throws {
        let finding = try #require(Self.approve(by: nil).blockers.first)
        #expect(finding.reason.nl == "Deze toegangssleutel hoort bij geen persoon, en een persoon keurt goed.")
    }

    @Test func `changes while it is a draft, and is frozen once it is approved (CRS-07)`() throws {
        #expect(Self.change(.draft).isAllowed)
        let finding = try #require(Self.change(.approved).blockers.first)
        #expect(finding.article.id == "CRS-07")
        #expect(finding.reason.nl == "De meting is goedgekeurd en ligt vast.")
        #expect(finding.remedy?.nl == "Voer een nieuwe meting in en laat die door een ander goedkeuren.")
        #expect(Self.change(.approved, content: false).finding("CRS-07")?.status == .notApplicable)
    }

    private static func approve(by person: UUID?) -> Decision {
        Rulebook.approveMeasurement.evaluate(MeasurementActFacts(measurement: draft, personID: person))
    }

    private static func change(_ status: MeasurementStatus, content: Bool = true) -> Decision {
        let measurement = Example.changed(draft) { $0.status = status }
        return Rulebook.changeMeasurement.evaluate(
            MeasurementActFacts(measurement: measurement, changesContent: content, personID: UUID())
        )
    }
}

@Suite struct `The step to execution (CRS-04)` {
    @Test func `is allowed when every effect has an indicator with a baseline and a target`() throws {
        let finding = try #require(Self.finding { _ in })
        #expect(finding.status == .met)
        #expect(
            finding.reason.nl == "Elk maatschappelijk effect heeft een indicator met nulwaarde en streefwaarde."
        )
    }

    @Test func `is refused without an effect`() throws {
        let finding = try #require(Self.finding { $0.effects = [] })
        #expect(finding.status == .breached)
        #expect(finding.reason.nl == "De doelenboom heeft geen maatschappelijk effect.")
        #expect(finding.subjects.map(\.type) == ["programme"])
    }

    @Test func `names the effects that lack one, the first three in words and all as subjects`() throws {
        let lacking = (1...5).map { number in Example.effect("Effect \(number)") { $0.hasTarget = false } }
        let one = try #require(Self.finding { $0.effects.append(lacking[0]) })
        #expect(one.reason.nl == "Nog geen indicator met nulwaarde en streefwaarde: “Effect 1”.")
        #expect(one.subjects == [Finding.Subject(lacking[0])])
        let four = try #require(Self.finding { $0.effects += lacking.prefix(4) })
        #expect(four.reason.nl.hasSuffix(": “Effect 1”, “Effect 2”, “Effect 3” en nog één."))
        let five = try #require(Self.finding { $0.effects += lacking })
        #expect(five.reason.en.hasSuffix(": “Effect 1”, “Effect 2”, “Effect 3” and 2 others."))
        #expect(five.subjects.count == 5)
    }

    private static func finding(_ change: (inout CourseFacts) -> Void) -> Finding? {
        Rulebook.step(to: .execution).evaluate(Example.step(course: change)).finding("CRS-04")
    }
}

@Suite struct `The step to closed (CRS-07)` {
    @Test func `is allowed with a last measurement of every effect and no active effort`() throws {
        let finding = try #require(Self.finding { _ in })
        #expect(finding.status == .met)
        #expect(
            finding.reason.nl
                == "Van elk effect is een laatste meting goedgekeurd en geen inspanning is nog actief."
        )
    }

    @Test func `is refused with all that is lacking at once`() throws {
        let effect = Example.effect("Inwoners doen mee") { $0.hasFinalMeasurement = false }
        let effort = Example.effort("Buurtkamers", .project, .active)
        let finding = try #require(
            Self.finding {
                $0.effects.append(effect)
                $0.activeEfforts = [effort]
            }
        )
        #expect(
            finding.reason.nl
                == "Nog geen laatste goedgekeurde meting: “Inwoners doen mee”. Nog actief: “Buurtkamers”."
        )
        #expect(finding.subjects == [Finding.Subject(effect), Finding.Subject(effort)])
        #expect(try #require(Self.finding { $0.activeEfforts = [effort] }).reason.nl == "Nog actief: “Buurtkamers”.")
    }

    private static func finding(_ change: (inout CourseFacts) -> Void) -> Finding? {
        Rulebook.step(to: .closed).evaluate(Example.step(course: change)).finding("CRS-07")
    }
}
