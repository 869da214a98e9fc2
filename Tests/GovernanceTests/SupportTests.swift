import Domain
import Foundation
import Governance
import Testing

@Suite struct `The support of an adopted vision` {
    @Suite struct `before a step to formation or execution (VIS-05)` {
        @Test(arguments: [Phase.formation, .execution])
        func `is no question before there is an adopted vision`(phase: Phase) throws {
            let facts = stepFacts { ($0.vision, $0.adopted) = (nil, nil) }
            let finding = try #require(Rulebook.step(to: phase).evaluate(facts).finding("VIS-05"))
            #expect(finding.status == .notApplicable)
            #expect(
                finding.reason
                    == LocalizedText(nl: "Er is nog geen vastgestelde visie.", en: "There is no adopted vision yet.")
            )
        }

        @Test(arguments: [Phase.formation, .execution])
        func `is there when every required stakeholder endorses`(phase: Phase) throws {
            let finding = try #require(Rulebook.step(to: phase).evaluate(Example.step()).finding("VIS-05"))
            #expect(finding.status == .met)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "De vastgestelde visie wordt gedragen.",
                        en: "The adopted vision is carried."
                    )
            )
        }

        @Test(arguments: [Phase.formation, .execution])
        func `is eroded when one falls away, and names whom and until when`(phase: Phase) throws {
            let facts = stepFacts {
                $0.change(Example.socialPartner) { $0.takes(.withdrawn) }
                $0.programme.supportDeadlineDate = CalendarDate("2026-10-08")
            }
            let finding = try #require(Rulebook.step(to: phase).evaluate(facts).blockers.first)
            #expect(finding.article.id == "VIS-05")
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Het draagvlak is verwaterd: geen steun van Schoolbestuur Oeverwijs (ingetrokken). De"
                            + " hersteltermijn loopt tot en met 8 oktober 2026.",
                        en: "Support is eroded: no support from Schoolbestuur Oeverwijs (withdrawn). The term for"
                            + " recovery runs up to and including 8 October 2026."
                    )
            )
            #expect(finding.remedy == Self.winBack)
            #expect(finding.subjects == [Finding.Subject(Example.socialPartner)])
        }

        @Test(arguments: [(0, "loopt", "runs"), (-1, "liep", "ran")])
        func `speaks of the term as it is: over from the day after its last`(
            days: Int,
            nl: String,
            en: String
        ) throws {
            let lastDay = try #require(CalendarDate("2028-02-29"))
            let facts = stepFacts {
                $0.change(Example.socialPartner) { $0.takes(.reservation) }
                $0.programme.supportDeadlineDate = lastDay
                $0.today = lastDay.advanced(byDays: -days)
            }
            let finding = try #require(Rulebook.step(to: .execution).evaluate(facts).finding("VIS-05"))
            #expect(finding.reason.nl.hasSuffix("(voorbehoud). De hersteltermijn \(nl) tot en met 29 februari 2028."))
            #expect(
                finding.reason.en.hasSuffix(
                    "(reservation). The term for recovery \(en) up to and including 29 February 2028."
                )
            )
        }

        @Test(arguments: [nil, Stance.reservation, .refused, .withdrawn])
        func `is eroded by every other stance, and by none`(stance: Stance?) {
            let facts = stepFacts { $0.change(Example.director) { $0.takes(stance) } }
            // Who gave none at all joined after the adoption, when everyone who was required had given one.
            let joined = stance == nil ? ["VIS-08"] : []
            #expect(Rulebook.step(to: .formation).evaluate(facts).blockers.map(\.article.id) == ["VIS-05"] + joined)
            #expect(
                Rulebook.step(to: .execution).evaluate(facts).blockers.map(\.article.id)
                    == ["VIS-05"] + joined + ["STA-06"]
            )
        }

        @Test func `names all who are missing, and no deadline that is not set`() throws {
            let facts = stepFacts {
                $0.change(Example.executive) { $0.takes(.refused) }
                $0.change(Example.director) { $0.takes(nil) }
            }
            let finding = try #require(Rulebook.step(to: .formation).evaluate(facts).finding("VIS-05"))
            #expect(
                finding.reason
                    == LocalizedText(
                        nl:
                            "Het draagvlak is verwaterd: geen steun van Wethouder Wonen (geweigerd) en Directeur Sociaal"
                            + " domein (nog geen standpunt).",
                        en: "Support is eroded: no support from Wethouder Wonen (refused) and Directeur Sociaal domein"
                            + " (no stance yet)."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(Example.executive), Finding.Subject(Example.director)])
        }

        @Test func `is not eroded by who was removed, nor by who is not required`() {
            let facts = stepFacts {
                $0.change(Example.executive) {
                    $0.takes(.withdrawn)
                    $0.endedAt = Example.adoptedAt
                }
                $0.change(Example.director) {
                    $0.takes(.withdrawn)
                    $0.required = false
                }
            }
            #expect(Rulebook.step(to: .execution).evaluate(facts).isAllowed)
        }

        @Test(arguments: [Phase.exploration, .reconsideration, .windDown, .closed, .rejected])
        func `is asked at no other step, so that the programme runs on`(phase: Phase) {
            let facts = stepFacts { $0.change(Example.director) { $0.takes(.withdrawn) } }
            #expect(Rulebook.step(to: phase).evaluate(facts).finding("VIS-05") == nil)
        }

        fileprivate static let winBack = LocalizedText(
            nl:
                "De vertegenwoordiger van elk van hen geeft (opnieuw) steun, of het programma legt een nieuwe visie voor en"
                + " stelt die vast.",
            en:
                "The representative of each of them endorses (again), or the programme seeks support for a new vision and"
                + " adopts it."
        )
    }

    @Suite struct `of who came after the adoption (VIS-08)` {
        @Test func `is no question before there is an adopted vision`() throws {
            let facts = step(createdAfter: 1, stance: nil) { ($0.vision, $0.adopted) = (nil, nil) }
            let finding = try #require(Rulebook.step(to: .formation).evaluate(facts).finding("VIS-08"))
            #expect(finding.status == .notApplicable)
            #expect(
                finding.reason
                    == LocalizedText(nl: "Er is nog geen vastgestelde visie.", en: "There is no adopted vision yet.")
            )
        }

        @Test(arguments: [(0 as Int64, Finding.Status.notApplicable), (1, .breached)])
        func `is missing from the millisecond after the adoption`(milliseconds: Int64, status: Finding.Status) {
            let decision = Rulebook.step(to: .execution).evaluate(step(createdAfter: milliseconds, stance: .withdrawn))
            #expect(decision.finding("VIS-08")?.status == status)
            // who came in the same moment is counted like all who were there
            #expect(decision.finding("VIS-05")?.status == .breached)
        }

        @Test func `is missing too of whoever was there before and became required later`() {
            let decision = Rulebook.step(to: .execution).evaluate(step(createdAfter: -1, stance: nil))
            #expect(decision.finding("VIS-08")?.status == .breached)
        }

        @Test func `does not apply when nobody came`() throws {
            let finding = try #require(Rulebook.step(to: .formation).evaluate(Example.step()).finding("VIS-08"))
            #expect(finding.status == .notApplicable)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Na de vaststelling is geen verplichte belanghebbende toegevoegd.",
                        en: "No required stakeholder was added after the adoption."
                    )
            )
        }

        @Test func `is missing until they give it, and names them`() throws {
            let facts = step(createdAfter: 1, stance: nil) {
                $0.stakeholders.append(newcomer("Zorgkoepel", createdAfter: 9, stance: .reservation))
                $0.stakeholders.append(newcomer("Sportraad", createdAfter: 9, stance: .endorsed))
            }
            let finding = try #require(Rulebook.step(to: .formation).evaluate(facts).finding("VIS-08"))
            #expect(finding.status == .breached)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Na de vaststelling toegevoegd en nog zonder eigen steun: Corporatie De Linde (nog geen"
                            + " standpunt) en Zorgkoepel (voorbehoud).",
                        en: "Added after the adoption and without support of their own: Corporatie De Linde (no stance"
                            + " yet) and Zorgkoepel (reservation)."
                    )
            )
            #expect(
                finding.remedy
                    == LocalizedText(
                        nl: "De vertegenwoordiger van elk van hen geeft zelf steun aan de vastgestelde visie.",
                        en: "The representative of each of them endorses the adopted vision."
                    )
            )
            #expect(finding.subjects.map(\.name) == ["Corporatie De Linde", "Zorgkoepel"])
        }

        @Test func `is there once they gave it`() throws {
            let facts = step(createdAfter: 1, stance: .endorsed)
            let decision = Rulebook.step(to: .execution).evaluate(facts)
            let finding = try #require(decision.finding("VIS-08"))
            #expect(decision.isAllowed)
            #expect(finding.status == .met)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Wie na de vaststelling kwam, steunt de visie.",
                        en: "Whoever came after the adoption endorses the vision."
                    )
            )
            #expect(finding.subjects.map(\.name) == ["Corporatie De Linde"])
        }

        @Test func `is not asked of newcomers who are not required, or were removed`() {
            let facts = stepFacts {
                $0.stakeholders += [
                    Example.changed(newcomer("Sportraad", createdAfter: 1, stance: nil)) { $0.required = false },
                    Example.changed(newcomer("Zorgkoepel", createdAfter: 1, stance: .refused)) {
                        $0.endedAt = Example.adoptedAt.advanced(byMilliseconds: 2)
                    },
                ]
            }
            let decision = Rulebook.step(to: .execution).evaluate(facts)
            #expect(decision.isAllowed)
            #expect(decision.finding("VIS-08")?.status == .notApplicable)
        }

        private func step(
            createdAfter milliseconds: Int64,
            stance: Stance?,
            _ change: (inout SupportFacts) -> Void = { _ in }
        ) -> ProgrammeStepFacts {
            stepFacts {
                $0.stakeholders.append(newcomer("Corporatie De Linde", createdAfter: milliseconds, stance: stance))
                change(&$0)
            }
        }

        private func newcomer(_ name: String, createdAfter milliseconds: Int64, stance: Stance?) -> StakeholderFacts {
            Example.stakeholder(name, .socialPartner, stance: stance) {
                $0.createdAt = Example.adoptedAt.advanced(byMilliseconds: milliseconds)
            }
        }
    }

    @Suite struct `before execution (STA-06)` {
        @Test func `is asked: without an adopted vision the step is refused`() throws {
            let facts = stepFacts { ($0.vision, $0.adopted) = (nil, nil) }
            let decision = Rulebook.step(to: .execution).evaluate(facts)
            let finding = try #require(decision.blockers.first)
            #expect(decision.blockers.map(\.article.id) == ["STA-06"])
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Het programma heeft geen vastgestelde visie.",
                        en: "The programme has no adopted vision."
                    )
            )
            #expect(
                finding.remedy
                    == LocalizedText(
                        nl:
                            "De programmamanager stelt met alle belanghebbenden een visie op en legt die ter steun voor;"
                            + " geeft elke verplichte belanghebbende steun, dan wordt die vastgesteld.",
                        en:
                            "The programme manager draws up a vision with all stakeholders and seeks support for it; once"
                            + " every required stakeholder endorses, it is adopted."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(facts.programme)])
        }

        @Test func `is there, and names the vision`() throws {
            let finding = try #require(Rulebook.step(to: .execution).evaluate(Example.step()).finding("STA-06"))
            #expect(finding.status == .met)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Visie 2 is vastgesteld en wordt gedragen.",
                        en: "Vision 2 is adopted and carried."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(Example.vision)])
        }

        @Test func `is refused while it is eroded, and names who is missing`() throws {
            let facts = stepFacts { $0.change(Example.executive) { $0.takes(.withdrawn) } }
            let finding = try #require(Rulebook.step(to: .execution).evaluate(facts).finding("STA-06"))
            #expect(finding.status == .breached)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "De vastgestelde visie wordt niet gedragen: geen steun van Wethouder Wonen (ingetrokken).",
                        en: "The adopted vision is not carried: no support from Wethouder Wonen (withdrawn)."
                    )
            )
            #expect(finding.remedy == `before a step to formation or execution (VIS-05)`.winBack)
            #expect(finding.subjects == [Finding.Subject(Example.executive)])
        }

        @Test func `is not asked before formation`() {
            let facts = stepFacts { ($0.vision, $0.adopted) = (nil, nil) }
            #expect(Rulebook.step(to: .formation).evaluate(facts).isAllowed)
        }
    }
}
