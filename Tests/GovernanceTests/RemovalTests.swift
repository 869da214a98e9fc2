import Domain
import Foundation
import Governance
import Testing

@Suite struct `A stakeholder being removed (VIS-07)` {
    @Test func `is asked for by the political sponsor`() {
        let decision = Rulebook.removeStakeholder.evaluate(Example.act(by: Example.programme.politicalSponsorID))
        #expect(decision.isAllowed)
        #expect(decision.findings.map(\.status) == [.met])
        #expect(
            decision.findings[0].reason
                == LocalizedText(
                    nl: "De bestuurlijk opdrachtgever vraagt om de verwijdering; een tweede persoon moet die"
                        + " bevestigen.",
                    en: "The political sponsor asks for the removal; a second person must confirm it."
                )
        )
        #expect(decision.findings[0].subjects == [Finding.Subject(Example.director)])
    }

    @Test(arguments: [nil, UUID(), Example.director.representativeID, Example.programme.officialSponsorID])
    func `is asked for by nobody else, administrators included`(person: UUID?) throws {
        let decision = Rulebook.removeStakeholder.evaluate(Example.act(by: person, isAdministrator: true))
        let finding = try #require(decision.blockers.first)
        #expect(finding.article.id == "VIS-07")
        #expect(
            finding.reason
                == LocalizedText(
                    nl: "Alleen de bestuurlijk opdrachtgever van het programma verwijdert een verplichte"
                        + " belanghebbende.",
                    en: "Only the political sponsor of the programme removes a required stakeholder."
                )
        )
        #expect(
            finding.remedy
                == LocalizedText(
                    nl: "Vraag het aan de bestuurlijk opdrachtgever van het programma.",
                    en: "Ask the political sponsor of the programme."
                )
        )
        #expect(finding.subjects == [Finding.Subject(Example.director)])
    }

    @Test(arguments: [nil, UUID()])
    func `is asked for by nobody while there is no political sponsor`(person: UUID?) throws {
        let facts = Example.changed(Example.act(by: person)) { $0.support.programme.politicalSponsorID = nil }
        let finding = try #require(Rulebook.removeStakeholder.evaluate(facts).blockers.first)
        #expect(
            finding.remedy
                == LocalizedText(
                    nl: "Wijs eerst een bestuurlijk opdrachtgever aan; die kan de belanghebbende verwijderen.",
                    en: "Name a political sponsor first; that person can remove the stakeholder."
                )
        )
    }

    @Test func `needs no sponsor when its support is not required`() {
        let finding = Rulebook.removeStakeholder.evaluate(Example.act(by: UUID()) { $0.required = false }).findings[0]
        #expect(finding.status == .notApplicable)
        #expect(
            finding.reason
                == LocalizedText(
                    nl: "De steun van Directeur Sociaal domein is niet verplicht; verwijderen vraagt geen"
                        + " bevestiging.",
                    en: "The support of Directeur Sociaal domein is not required; removal needs no confirmation."
                )
        )
    }

    @Test func `is confirmed by a second person`() {
        let decision = Rulebook.confirmRemoval.evaluate(requested(confirmedBy: UUID()))
        #expect(decision.findings.map(\.status) == [.met])
        #expect(
            decision.findings[0].reason
                == LocalizedText(
                    nl: "Een tweede persoon bevestigt de verwijdering van Directeur Sociaal domein.",
                    en: "A second person confirms the removal of Directeur Sociaal domein."
                )
        )
        #expect(decision.findings[0].subjects == [Finding.Subject(Example.director)])
    }

    @Test(arguments: [requester, Example.director.representativeID, Example.programme.politicalSponsorID])
    func `is not confirmed by who asked, the sponsor of today or the representative`(person: UUID?) throws {
        let finding = try #require(
            Rulebook.confirmRemoval.evaluate(requested(confirmedBy: person)).blockers.first
        )
        #expect(finding.article.id == "VIS-07")
        #expect(
            finding.reason
                == LocalizedText(
                    nl: "Wie om de verwijdering vroeg, de bestuurlijk opdrachtgever en de vertegenwoordiger kunnen"
                        + " die niet bevestigen.",
                    en: "Whoever asked for the removal, the political sponsor and the representative cannot confirm"
                        + " it."
                )
        )
        #expect(
            finding.remedy
                == LocalizedText(
                    nl: "Vraag de bevestiging aan iemand die bij deze verwijdering geen partij is.",
                    en: "Ask someone who is no party to this removal to confirm it."
                )
        )
        #expect(finding.subjects == [Finding.Subject(Example.director)])
    }

    @Test func `is not confirmed by a token without a person`() {
        #expect(
            Rulebook.confirmRemoval.evaluate(requested(confirmedBy: nil)).blockers.first?.reason
                == LocalizedText(
                    nl: "Deze toegangssleutel hoort bij geen persoon; alleen een tweede persoon bevestigt een"
                        + " verwijdering.",
                    en: "This token belongs to no person; only a second person confirms a removal."
                )
        )
    }

    /// Asked for by an earlier political sponsor.
    private static let requester: UUID? = UUID()

    private func requested(confirmedBy person: UUID?) -> StakeholderActFacts {
        Example.act(by: person) { $0.removalRequestedByID = Self.requester }
    }
}

@Suite struct `Removing a stakeholder whose support is not required (VIS-07)` {
    private func decision(by person: UUID?) -> Decision {
        let bystander = Example.changed(Example.stakeholder("Sportraad", .residents, stance: nil)) {
            $0.required = false
        }
        return Rulebook.removeStakeholder.evaluate(
            StakeholderActFacts(
                support: Example.support(),
                before: bystander,
                after: bystander,
                personID: person,
                isAdministrator: false
            )
        )
    }

    @Test func `takes a person, because it is recorded who did it`() {
        #expect(decision(by: UUID()).finding("VIS-07")?.status == .notApplicable)
        #expect(decision(by: nil).finding("VIS-07")?.status == .breached)
    }
}
