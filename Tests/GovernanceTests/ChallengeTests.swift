import Domain
import Foundation
import Governance
import Testing

@Suite struct `A challenge` {
    @Suite struct `with a chosen method (MTH-02)` {
        @Test func `needs no motivation when nothing was chosen`() {
            let finding = Rulebook.recordChallenge.evaluate(Example.method()).findings[0]
            #expect(finding.status == .notApplicable)
            #expect(
                finding.reason
                    == LocalizedText(nl: "Er is nog geen aanpak gekozen.", en: "No method has been chosen yet.")
            )
        }

        @Test func `needs no motivation when the choice is the advice`() {
            let finding = Rulebook.recordChallenge.evaluate(Example.method { $0.chosenMethod = .programme }).findings[0]
            #expect(finding.status == .met)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "De gekozen aanpak is de geadviseerde: programma.",
                        en: "The chosen method is the advised one: programme."
                    )
            )
        }

        @Test(arguments: [nil, "", "  ", "\n\u{2003}"])
        func `is refused when it deviates without saying why`(motivation: String?) throws {
            let facts = Example.method { ($0.chosenMethod, $0.motivation) = (.project, motivation) }
            let finding = try #require(Rulebook.recordChallenge.evaluate(facts).blockers.first)
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "De gekozen aanpak is project, het advies is programma, en een motivering ontbreekt.",
                        en: "The chosen method is project, the advice is programme, and a motivation is missing."
                    )
            )
            #expect(
                finding.remedy
                    == LocalizedText(
                        nl: "Vul een motivering in (motivation), of kies de aanpak programma.",
                        en: "Fill in a motivation, or choose the method programme."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(facts.challenge)])
        }

        @Test func `may deviate with a motivation`() {
            let facts = Example.method { ($0.chosenMethod, $0.motivation) = (.project, "Eén partij trekt zich terug.") }
            let finding = Rulebook.recordChallenge.evaluate(facts).findings[0]
            #expect(finding.status == .met)
            #expect(finding.reason.nl == "De keuze voor project in plaats van programma is gemotiveerd.")
            #expect(finding.reason.en == "The choice of project instead of programme is motivated.")
        }

        @Test func `deviates from the percent of the threshold on`() {
            for (predictability, isAllowed) in [(79 as Int64, true), (80, false), (81, false)] {
                let facts = Example.method { ($0.chosenMethod, $0.predictability) = (.programme, predictability) }
                #expect(Rulebook.recordChallenge.evaluate(facts).isAllowed == isAllowed)
            }
        }
    }

    @Suite struct `whose facts change (MTH-01)` {
        @Test func `is free while no programme has left exploration`() {
            let decision = Rulebook.changeChallenge.evaluate(Self.change([]) { $0.steeringParties = 5 })
            #expect(decision.isAllowed)
            #expect(decision.finding("MTH-01")?.status == .met)
            #expect(
                decision.findings[0].reason
                    == LocalizedText(
                        nl: "Geen programma van deze opgave is voorbij de verkenning.",
                        en: "No programme of this challenge has left exploration."
                    )
            )
        }

        @Test func `is frozen by one programme`() throws {
            let finding = try #require(
                Rulebook.changeChallenge.evaluate(Self.change([Example.programme]) { $0.steeringParties = 5 })
                    .blockers.first
            )
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "De feiten liggen vast: programma Wonen dat werkt (opbouw) rust erop.",
                        en: "The facts are frozen: programme Wonen dat werkt (formation) rests on them."
                    )
            )
            #expect(
                finding.remedy
                    == LocalizedText(
                        nl:
                            "Leg een nieuwe opgave vast met de gewijzigde feiten; naam en beschrijving van deze kunt u wel"
                            + " wijzigen.",
                        en:
                            "Record a new challenge with the changed facts; the name and description of this one can still"
                            + " be changed."
                    )
            )
            #expect(finding.subjects == [Finding.Subject(Example.programme)])
        }

        @Test func `is frozen by several, and names them all`() throws {
            let programmes = [("Zorg dichtbij", Phase.execution), ("Wonen", .windDown), ("Werk", .reconsideration)]
                .map { name, phase in Example.changed(Example.programme) { ($0.name, $0.phase) = (name, phase) } }
            let finding = try #require(
                Rulebook.changeChallenge.evaluate(Self.change(programmes) { $0.predictability = 26 }).blockers.first
            )
            #expect(
                finding.reason
                    == LocalizedText(
                        nl: "De feiten liggen vast: de programma's Zorg dichtbij (uitvoering), Wonen (afbouw) en Werk"
                            + " (heroverweging) rusten erop.",
                        en: "The facts are frozen: the programmes Zorg dichtbij (execution), Wonen (wind-down) and Werk"
                            + " (reconsideration) rest on them."
                    )
            )
            #expect(finding.subjects.count == 3)
        }

        @Test func `freezes each of the four facts`() {
            let changes: [(inout ChallengeFacts) -> Void] = [
                { $0.predictability += 1 }, { $0.strategicGoalSet = false }, { $0.structuralEffort = false },
                { $0.steeringParties += 1 },
            ]
            for change in changes {
                let decision = Rulebook.changeChallenge.evaluate(Self.change([Example.programme], change))
                #expect(decision.blockers.map(\.article.id) == ["MTH-01"])
            }
        }

        @Test func `may still be renamed, and may still choose`() {
            let facts = Self.change([Example.programme]) { ($0.name, $0.chosenMethod) = ("Anders", .programme) }
            let decision = Rulebook.changeChallenge.evaluate(facts)
            #expect(decision.isAllowed)
            #expect(decision.finding("MTH-01")?.status == .notApplicable)
            #expect(decision.finding("MTH-01")?.reason.nl == "De feiten van de opgave veranderen niet.")
            #expect(decision.finding("MTH-01")?.reason.en == "The facts of the challenge do not change.")
        }

        @Test func `keeps its motivation, also when only the facts changed the advice`() {
            let facts = Self.change([], before: { $0.chosenMethod = .programme }) {
                ($0.chosenMethod, $0.steeringParties) = (.programme, 1)
            }
            #expect(Rulebook.changeChallenge.evaluate(facts).blockers.map(\.article.id) == ["MTH-02"])
        }

        @Test func `is refused with both reasons at once`() {
            let facts = Self.change([Example.programme]) { ($0.chosenMethod, $0.steeringParties) = (.programme, 1) }
            #expect(Rulebook.changeChallenge.evaluate(facts).blockers.map(\.article.id) == ["MTH-01", "MTH-02"])
        }

        private static func change(
            _ programmes: [ProgrammeFacts],
            before: (inout ChallengeFacts) -> Void = { _ in },
            _ after: (inout ChallengeFacts) -> Void
        ) -> ChallengeChangeFacts {
            ChallengeChangeFacts(
                before: Example.changed(Example.challenge, before),
                after: Example.method(after),
                programmesUnderWay: programmes
            )
        }
    }

    @Test func `is told by its advice all that the rules find`() {
        let facts = Example.method { ($0.chosenMethod, $0.steeringParties) = (.programme, 1) }
        let findings = Rulebook.methodAdvice.evaluate(facts).findings
        #expect(findings.map(\.article.id) == ["MTH-01", "MTH-02"])
        #expect(findings.allSatisfy { $0.status == .breached })
    }
}
