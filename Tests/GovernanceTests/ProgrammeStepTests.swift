import Domain
import Foundation
import Governance
import Testing

@Suite struct `The step of a programme` {
    @Suite struct `to formation (MTH-01)` {
        @Test func `is allowed with a goal, effort and two steering parties`() {
            let decision = Rulebook.step(to: .formation).evaluate(Example.step())
            #expect(decision.isAllowed)
            #expect(decision.findings.map(\.article.id) == ["MTH-01", "VIS-05", "VIS-08", "PPL-05"])
            #expect(decision.finding("MTH-01")?.status == .met)
            #expect(
                decision.findings[0].reason
                    == LocalizedText(
                        nl: "De opgave heeft een strategisch doel, structurele inspanning en 2 sturende partijen.",
                        en: "The challenge has a strategic goal, structural effort and 2 steering parties."
                    )
            )
            #expect(decision.findings[0].remedy == nil)
        }

        @Test func `is refused with one steering party, and names the method that fits`() throws {
            let facts = Example.step(challenge: { $0.steeringParties = 1 })
            let finding = try #require(Rulebook.step(to: .formation).evaluate(facts).blockers.first)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl:
                            "Aan de opgave ontbreekt nog: een tweede sturende partij. De passende aanpak is improvisatie.",
                        en: "The challenge still lacks a second steering party. The method that fits is improvisation."
                    )
            )
            #expect(
                finding.remedy
                    == LocalizedText(
                        nl:
                            "Kies de aanpak improvisatie, of leg met de opdrachtgevers vast wat ontbreekt en pas de opgave"
                            + " aan.",
                        en:
                            "Choose the method improvisation, or settle with the sponsors what is lacking and change the"
                            + " challenge."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(facts.method.challenge)])
        }

        @Test func `names everything that the challenge lacks in one sentence`() throws {
            let facts = Example.step(challenge: {
                ($0.strategicGoalSet, $0.structuralEffort, $0.steeringParties) = (false, false, 0)
            })
            let finding = try #require(Rulebook.step(to: .formation).evaluate(facts).blockers.first)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl:
                            "Aan de opgave ontbreekt nog: een vooraf gesteld strategisch doel, structurele inspanning en"
                            + " twee sturende partijen. De passende aanpak is improvisatie.",
                        en:
                            "The challenge still lacks a strategic goal set beforehand, structural effort and two steering"
                            + " parties. The method that fits is improvisation."
                    )
            )
        }

        @Test func `does not ask how predictable the outcomes are`() {
            for predictability: Int64 in [0, 79, 80, 100] {
                let facts = Example.step(challenge: { $0.predictability = predictability })
                #expect(Rulebook.step(to: .formation).evaluate(facts).isAllowed)
            }
        }

        @Test func `does not ask for commission and sponsors yet`() {
            let facts = Example.step(programme: { ($0.commission, $0.officialSponsorID) = (nil, nil) })
            #expect(Rulebook.step(to: .formation).evaluate(facts).isAllowed)
        }
    }

    @Suite struct `to execution (STA-04)` {
        @Test func `is allowed with a commission, a governance and two sponsors`() {
            let decision = Rulebook.step(to: .execution).evaluate(Example.step())
            #expect(decision.isAllowed)
            #expect(
                decision.findings.map(\.article.id) == [
                    "CRS-04", "VIS-05", "VIS-06", "VIS-08", "STA-01", "STA-02", "STA-03", "STA-04", "STA-05",
                    "PPL-05", "STA-06", "STA-07",
                ]
            )
            #expect(decision.finding("STA-04")?.status == .met)
            #expect(
                decision.finding("STA-04")?.reason
                    == LocalizedText(
                        nl: "Opdracht en governance zijn vastgelegd en er zijn twee verschillende opdrachtgevers.",
                        en: "Commission and governance are recorded and there are two distinct sponsors."
                    )
            )
        }

        @Test func `is refused with everything that is lacking, never only the first`() throws {
            let facts = Example.step(programme: {
                ($0.commission, $0.governance, $0.politicalSponsorID, $0.officialSponsorID) = (nil, nil, nil, nil)
            })
            let finding = try #require(Rulebook.step(to: .execution).evaluate(facts).blockers.first)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl:
                            "Aan het programma ontbreekt nog: de opdracht, de governance, een bestuurlijk opdrachtgever en"
                            + " een ambtelijk opdrachtgever.",
                        en:
                            "The programme still lacks the commission, the governance, a political sponsor and an official"
                            + " sponsor."
                    )
            )
            #expect(
                finding.remedy
                    == LocalizedText(
                        nl:
                            "De programmamanager legt met de opdrachtgevers vast wat ontbreekt; een opdrachtgever komt er"
                            + " door een actieve toewijzing aan die rol, of wordt bij het programma genoemd.",
                        en:
                            "The programme manager settles with the sponsors what is lacking; a sponsor comes by an active"
                            + " assignment to that role, or is named with the programme."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(facts.programme)])
        }

        @Test(arguments: ["", " ", "\t\n", "\u{A0}", "\u{2003}"])
        func `is refused when the commission is only white space`(commission: String) throws {
            let facts = Example.step(programme: { $0.commission = commission })
            let finding = try #require(Rulebook.step(to: .execution).evaluate(facts).blockers.first)
            #expect(finding.reason.nl == "Aan het programma ontbreekt nog: de opdracht.")
            #expect(finding.reason.en == "The programme still lacks the commission.")
        }

        @Test func `is allowed with a commission of one letter`() {
            let facts = Example.step(programme: { $0.commission = " x " })
            #expect(Rulebook.step(to: .execution).evaluate(facts).isAllowed)
        }

        @Test func `is refused when one person is both sponsors`() throws {
            let facts = Example.step(programme: { $0.officialSponsorID = $0.politicalSponsorID })
            let finding = try #require(Rulebook.step(to: .execution).evaluate(facts).blockers.first)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl:
                            "Aan het programma ontbreekt nog: een tweede opdrachtgever (bestuurlijk en ambtelijk zijn nu"
                            + " dezelfde persoon).",
                        en:
                            "The programme still lacks a second sponsor (political and official are now the same person)."
                    )
            )
        }
    }

    @Test(arguments: [Phase.exploration, .reconsideration, .rejected])
    func `asks the rulebook also where no rule guards it yet`(phase: Phase) {
        #expect(Rulebook.step(to: phase).evaluate(Example.step()) == .unguarded)
    }

    @Test func `is weighed by all its rules at once, never only by the first`() {
        var facts = Example.step(programme: { $0.commission = nil }, challenge: { $0.steeringParties = 1 }) {
            $0.change(Example.executive) {
                $0.takes(.refused)
                $0.createdAt = Example.adoptedAt.advanced(byMilliseconds: 1)
            }
            $0.programme.phase = .reconsideration
            $0.programme.supportDeadlineDate = $0.today.advanced(byDays: -1)
        }
        facts.teams = [TeamCapacityFacts(id: UUID(), name: "Wmo", hasConfirmedHours: false)]
        #expect(
            Rulebook.step(to: .formation).evaluate(facts).blockers.map(\.article.id) == ["MTH-01", "VIS-05", "VIS-08"]
        )
        #expect(
            Rulebook.step(to: .execution).evaluate(facts).blockers.map(\.article.id)
                == ["VIS-05", "VIS-06", "VIS-08", "STA-01", "STA-04", "STA-06"]
        )
    }

    @Test func `is never about authority yet`() {
        for phase in Phase.allCases {
            let facts = Example.step(programme: { $0.commission = nil }, challenge: { $0.steeringParties = 0 }) {
                $0.change(Example.executive) { $0.takes(.withdrawn) }
            }
            #expect(!Rulebook.step(to: phase).evaluate(facts).lacksAuthority)
        }
    }
}
