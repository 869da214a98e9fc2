import Domain
import Foundation
import Governance
import Testing

@Suite struct `A stakeholder` {
    @Suite struct `being added (VIS-08)` {
        @Test func `inherits nothing when a vision is adopted already`() throws {
            let finding = try #require(Rulebook.recordStakeholder.evaluate(added()).finding("VIS-08"))
            #expect(finding.status == .met)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Zorgkoepel erft geen steun: tot die zelf steun geeft, is het draagvlak verwaterd.",
                        en: "Zorgkoepel inherits no support: until it gives its own endorsement, support is eroded."
                    )
            )
            #expect(finding.subjects.isEmpty)
        }

        @Test func `has nothing to inherit before the adoption`() {
            let facts = Example.changed(added()) { ($0.support.vision, $0.support.adopted) = (nil, nil) }
            let finding = Rulebook.recordStakeholder.evaluate(facts).findings[0]
            #expect(finding.status == .notApplicable)
            #expect(
                finding.reason
                    == LocalizedText(nl: "Er is nog geen vastgestelde visie.", en: "There is no adopted vision yet.")
            )
        }

        @Test func `matters only when its support is required`() {
            let facts = Example.changed(added()) { $0.after.required = false }
            let finding = Rulebook.recordStakeholder.evaluate(facts).findings[0]
            #expect(finding.status == .notApplicable)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Er komt geen verplichte belanghebbende bij.",
                        en: "No required stakeholder is added."
                    )
            )
        }

        private func added() -> StakeholderActFacts {
            StakeholderActFacts(
                support: Example.support(),
                before: nil,
                after: Example.stakeholder("Zorgkoepel", .socialPartner, stance: nil),
                personID: UUID(),
                isAdministrator: false
            )
        }
    }

    @Suite struct `being changed` {
        @Test func `is weighed by no rule when only its name changes`() {
            let decision = Rulebook.changeStakeholder.evaluate(change { $0.name = "Directeur Ruimte" })
            #expect(decision.findings.map(\.article.id) == ["VIS-02", "VIS-04", "VIS-07", "VIS-08"])
            #expect(decision.findings.allSatisfy { $0.status == .notApplicable && $0.subjects.isEmpty })
            #expect(
                decision.findings.map(\.reason) == [
                    LocalizedText(
                        nl: "Categorie en partner veranderen niet.",
                        en: "Category and partner do not change."
                    ),
                    LocalizedText(
                        nl: "De vertegenwoordiger blijft dezelfde.",
                        en: "The representative stays the same."
                    ),
                    LocalizedText(
                        nl: "Of steun verplicht is, verandert niet.",
                        en: "Whether support is required does not change."
                    ),
                    LocalizedText(
                        nl: "Er komt geen verplichte belanghebbende bij.",
                        en: "No required stakeholder is added."
                    ),
                ]
            )
        }

        @Test func `keeps its category once it gave a stance (VIS-02)`() throws {
            let decision = Rulebook.changeStakeholder.evaluate(change { $0.category = .executive })
            let finding = try #require(decision.blockers.first)
            #expect(decision.blockers.map(\.article.id) == ["VIS-02"])
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Directeur Sociaal domein gaf al een standpunt; categorie en partner liggen vast.",
                        en: "Directeur Sociaal domein already gave a stance; category and partner are frozen."
                    )
            )
            #expect(finding.remedy == Example.recordAnew)
            #expect(finding.subjects == [Finding.Subject(Example.director)])
        }

        @Test func `keeps its partner once it gave a stance, also one on an earlier vision (VIS-02)`() {
            let facts = change(before: { $0.latest = nil }) { $0.partnerID = UUID() }
            #expect(Rulebook.changeStakeholder.evaluate(facts).blockers.map(\.article.id) == ["VIS-02"])
        }

        @Test func `may change both before its first stance (VIS-02)`() throws {
            let facts = change(before: { ($0.latest, $0.hasGivenStance) = (nil, false) }) {
                ($0.category, $0.partnerID) = (.socialPartner, UUID())
            }
            let finding = try #require(Rulebook.changeStakeholder.evaluate(facts).finding("VIS-02"))
            #expect(finding.status == .met)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "De belanghebbende gaf nog geen standpunt.",
                        en: "The stakeholder gave no stance yet."
                    )
            )
        }

        @Test func `gets another representative from the political sponsor (VIS-04)`() throws {
            let facts = change(by: Example.programme.politicalSponsorID) { $0.representativeID = UUID() }
            let finding = try #require(Rulebook.changeStakeholder.evaluate(facts).finding("VIS-04"))
            #expect(finding.status == .met)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "De bestuurlijk opdrachtgever wijst de vertegenwoordiger aan.",
                        en: "The political sponsor names the representative."
                    )
            )
        }

        @Test func `gets another representative from an administrator, also one without a person (VIS-04)`() throws {
            let facts = change(by: nil, isAdministrator: true) { $0.representativeID = UUID() }
            let finding = try #require(Rulebook.changeStakeholder.evaluate(facts).finding("VIS-04"))
            #expect(finding.status == .met)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Een beheerder wijst de vertegenwoordiger aan.",
                        en: "An administrator names the representative."
                    )
            )
        }

        @Test(arguments: [nil, UUID(), Example.director.representativeID, Example.programme.officialSponsorID])
        func `gets another representative from nobody else (VIS-04)`(person: UUID?) throws {
            let decision = Rulebook.changeStakeholder.evaluate(change(by: person) { $0.representativeID = UUID() })
            let finding = try #require(decision.blockers.first)
            #expect(decision.blockers.map(\.article.id) == ["VIS-04"])
            #expect(decision.lacksAuthority)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Alleen de zittende bestuurlijk opdrachtgever of een beheerder wijst een andere"
                            + " vertegenwoordiger aan.",
                        en: "Only the sitting political sponsor or an administrator names another representative."
                    )
            )
            #expect(
                finding.remedy
                    == LocalizedText(
                        nl: "Vraag het aan de bestuurlijk opdrachtgever van het programma, of aan een beheerder.",
                        en: "Ask the political sponsor of the programme, or an administrator."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(Example.director)])
        }

        @Test func `is not served by no person for a sponsor that is not there (VIS-04)`() {
            let facts = Example.changed(change(by: nil) { $0.representativeID = UUID() }) {
                $0.support.programme.politicalSponsorID = nil
            }
            #expect(Rulebook.changeStakeholder.evaluate(facts).lacksAuthority)
        }

        @Test func `stays required, also when the sponsor asks (VIS-07)`() throws {
            let facts = change(by: Example.programme.politicalSponsorID) { $0.required = false }
            let decision = Rulebook.changeStakeholder.evaluate(facts)
            let finding = try #require(decision.blockers.first)
            #expect(decision.blockers.map(\.article.id) == ["VIS-07"])
            #expect(!decision.lacksAuthority)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl:
                            "Directeur Sociaal domein blijft een verplichte belanghebbende, tenzij die wordt verwijderd.",
                        en: "Directeur Sociaal domein stays a required stakeholder, unless it is removed."
                    )
            )
            #expect(
                finding.remedy
                    == LocalizedText(
                        nl: "De bestuurlijk opdrachtgever verwijdert de belanghebbende (removal), en een tweede persoon"
                            + " bevestigt dat.",
                        en: "The political sponsor removes the stakeholder (removal), and a second person confirms it."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(Example.director)])
        }

        @Test func `may become required, and then its own support counts (VIS-07, VIS-08)`() throws {
            let facts = change(before: { ($0.required, $0.latest) = (false, nil) }) { $0.required = true }
            let decision = Rulebook.changeStakeholder.evaluate(facts)
            #expect(decision.isAllowed)
            #expect(
                decision.finding("VIS-07")?.reason
                    == LocalizedText(
                        nl: "De steun van Directeur Sociaal domein wordt verplicht.",
                        en: "The support of Directeur Sociaal domein becomes required."
                    )
            )
            let finding = try #require(decision.finding("VIS-08"))
            #expect(finding.status == .met)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl:
                            "Directeur Sociaal domein erft geen steun: tot die zelf steun geeft, is het draagvlak"
                            + " verwaterd.",
                        en: "Directeur Sociaal domein inherits no support: until it gives its own endorsement, support"
                            + " is eroded."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(facts.after)])
        }

        @Test func `that endorsed already keeps that endorsement when it becomes required (VIS-08)`() {
            let facts = change(before: { $0.required = false }) { $0.required = true }
            #expect(
                Rulebook.changeStakeholder.evaluate(facts).finding("VIS-08")?.reason
                    == LocalizedText(
                        nl: "Directeur Sociaal domein steunt de vastgestelde visie al.",
                        en: "Directeur Sociaal domein already endorses the adopted vision."
                    )
            )
        }

        @Test func `keeps its representative while its removal waits for confirmation (VIS-07)`() throws {
            let facts = change(
                by: nil,
                isAdministrator: true,
                before: { $0.removalRequestedByID = UUID() }
            ) { $0.representativeID = UUID() }
            let finding = try #require(Rulebook.changeStakeholder.evaluate(facts).blockers.first)
            #expect(finding.article.id == "VIS-07")
            #expect(finding.reason.en.contains("waits for confirmation"))
        }

        @Test func `does not become required once it was removed (VIS-07)`() throws {
            let facts = change(before: { ($0.required, $0.endedAt) = (false, Example.adoptedAt) }) {
                $0.required = true
            }
            let finding = try #require(Rulebook.changeStakeholder.evaluate(facts).blockers.first)
            #expect(finding.article.id == "VIS-07")
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Directeur Sociaal domein is verwijderd en blijft zoals die was.",
                        en: "Directeur Sociaal domein was removed and stays as it was."
                    )
            )
            #expect(finding.remedy == Example.recordAnew)
        }

        @Test func `is refused for all its reasons at once`() {
            let facts = change { ($0.category, $0.representativeID, $0.required) = (.residents, UUID(), false) }
            let decision = Rulebook.changeStakeholder.evaluate(facts)
            #expect(decision.blockers.map(\.article.id) == ["VIS-02", "VIS-04", "VIS-07"])
            #expect(decision.lacksAuthority)
        }

        private func change(
            by person: UUID? = UUID(),
            isAdministrator: Bool = false,
            before: (inout StakeholderFacts) -> Void = { _ in },
            _ after: (inout StakeholderFacts) -> Void
        ) -> StakeholderActFacts {
            let before = Example.changed(Example.director, before)
            return StakeholderActFacts(
                support: Example.support(),
                before: before,
                after: Example.changed(before, after),
                personID: person,
                isAdministrator: isAdministrator
            )
        }
    }
}
