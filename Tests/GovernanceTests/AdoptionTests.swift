import Domain
import Foundation
import Governance
import Testing

@Suite struct `The adoption of a vision` {
    @Test func `is allowed when everyone carries it, and says so rule by rule`() {
        let decision = Rulebook.adoptVision.evaluate(support())
        #expect(decision.isAllowed)
        #expect(decision.findings.map(\.article.id) == ["VIS-01", "VIS-02", "VIS-03"])
        #expect(decision.findings.allSatisfy { $0.status == .met && $0.remedy == nil })
        #expect(
            decision.findings.map(\.reason) == [
                LocalizedText(
                    nl: "Elke verplichte belanghebbende steunt deze tekst.",
                    en: "Every required stakeholder endorses this text."
                ),
                LocalizedText(
                    nl: "Bestuur, directie en maatschappelijke partners steunen de visie.",
                    en: "Executives, directors and social partners endorse the vision."
                ),
                LocalizedText(
                    nl: "Er is geen andere vastgestelde visie.",
                    en: "There is no other adopted vision."
                ),
            ]
        )
    }

    @Test func `is refused for all its reasons at once`() {
        let decision = Rulebook.adoptVision.evaluate(
            support {
                $0.change(Example.director) { $0.takes(.reservation) }
                $0.adopted = VisionFacts(id: UUID(), number: 4, status: .adopted)
            }
        )
        #expect(decision.blockers.map(\.article.id) == ["VIS-01", "VIS-02", "VIS-03"])
        #expect(!decision.lacksAuthority)
    }

    @Suite struct `by every required stakeholder (VIS-01)` {
        @Test(arguments: [
            (Stance.reservation, "voorbehoud", "reservation"), (.refused, "geweigerd", "refused"),
            (.withdrawn, "ingetrokken", "withdrawn"),
        ])
        func `is blocked by every other stance, and names it`(stance: Stance, nl: String, en: String) throws {
            let facts = support { $0.change(Example.socialPartner) { $0.takes(stance) } }
            let finding = try #require(Rulebook.adoptVision.evaluate(facts).finding("VIS-01"))
            #expect(finding.status == .breached)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Nog geen steun van Schoolbestuur Oeverwijs (\(nl)).",
                        en: "No support yet from Schoolbestuur Oeverwijs (\(en))."
                    )
            )
            #expect(
                finding.remedy
                    == LocalizedText(
                        nl: "Bespreek wat er nodig is; daarna geeft de vertegenwoordiger van elk van hen steun. Vraagt"
                            + " dat een andere tekst, breng de visie dan terug naar concept.",
                        en: "Discuss what is needed; then the representative of each of them endorses. If that takes"
                            + " another text, take the vision back to draft."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(Example.socialPartner)])
        }

        @Test func `names everyone who is missing, also who has no stance yet`() throws {
            let facts = support {
                $0.change(Example.executive) { $0.takes(nil) }
                $0.change(Example.socialPartner) { $0.takes(.withdrawn) }
            }
            let finding = try #require(Rulebook.adoptVision.evaluate(facts).finding("VIS-01"))
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Nog geen steun van Wethouder Wonen (nog geen standpunt) en Schoolbestuur Oeverwijs"
                            + " (ingetrokken).",
                        en: "No support yet from Wethouder Wonen (no stance yet) and Schoolbestuur Oeverwijs"
                            + " (withdrawn)."
                    )
            )
            #expect(finding.subjects.map(\.name) == ["Wethouder Wonen", "Schoolbestuur Oeverwijs"])
            #expect(finding.subjects.allSatisfy { $0.type == "stakeholder" })
        }

        @Test func `counts the latest stance, also after an endorsement that was withdrawn`() {
            let withdrawn = support { $0.change(Example.executive) { $0.takes(.withdrawn) } }
            let returned = Example.changed(withdrawn) { $0.change(Example.executive) { $0.takes(.endorsed) } }
            #expect(Rulebook.adoptVision.evaluate(withdrawn).finding("VIS-01")?.status == .breached)
            #expect(Rulebook.adoptVision.evaluate(returned).finding("VIS-01")?.status == .met)
        }

        @Test func `does not wait for who was removed`() {
            let facts = support {
                $0.stakeholders.append(
                    Example.stakeholder("Zorgkoepel", .socialPartner, stance: .refused) {
                        $0.endedAt = Example.adoptedAt
                    }
                )
            }
            #expect(Rulebook.adoptVision.evaluate(facts).isAllowed)
        }

        @Test func `waits for who is about to be removed, until that is confirmed`() {
            let facts = support {
                $0.stakeholders.append(
                    Example.stakeholder("Zorgkoepel", .socialPartner, stance: .refused) {
                        $0.removalRequestedByID = Example.programme.politicalSponsorID
                    }
                )
            }
            #expect(Rulebook.adoptVision.evaluate(facts).blockers.map(\.article.id) == ["VIS-01"])
        }

        @Test(arguments: [nil, Stance.reservation, .refused, .withdrawn])
        func `does not wait for whose support is not required`(stance: Stance?) {
            let facts = support {
                $0.stakeholders.append(
                    Example.stakeholder("Bewoners Oeverwijk", .residents, stance: stance) { $0.required = false }
                )
            }
            #expect(Rulebook.adoptVision.evaluate(facts).isAllowed)
        }

        @Test func `does not apply without required stakeholders`() throws {
            let facts = support {
                for stakeholder in $0.stakeholders { $0.change(stakeholder) { $0.required = false } }
            }
            let finding = try #require(Rulebook.adoptVision.evaluate(facts).finding("VIS-01"))
            #expect(finding.status == .notApplicable)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Er zijn geen verplichte belanghebbenden.",
                        en: "There are no required stakeholders."
                    )
            )
            #expect(finding.subjects.isEmpty)
        }

        @Test func `does not apply when every required stakeholder was removed`() {
            let facts = support {
                for stakeholder in $0.stakeholders { $0.change(stakeholder) { $0.endedAt = Example.adoptedAt } }
            }
            let decision = Rulebook.adoptVision.evaluate(facts)
            #expect(decision.finding("VIS-01")?.status == .notApplicable)
            #expect(decision.blockers.map(\.article.id) == ["VIS-02"])
        }
    }

    @Suite struct `by every side (VIS-02)` {
        @Test func `is refused without stakeholders, and names the three sides`() throws {
            let finding = try #require(
                Rulebook.adoptVision.evaluate(support { $0.stakeholders = [] }).finding("VIS-02")
            )
            #expect(finding.status == .breached)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Nog geen steun van: bestuur, directie en maatschappelijke partners.",
                        en: "No support yet from: executives, directors and social partners."
                    )
            )
            #expect(
                finding.remedy
                    == LocalizedText(
                        nl: "Uit elk van deze kringen geeft de vertegenwoordiger van ten minste één belanghebbende"
                            + " steun; leg die belanghebbende zo nodig eerst vast.",
                        en: "The representative of at least one stakeholder of each of these sides endorses; record"
                            + " that stakeholder first where there is none."
                    )
            )
            #expect(finding.subjects.isEmpty)
        }

        @Test(arguments: [
            (Example.executive, "bestuur", "executives"), (Example.director, "directie", "directors"),
            (Example.socialPartner, "maatschappelijke partners", "social partners"),
        ])
        func `is refused when one side is silent, and names only that`(
            silent: StakeholderFacts,
            nl: String,
            en: String
        ) throws {
            let facts = support { $0.stakeholders.removeAll { $0.id == silent.id } }
            let decision = Rulebook.adoptVision.evaluate(facts)
            #expect(decision.blockers.map(\.article.id) == ["VIS-02"])
            let reason = LocalizedText(nl: "Nog geen steun van: \(nl).", en: "No support yet from: \(en).")
            #expect(decision.blockers.first?.reason == reason)
        }

        @Test func `does not hear who was removed`() {
            let facts = support { $0.change(Example.director) { $0.endedAt = Example.adoptedAt } }
            #expect(Rulebook.adoptVision.evaluate(facts).blockers.map(\.article.id) == ["VIS-02"])
        }

        @Test func `hears whose support is not required`() {
            let facts = support { $0.change(Example.director) { $0.required = false } }
            #expect(Rulebook.adoptVision.evaluate(facts).finding("VIS-02")?.status == .met)
        }

        @Test(arguments: [nil, Stance.reservation, .refused, .withdrawn])
        func `does not hear another stance than an endorsement`(stance: Stance?) {
            let facts = support {
                $0.change(Example.director) {
                    $0.required = false
                    $0.takes(stance)
                }
            }
            #expect(Rulebook.adoptVision.evaluate(facts).blockers.map(\.article.id) == ["VIS-02"])
        }

        @Test func `needs one voice of a side, not all`() {
            let facts = support {
                $0.stakeholders.append(
                    Example.stakeholder("Gemeentesecretaris", .director, stance: .refused) { $0.required = false }
                )
            }
            #expect(Rulebook.adoptVision.evaluate(facts).isAllowed)
        }

        @Test func `is not filled by residents`() {
            let facts = support { $0.change(Example.socialPartner) { $0.category = .residents } }
            #expect(Rulebook.adoptVision.evaluate(facts).blockers.map(\.article.id) == ["VIS-02"])
        }
    }

    @Suite struct `beside another (VIS-03)` {
        @Test func `supersedes an older one, and names it`() throws {
            let older = VisionFacts(id: UUID(), number: 2, status: .adopted)
            let finding = try #require(
                Rulebook.adoptVision.evaluate(support { $0.adopted = older }).finding("VIS-03")
            )
            #expect(finding.status == .met)
            #expect(
                finding.reason
                    == LocalizedText(nl: "De vaststelling vervangt visie 2.", en: "The adoption supersedes vision 2.")
            )
            #expect(finding.subjects == [Finding.Subject(older)])
        }

        @Test func `is refused beside a newer one`() throws {
            let newer = VisionFacts(id: UUID(), number: 4, status: .adopted)
            let decision = Rulebook.adoptVision.evaluate(support { $0.adopted = newer })
            let finding = try #require(decision.blockers.first)
            #expect(decision.blockers.map(\.article.id) == ["VIS-03"])
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "Visie 4 is nieuwer en al vastgesteld.",
                        en: "Vision 4 is newer and already adopted."
                    )
            )
            #expect(
                finding.remedy
                    == LocalizedText(
                        nl: "Breng deze visie terug naar concept; zij krijgt dan een nieuw nummer en kan opnieuw worden"
                            + " voorgelegd.",
                        en: "Take this vision back to draft; it then gets a new number and can seek support again."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(type: "vision", id: newer.id, name: "v4")])
        }

        @Test func `is not in its own way`() {
            #expect(Rulebook.adoptVision.evaluate(Example.support()).finding("VIS-03")?.status == .met)
        }
    }
}

/// Vision 3 seeks support; there is no adopted one.
private func support(_ change: (inout SupportFacts) -> Void = { _ in }) -> SupportFacts {
    Example.support {
        $0.vision = VisionFacts(id: UUID(), number: 3, status: .seekingSupport)
        ($0.adopted, $0.lastNumber) = (nil, 3)
        change(&$0)
    }
}
