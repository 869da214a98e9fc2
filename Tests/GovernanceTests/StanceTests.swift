import Domain
import Foundation
import Governance
import Testing

@Suite struct `A stakeholder giving a stance` {
    @Test func `is heard when its representative gives it on a vision that takes stances`() {
        let decision = Rulebook.giveStance.evaluate(Example.act(by: Example.director.representativeID))
        #expect(decision.isAllowed)
        #expect(decision.findings.map(\.article.id) == ["VIS-04", "VIS-07", "VIS-09"])
        #expect(decision.findings.allSatisfy { $0.status == .met && $0.remedy == nil })
        #expect(
            decision.findings.map(\.reason) == [
                LocalizedText(
                    nl: "De vertegenwoordiger van Directeur Sociaal domein geeft het standpunt.",
                    en: "The representative of Directeur Sociaal domein gives the stance."
                ),
                LocalizedText(
                    nl: "De belanghebbende is niet verwijderd.",
                    en: "The stakeholder was not removed."
                ),
                LocalizedText(nl: "De visie is vastgesteld.", en: "The vision is adopted."),
            ]
        )
    }

    @Test func `is refused to another person, who lacks authority (VIS-04)`() throws {
        let decision = Rulebook.giveStance.evaluate(Example.act(by: UUID()))
        let finding = try #require(decision.blockers.first)
        #expect(decision.blockers.map(\.article.id) == ["VIS-04"])
        #expect(decision.lacksAuthority)
        #expect(
            finding.reason
                == LocalizedText(
                    nl: "U bent niet de vertegenwoordiger van Directeur Sociaal domein.",
                    en: "You are not the representative of Directeur Sociaal domein."
                )
        )
        #expect(
            finding.remedy
                == LocalizedText(
                    nl: "De vertegenwoordiger geeft het standpunt zelf; is dat inmiddels een ander, dan wijst de"
                        + " bestuurlijk opdrachtgever die eerst aan.",
                    en: "The representative gives the stance; if that is someone else by now, the political sponsor"
                        + " names that person first."
                )
        )
        #expect(finding.subjects == [Finding.Subject(Example.director)])
    }

    @Test func `is refused to a token without a person (VIS-04)`() throws {
        let decision = Rulebook.giveStance.evaluate(Example.act(by: nil))
        #expect(decision.lacksAuthority)
        #expect(
            decision.blockers.first?.reason
                == LocalizedText(
                    nl: "Deze toegangssleutel hoort bij geen persoon, en dus niet bij de vertegenwoordiger van"
                        + " Directeur Sociaal domein.",
                    en: "This token belongs to no person, and so not to the representative of Directeur Sociaal"
                        + " domein."
                )
        )
    }

    @Test func `is refused to sponsor and administrator alike: nobody gives it for another (VIS-04)`() {
        let facts = Example.act(by: Example.programme.politicalSponsorID, isAdministrator: true)
        #expect(Rulebook.giveStance.evaluate(facts).blockers.map(\.article.id) == ["VIS-04"])
    }

    @Test func `is refused to the representative of another stakeholder (VIS-04)`() {
        let facts = Example.act(by: Example.executive.representativeID)
        #expect(Rulebook.giveStance.evaluate(facts).lacksAuthority)
    }

    @Test func `is heard no more once it was removed (VIS-07)`() throws {
        let facts = Example.act(by: Example.director.representativeID) {
            $0.endedAt = Moment(rfc3339: "2026-10-08T22:30:00Z")
        }
        let decision = Rulebook.giveStance.evaluate(facts)
        let finding = try #require(decision.blockers.first)
        #expect(decision.blockers.map(\.article.id) == ["VIS-07"])
        #expect(!decision.lacksAuthority)
        #expect(
            finding.reason
                == LocalizedText(
                    nl: "Directeur Sociaal domein is op 9 oktober 2026 verwijderd; eerdere standpunten blijven"
                        + " zichtbaar, een nieuw standpunt telt niet meer.",
                    en:
                        "Directeur Sociaal domein was removed on 9 October 2026; earlier stances stay visible, a new"
                        + " one no longer counts."
                )
        )
        #expect(finding.remedy == Example.recordAnew)
        #expect(finding.subjects == [Finding.Subject(Example.director)])
    }

    @Test func `is heard while its removal waits for confirmation (VIS-07)`() {
        let facts = Example.act(by: Example.director.representativeID) { $0.removalRequestedByID = UUID() }
        #expect(Rulebook.giveStance.evaluate(facts).isAllowed)
    }

    @Test func `is heard on a vision that seeks support (VIS-09)`() {
        let facts = Example.act(by: Example.director.representativeID, on: .seekingSupport)
        let decision = Rulebook.giveStance.evaluate(facts)
        #expect(decision.isAllowed)
        #expect(
            decision.finding("VIS-09")?.reason
                == LocalizedText(nl: "De visie is ter steun voorgelegd.", en: "The vision is seeking support.")
        )
    }

    @Test(arguments: [
        (
            VisionStatus.draft, LocalizedText(nl: "een concept", en: "a draft"),
            LocalizedText(nl: "Leg deze visie eerst ter steun voor.", en: "Let this vision seek support first.")
        ),
        (
            .superseded, LocalizedText(nl: "vervangen", en: "superseded"),
            LocalizedText(
                nl: "Geef het standpunt over de visie die nu is voorgelegd of vastgesteld.",
                en: "Give the stance on the vision that now seeks support or is adopted."
            )
        ),
    ])
    func `is not heard on another vision (VIS-09)`(
        status: VisionStatus,
        title: LocalizedText,
        remedy: LocalizedText
    ) throws {
        let facts = Example.act(by: Example.director.representativeID, on: status)
        let decision = Rulebook.giveStance.evaluate(facts)
        let finding = try #require(decision.blockers.first)
        #expect(decision.blockers.map(\.article.id) == ["VIS-09"])
        #expect(
            finding.reason
                == LocalizedText(
                    nl: "De visie is \(title.nl); standpunten zijn er alleen over een tekst die is voorgelegd of"
                        + " vastgesteld.",
                    en: "The vision is \(title.en); stances are only given on a text that seeks support or is"
                        + " adopted."
                )
        )
        #expect(finding.remedy == remedy)
        #expect(finding.subjects == [Finding.Subject(try #require(facts.support.vision))])
    }

    @Test func `is refused for all its reasons at once, and then lacks authority too`() {
        let facts = Example.act(by: UUID(), on: .draft) { $0.endedAt = Example.adoptedAt }
        let decision = Rulebook.giveStance.evaluate(facts)
        #expect(decision.blockers.map(\.article.id) == ["VIS-04", "VIS-07", "VIS-09"])
        #expect(decision.lacksAuthority)
    }
}
