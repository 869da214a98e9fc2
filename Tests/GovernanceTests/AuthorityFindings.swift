import Domain
import Foundation
import Governance

/// What the rules of authority say of many different decisions, deciders and starts.
enum AuthorityFindings {
    static var all: [Finding] { decisions + checks + starts }

    private static let changes: [@Sendable (inout AuthorityExample) -> Void] = [
        { _ in }, { $0.decision.amountCents = 6_200_000 }, { $0.decision.amountCents = nil },
        { $0.decision.mandateID = nil },
        {
            ($0.decision.mandateID, $0.decision.resolution) = (nil, "B&W 14")
        }, { $0.decision.body = .council }, { $0.decision.kind = .amendBudget }, { $0.decision.mandateID = UUID() },
        { $0.mandate.untilDate = AuthorityExample.today.advanced(byDays: -1) },
        { $0.root.instructions = "Meld het college" }, { $0.root.powers = [] }, { $0.middle.body = .mayor },
        { $0.mandate.programmeID = UUID() }, { $0.mandate.oneCase = "Iets anders" }, { $0.role.holderID = nil },
        { $0.decision.proposedByID = AuthorityExample.manager.id },
        { $0.earlier = [EarlierDecision(id: UUID(), name: "B-013", amountCents: 3_000_000)] },
        {
            ($0.decision.ratifiesID, $0.ratified) = (UUID(), AuthorityExample().decision)
        },
        {
            var primary = AuthorityExample().decision
            primary.takenByID = AuthorityExample.manager.id
            ($0.decision.kind, $0.objectedTo) = (.decideObjection, primary)
        },
    ]

    private static var decisions: [Finding] {
        changes.flatMap { change in
            [nil, AuthorityExample.manager, AuthorityExample.alderman].flatMap { person in
                let act = AuthorityExample(change).act(by: person)
                return DecisionStatus.allCases.flatMap { Rulebook.step(to: $0).evaluate(act).findings }
            }
        }
            + DecisionStatus.allCases.flatMap { status in
                [true, false].flatMap { change in
                    var decision = AuthorityExample().decision
                    decision.status = status
                    let facts = DecisionChangeFacts(decision: decision, changesContent: change)
                    return Rulebook.changeDecision.evaluate(facts).findings
                }
            }
    }

    private static var checks: [Finding] {
        changes.flatMap { change in
            [AuthorityExample.manager, AuthorityExample.alderman, AuthorityExample.clerk].flatMap { person in
                let example = AuthorityExample(change)
                let authority = Authority(example.decision.question, example.facts)
                return Rulebook.authorityCheck.evaluate(
                    AuthorityCheckFacts(authority: authority, personID: person.id)
                ).findings
            }
        }
    }

    private static var starts: [Finding] {
        DecisionKind.allCases.flatMap { kind in
            DecisionStatus.allCases.flatMap { status in
                var facts = Example.step(programme: { $0.decisionKinds = [kind] })
                facts.authority = AuthorityExample().facts
                var decision = Example.decision(kind)
                (decision.status, decision.untilDate) = (status, Example.support().today.advanced(byDays: -1))
                facts.decisions = [decision]
                return [Phase.execution, .windDown].flatMap { Rulebook.step(to: $0).evaluate(facts).findings }
            }
        }
    }
}
