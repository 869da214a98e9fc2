package import Domain
package import Foundation
package import Governance
package import Storage

/// A decision that is taken by someone at a moment: what the rules find, and what then becomes of it.
///
/// Taking it by itself and taking it while something is engaged on it are the same act, and so the same value. Whoever
/// takes one within another command asks `FactQuery.taking` among its facts, adds these findings to its own, and puts
/// these effects before its own.
package struct DecisionTaking: Sendable {
    package let facts: TakingFacts
    package let personID: UUID?
    package let moment: Moment

    package init(_ facts: TakingFacts, by personID: UUID?, at moment: Moment) {
        self.facts = facts
        self.personID = personID
        self.moment = moment
    }

    private var act: DecisionActFacts { DecisionActFacts(taking: facts, personID: personID) }

    /// What every rule of taking it finds.
    package var decision: Decision { Rulebook.takeDecision.evaluate(act) }

    /// The decision becomes taken, with the chain that it rests on and what was found; what it ratifies gets effect.
    ///
    /// - Parameters:
    ///   - before: The decision as its view shows it, where that is known.
    ///   - also: What else of it changes.
    package func effects(before: Members = [], _ also: Members = []) -> [Effect] {
        let id = facts.decision.id
        let signature: Members = [
            Member("status", .string(DecisionStatus.taken.rawValue)), Member("takenById", .id(personID)),
            Member("takenAt", .string(moment.rfc3339)),
        ]
        let chain = act.chain?.links.map(\.link) ?? []
        let taken = Effect.update(
            .decision,
            id: id,
            signature + [
                Member("chain", .array(chain)),
                Member("findings", .array(decision.findings.map { $0.value(in: .dutch) })),
            ] + also,
            of: before,
            event: DecisionStatus.taken.rawValue,
            programmeID: facts.decision.programmeID
        )
        guard let ratified = facts.ratified else { return [taken] }
        let effective = Effect.update(
            .decision,
            id: ratified.id,
            signature + [Member("ratifiedById", .id(id))],
            of: [],
            event: DecisionStatus.taken.rawValue,
            programmeID: ratified.programmeID
        )
        return [taken, effective]
    }

    /// Whether a refusal to take it means that it is withheld: the mandate ended since it was proposed, and the person
    /// is its mandatary (AUT-08).
    package static func withholds(_ refusal: Decision) -> Bool {
        !refusal.lacksAuthority && refusal.blockers.contains { $0.article.id == "AUT-08" }
    }

    /// The decision is withheld, with what was found.
    package func withholding(_ refusal: Decision, before: Members = []) -> [Effect] {
        [
            .update(
                .decision,
                id: facts.decision.id,
                [
                    Member("status", .string(DecisionStatus.withheld.rawValue)),
                    Member("findings", .array(refusal.findings.map { $0.value(in: .dutch) })),
                ],
                of: before,
                event: DecisionStatus.withheld.rawValue,
                programmeID: facts.decision.programmeID
            )
        ]
    }
}
