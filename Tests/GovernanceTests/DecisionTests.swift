import Domain
import Foundation
import Governance
import Testing

/// The rules that break, in the order of the rulebook.
private func blockers(
    by person: ActorFacts? = AuthorityExample.manager,
    _ change: (inout AuthorityExample) -> Void = { _ in }
) -> [String] {
    AuthorityExample(change).taken(by: person).blockers.map(\.article.id)
}

private let today = AuthorityExample.today

@Suite struct `A decision is taken` {
    @Suite struct `under a chain that holds, or by the body itself (AUT-01)` {
        @Test func `by the mandatary of the mandate`() throws {
            let decision = AuthorityExample().taken()
            #expect(decision.isAllowed)
            #expect(decision.finding("AUT-01")?.subjects.map(\.name) == ["M3", "M2", "M1"])
        }

        @Test func `by nobody else, whoever stands above the mandatary`() {
            for person in [AuthorityExample.director, AuthorityExample.alderman] {
                #expect(blockers(by: person) == ["AUT-01"])
            }
            #expect(blockers(by: nil).contains("AUT-01"))
        }

        @Test func `by the deputy while the role is vacant, and not a day longer`() {
            #expect(
                blockers(by: AuthorityExample.director) {
                    ($0.role.holderID, $0.role.deputyID) = (nil, AuthorityExample.director.id)
                } == []
            )
            #expect(
                blockers(by: AuthorityExample.director) { $0.role.deputyID = AuthorityExample.director.id } == [
                    "AUT-01"
                ]
            )
            #expect(blockers { $0.role.holderID = nil } == ["AUT-01"])
        }

        @Test func `while every link holds: on its first and on its last day`() {
            #expect(blockers { $0.middle.fromDate = today } == [])
            #expect(blockers { $0.root.untilDate = today } == [])
            #expect(blockers { $0.middle.fromDate = today.advanced(byDays: 1) } == ["AUT-01"])
            #expect(blockers { $0.root.status = .draft } == ["AUT-01"])
        }

        @Test func `for a power that every link carries, for its own programme and its own case`() {
            #expect(blockers { $0.middle.powers = [.engageCommitment] } == ["AUT-01"])
            #expect(blockers { $0.mandate.programmeID = $0.decision.programmeID } == [])
            #expect(blockers { $0.mandate.programmeID = UUID() } == ["AUT-01"])
            #expect(blockers { $0.mandate.oneCase = " BUURTKAMERS" } == [])
            #expect(blockers { $0.mandate.oneCase = "Bezoekteam" } == ["AUT-01"])
        }

        @Test func `without a mandate by whoever acts for the body that day, with its resolution`() {
            func own(_ change: (inout AuthorityExample) -> Void = { _ in }) -> [String] {
                blockers(by: AuthorityExample.alderman) {
                    ($0.decision.mandateID, $0.decision.resolution) = (nil, "B&W 14")
                    change(&$0)
                }
            }
            #expect(own() == [])
            #expect(own { $0.decision.resolution = " " } == ["AUT-01"])
            #expect(own { $0.persons[0].capacities[0].untilDate = today } == [])
            #expect(own { $0.persons[0].capacities[0].untilDate = today.advanced(byDays: -1) } == ["AUT-01"])
            #expect(own { $0.persons[0].isActive = false } == ["AUT-01"])
        }
    }

    @Test func `of a kind that the body may have done (AUT-02)`() {
        func own(_ kind: DecisionKind, _ body: GoverningBody) -> [String] {
            blockers(by: AuthorityExample.alderman) {
                ($0.decision.mandateID, $0.decision.resolution) = (nil, "Besluit")
                ($0.decision.kind, $0.decision.body) = (kind, body)
                $0.persons[0].capacities = [.init(body: body, fromDate: today)]
            }
        }
        #expect(own(.amendBudget, .council) == [])
        #expect(own(.amendBudget, .college) == ["AUT-01", "AUT-02"])
        #expect(own(.transferBudget, .council) == [] && own(.transferBudget, .college) == [])
        #expect(own(.grantSubsidy, .council) == ["AUT-01", "AUT-02"])
    }

    @Test func `on an objection by another than who decided under mandate (AUT-03)`() {
        func objection(by person: ActorFacts, _ change: (inout DecisionFacts) -> Void) -> [String] {
            blockers {
                $0.decision.kind = .decideObjection
                var primary = AuthorityExample().decision
                (primary.takenByID, primary.mandateID) = (person.id, $0.mandate.id)
                change(&primary)
                $0.objectedTo = primary
            }
        }
        #expect(objection(by: AuthorityExample.manager) { _ in } == ["AUT-03"])
        #expect(objection(by: AuthorityExample.director) { _ in } == [])
        #expect(
            objection(by: AuthorityExample.manager) { $0.mandateID = nil } == [],
            "the body decided, not the person"
        )
    }

    @Suite struct `within the lowest ceiling of the chain (AUT-07)` {
        @Test func `to the cent`() {
            #expect(blockers { $0.decision.amountCents = 5_000_000 } == [])
            #expect(blockers { $0.decision.amountCents = 5_000_001 } == ["AUT-07"])
            #expect(
                blockers { ($0.middle.ceilingCents, $0.decision.amountCents) = (1_000_000, 1_000_001) } == ["AUT-07"]
            )
            #expect(
                blockers {
                    ($0.root.ceilingCents, $0.middle.ceilingCents, $0.mandate.ceilingCents) = (nil, nil, nil)
                    $0.decision.amountCents = .max
                } == []
            )
        }

        @Test func `with what was decided before on the same, and never past the largest number`() throws {
            let before = EarlierDecision(id: UUID(), name: "B-013", amountCents: 1_000_000)
            #expect(blockers { $0.earlier = [before] } == [])
            let split = AuthorityExample {
                $0.earlier = [before]
                $0.decision.amountCents = 4_000_001
            }.taken()
            let finding = try #require(split.blockers.first)
            #expect(finding.subjects.map(\.name) == ["M3", "B-013"])
            let huge = EarlierDecision(id: UUID(), name: "B-012", amountCents: .max)
            #expect(blockers { $0.earlier = [huge, before] } == ["AUT-07"])
        }

        @Test func `naming the lowest holder who may, and never who proposed it`() throws {
            let high = AuthorityExample { $0.decision.amountCents = 6_200_000 }.taken()
            #expect(
                high.blockers.first?.remedy
                    == .init(
                        nl: "Vraag het Directeur (mandaat M2, tot € 100.000,00).",
                        en: "Ask Directeur (mandate M2, up to € 100,000.00)."
                    )
            )
            let own = AuthorityExample {
                ($0.decision.amountCents, $0.decision.proposedByID) = (6_200_000, AuthorityExample.director.id)
            }.taken()
            #expect(own.blockers.first?.remedy?.nl.contains("Gemeentesecretaris") == true)
        }

        @Test func `and only with an amount, where the power spends`() {
            #expect(blockers { $0.decision.amountCents = nil } == ["AUT-07"])
        }
    }

    @Test func `while the mandate still holds; one that ended since it was proposed withholds it (AUT-08)`() {
        let yesterday = today.advanced(byDays: -1)
        #expect(blockers { $0.mandate.untilDate = yesterday } == ["AUT-08"])
        #expect(blockers { $0.root.untilDate = yesterday } == ["AUT-08"], "whichever link ended")
        #expect(blockers(by: AuthorityExample.clerk) { $0.mandate.untilDate = yesterday }.contains("AUT-01"))
        #expect(blockers { $0.mandate.untilDate = today } == [])
        #expect(blockers { $0.mandate.untilDate = today.advanced(byDays: -2) } == ["AUT-01"], "ended before")
    }

    @Test func `with the instructions of every link acknowledged (AUT-09)`() {
        #expect(blockers { $0.root.instructions = "Meld het college" } == ["AUT-09"])
        #expect(
            blockers { ($0.root.instructions, $0.decision.instructionsAcknowledged) = ("Meld het college", true) } == []
        )
        #expect(blockers { $0.decision.instructionsAcknowledged = true } == [], "there is nothing to acknowledge")
    }

    @Test func `as ratification by the body itself, of the same kind, of what has no effect yet (AUT-10)`() {
        func ratifying(_ change: (inout AuthorityExample) -> Void) -> [String] {
            blockers(by: AuthorityExample.alderman) {
                ($0.decision.mandateID, $0.decision.resolution) = (nil, "B&W 14")
                var done = AuthorityExample().decision
                done.status = .unauthorised
                ($0.ratified, $0.decision.ratifiesID) = (done, done.id)
                change(&$0)
            }
        }
        #expect(ratifying { _ in } == [])
        #expect(ratifying { $0.ratified?.status = .taken } == ["AUT-10"])
        #expect(ratifying { $0.ratified?.kind = .awardContract } == ["AUT-10"])
        #expect(ratifying { $0.ratified?.programmeID = UUID() } == ["AUT-10"])
        #expect(blockers { $0.decision.ratifiesID = UUID() } == ["AUT-10"], "not under mandate")
    }

    @Test func `by another person than who proposed it, whatever their roles (AUT-11)`() {
        #expect(blockers { $0.decision.proposedByID = AuthorityExample.manager.id } == ["AUT-11"])
        #expect(blockers { $0.decision.proposedByID = AuthorityExample.director.id } == [])
        #expect(blockers { $0.decision.proposedByID = nil } == [])
    }
}

@Suite struct `Who may decide` {
    @Test func `is everyone with a chain that grants it, the lowest ceiling first, and then the body`() {
        let authority = Authority(.init(kind: .grantSubsidy, amountCents: 1), AuthorityExample().facts)
        #expect(
            authority.mayDecide.map(\.person.name) == [
                "Programmamanager", "Directeur", "Gemeentesecretaris", "Wethouder",
            ]
        )
        let high = Authority(.init(kind: .grantSubsidy, amountCents: 10_000_001), AuthorityExample().facts)
        #expect(high.mayDecide.map(\.person.name) == ["Gemeentesecretaris", "Wethouder"])
    }

    @Test func `becomes fewer when a parent is narrowed`() {
        let narrowed = AuthorityExample { $0.root.powers = [.engageCommitment] }
        let authority = Authority(.init(kind: .grantSubsidy), narrowed.facts)
        #expect(authority.deciders.map(\.person.name) == ["Wethouder"])
    }
}

@Suite struct `A programme starts with authority` {
    private static func finding(
        _ kinds: [DecisionKind],
        _ change: (inout AuthorityExample) -> Void = { _ in }
    ) -> Finding? {
        var facts = Example.step(programme: { $0.decisionKinds = kinds })
        facts.authority = AuthorityExample(change).facts
        return Rulebook.step(to: .execution).evaluate(facts).finding("STA-03")
    }

    @Test func `with someone for every kind that it decides (STA-03)`() throws {
        #expect(Self.finding([.grantSubsidy, .engageCommitment])?.status == .met)
        let lacking = try #require(Self.finding([.grantSubsidy, .amendBudget]))
        #expect(lacking.status == .breached)
        #expect(lacking.reason.nl == "Niemand mag nu beslissen over: de begroting wijzigen.")
        #expect(
            lacking.remedy?.nl
                == "Voor de begroting wijzigen bestaat geen mandaat: de functioneel beheerder legt vast wie"
                + " namens de gemeenteraad handelt."
        )
        let both = Self.finding([.grantSubsidy, .amendBudget]) { $0.persons = [] }
        #expect(
            both?.remedy?.en.hasPrefix(
                "Ask the college for a mandate for granting a subsidy, or the administrator records who acts for the college."
            ) == true
        )
    }

    @Test func `by a mandate alone or by the body alone, and not by a mandate for one case (STA-03)`() {
        func withoutBody(_ example: inout AuthorityExample) { example.persons[0].capacities = [] }
        func withoutMandates(_ example: inout AuthorityExample) {
            (example.root.status, example.middle.status, example.mandate.status) = (.draft, .draft, .draft)
        }
        #expect(Self.finding([.grantSubsidy], withoutBody)?.status == .met)
        #expect(Self.finding([.grantSubsidy], withoutMandates)?.status == .met)
        let neither = Self.finding([.grantSubsidy]) {
            withoutBody(&$0)
            withoutMandates(&$0)
        }
        #expect(neither?.status == .breached)
        let oneCase = Self.finding([.grantSubsidy]) {
            withoutBody(&$0)
            $0.root.oneCase = "Buurtkamers"
        }
        #expect(oneCase?.status == .breached)
        #expect(Self.finding([])?.status == .met, "a programme that decides nothing needs nobody")
    }

    @Test func `and starts and ends by a decision of its own that still counts (STA-07)`() throws {
        for (phase, kind) in [(Phase.execution, DecisionKind.startProgramme), (.windDown, .endProgramme)] {
            func finding(_ change: (inout DecisionFacts) -> Void) throws -> Finding {
                var facts = Example.step()
                var decision = Example.decision(kind)
                change(&decision)
                facts.decisions = [decision]
                return try #require(Rulebook.step(to: phase).evaluate(facts).finding("STA-07"))
            }
            let met = try finding { _ in }
            #expect(met.status == .met && met.subjects.map(\.name) == ["B-001"])
            #expect(try finding { $0.status = .proposed }.reason.nl == "B-001 is voorgesteld.")
            #expect(try finding { $0.kind = .other }.status == .breached)
            #expect(try finding { $0.programmeID = UUID() }.reason.nl == "B-001 is van een ander programma.")
            #expect(try finding { $0.untilDate = Example.support().today }.status == .met)
            #expect(try finding { $0.untilDate = Example.support().today.advanced(byDays: -1) }.status == .breached)
            var none = Example.step()
            none.decisions = []
            let missing = try #require(Rulebook.step(to: phase).evaluate(none).finding("STA-07"))
            #expect(missing.reason.nl == "Er is geen genomen besluit van dit programma: \(kind.title.nl).")
            #expect(missing.remedy?.nl.contains("namens het college") == true)
        }
    }
}
