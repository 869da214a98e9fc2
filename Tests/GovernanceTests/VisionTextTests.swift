import Domain
import Foundation
import Governance
import Testing

@Suite struct `The text of a vision (VIS-09)` {
    @Test func `changes while it is a draft`() throws {
        let finding = try #require(Rulebook.changeVision.evaluate(Self.change(.draft)).finding("VIS-09"))
        #expect(finding.status == .met)
        #expect(finding.reason == LocalizedText(nl: "De visie is een concept.", en: "The vision is a draft."))
    }

    @Test func `is frozen while it seeks support`() throws {
        let facts = Self.change(.seekingSupport)
        let finding = try #require(Rulebook.changeVision.evaluate(facts).blockers.first)
        #expect(finding.article.id == "VIS-09")
        #expect(
            finding.reason
                == LocalizedText(
                    nl: "De visie is ter steun voorgelegd; haar tekst ligt vast.",
                    en: "The vision is seeking support; its text is frozen."
                )
        )
        #expect(
            finding.remedy
                == LocalizedText(
                    nl: "Breng de visie terug naar concept; zij krijgt dan een nieuw nummer, en steun wordt opnieuw"
                        + " gevraagd.",
                    en: "Take the vision back to draft; it then gets a new number, and support is sought anew."
                )
        )
        #expect(finding.subjects == [Finding.Subject(facts.vision)])
    }

    @Test(arguments: [
        (VisionStatus.adopted, "vastgesteld", "adopted"), (.superseded, "vervangen", "superseded"),
    ])
    func `is frozen for good once it was adopted or superseded`(status: VisionStatus, nl: String, en: String) throws {
        let finding = try #require(Rulebook.changeVision.evaluate(Self.change(status)).blockers.first)
        #expect(
            finding.reason
                == LocalizedText(
                    nl: "De visie is \(nl); haar tekst ligt vast.",
                    en: "The vision is \(en); its text is frozen."
                )
        )
        #expect(finding.remedy == LocalizedText(nl: "Stel een nieuwe visie op.", en: "Draw up a new vision."))
    }

    @Test(arguments: VisionStatus.allCases)
    func `is not in question when something else changes`(status: VisionStatus) throws {
        let facts = Example.changed(Self.change(status)) { $0.changesText = false }
        let finding = try #require(Rulebook.changeVision.evaluate(facts).finding("VIS-09"))
        #expect(finding.status == .notApplicable)
        #expect(finding.reason == LocalizedText(nl: "De tekst verandert niet.", en: "The text does not change."))
    }

    private static func change(_ status: VisionStatus) -> VisionChangeFacts {
        VisionChangeFacts(vision: VisionFacts(id: UUID(), number: 1, status: status), changesText: true)
    }
}
