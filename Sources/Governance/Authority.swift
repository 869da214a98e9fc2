package import Domain
package import Foundation

/// Who may decide something on a day, and up to how much: the one place that knows. Taking a decision, the authority
/// check and engaging a commitment all ask it.
///
/// Pure: it sees only the facts, which a command has locked and an inquiry has read.
package struct Authority: Sendable {
    package let question: AuthorityQuestion
    package let facts: AuthorityFacts

    private let mandates: [UUID: MandateFacts]
    private let roles: [UUID: RoleHolding]
    private let persons: [UUID: ActorFacts]

    package init(_ question: AuthorityQuestion, _ facts: AuthorityFacts) {
        self.question = question
        self.facts = facts
        mandates = Dictionary(facts.mandates.map { ($0.id, $0) }) { first, _ in first }
        roles = Dictionary(facts.roles.map { ($0.id, $0) }) { first, _ in first }
        persons = Dictionary(facts.persons.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Someone who may take such a decision: under a chain of mandates, or for the body itself.
    package struct Decider: Hashable, Sendable {
        package let person: ActorFacts
        package let body: GoverningBody
        package let chain: MandateChain?

        package var ceilingCents: Int64? { chain?.ceilingCents }
    }

    /// The amount that counts: what is asked, with what was decided before on the same subject (AUT-07). It stops at the
    /// largest number there is.
    package var totalCents: Int64? {
        question.amountCents.map { facts.earlier.reduce($0) { $0.addingUpToMaximum($1.amountCents) } }
    }

    /// The chain that a mandate begins, where all of it is known.
    package func chain(of mandate: UUID) -> MandateChain? { MandateChain(of: mandate, by: mandates) }

    package func person(_ id: UUID?) -> ActorFacts? { id.flatMap { persons[$0] } }

    /// Who is the mandatary: the person, or whoever acts in the role.
    package func mandatary(of mandate: MandateFacts) -> ActorFacts? {
        let id = mandate.mandataryPersonID ?? mandate.mandataryRoleID.flatMap { roles[$0]?.actingID }
        return person(id).flatMap { $0.isActive ? $0 : nil }
    }

    /// Why a chain does not grant what is asked, whatever the amount; none: it does.
    package func flaws(of chain: MandateChain) -> [LocalizedText] {
        let mandate = chain.mandate
        var flaws: [LocalizedText] = []
        if !chain.holds(on: facts.day) {
            let ended = chain.links.first { !$0.holds(on: facts.day) } ?? mandate
            flaws.append(.init(nl: "\(ended.title.nl) geldt nu niet", en: "\(ended.title.en) does not hold now"))
        }
        if !chain.powers.contains(question.kind) {
            let lacking = chain.links.first { !$0.powers.contains(question.kind) } ?? mandate
            flaws.append(
                .init(
                    nl: "\(lacking.title.nl) gaat niet over \(question.kind.title.nl)",
                    en: "\(lacking.title.en) is not about \(question.kind.title.en)"
                )
            )
        }
        if let body = question.body, body != mandate.body {
            flaws.append(
                .init(
                    nl: "\(mandate.title.nl) is van \(mandate.body.title.nl), niet van \(body.title.nl)",
                    en: "\(mandate.title.en) is of \(mandate.body.title.en), not of \(body.title.en)"
                )
            )
        }
        if !chain.programmeIDs.isSubset(of: [question.programmeID].compactMap(\.self)) {
            flaws.append(
                .init(
                    nl: "\(mandate.title.nl) is voor een ander programma",
                    en: "\(mandate.title.en) is for another programme"
                )
            )
        }
        if !chain.cases.allSatisfy({ $0.folded == question.subject?.folded }) {
            flaws.append(
                .init(nl: "\(mandate.title.nl) is voor een andere zaak", en: "\(mandate.title.en) is for another case")
            )
        }
        return flaws
    }

    /// Everyone who may decide such a thing, the lowest ceiling first and whoever has none last.
    package var deciders: [Decider] {
        let bodies = question.kind.bodies.filter { question.body == nil || question.body == $0 }
        let mandated = facts.mandates.compactMap { mandate -> Decider? in
            guard bodies.contains(mandate.body), mandate.kind.mayCarry(question.kind, of: mandate.body),
                let chain = chain(of: mandate.id), flaws(of: chain).isEmpty, let person = mandatary(of: mandate)
            else { return nil }
            return Decider(person: person, body: mandate.body, chain: chain)
        }
        let acting = bodies.flatMap { body in
            facts.persons.filter { $0.acts(for: body, on: facts.day) }.map {
                Decider(person: $0, body: body, chain: nil)
            }
        }
        return (mandated + acting).sorted { $0.rank < $1.rank }
    }

    /// Who may decide this, with this amount.
    package var mayDecide: [Decider] {
        let total = totalCents
        return deciders.filter { decider in
            guard let ceiling = decider.ceilingCents, let total else { return true }
            return total <= ceiling
        }
    }

    /// What would make it possible: who may do this, the lowest first, or where to ask when nobody may.
    ///
    /// - Parameter proposer: Who proposed it, and so does not decide on it (AUT-11).
    package func remedy(except proposer: UUID? = nil) -> LocalizedText {
        let others = mayDecide.filter { $0.person.id != proposer }
        guard let lowest = others.first else {
            let body = question.body ?? question.kind.bodies[0]
            return .init(
                nl: "Er is nu niemand die dit mag: vraag \(body.title.nl) om een mandaat of om een eigen besluit.",
                en: "There is nobody who may do this now: ask \(body.title.en) for a mandate or a decision of its own."
            )
        }
        return .init(
            nl: "Vraag het \(lowest.title.nl).",
            en: "Ask \(lowest.title.en)."
        )
    }
}

extension Authority.Decider {
    /// "Directeur Samenleving (mandaat M2, tot € 100.000,00)"
    package var title: LocalizedText {
        guard let chain else {
            return .init(
                nl: "\(person.name) (namens \(body.title.nl))",
                en: "\(person.name) (on behalf of \(body.title.en))"
            )
        }
        guard let ceiling = chain.ceilingCents.map({ Euros(cents: $0).title }) else {
            return .init(
                nl: "\(person.name) (\(chain.mandate.title.nl), zonder plafond)",
                en: "\(person.name) (\(chain.mandate.title.en), no ceiling)"
            )
        }
        return .init(
            nl: "\(person.name) (\(chain.mandate.title.nl), tot \(ceiling.nl))",
            en: "\(person.name) (\(chain.mandate.title.en), up to \(ceiling.en))"
        )
    }

    /// By ceiling, none last; then whoever has a mandate before the body itself; then by name.
    fileprivate var rank: (Int64, Int, String, String) {
        (
            ceilingCents ?? .max, chain == nil ? 1 : 0, person.name,
            (chain?.mandate.id ?? person.id).uuidString + body.rawValue
        )
    }
}

extension Int64 {
    /// The sum, or the largest number there is where it would be larger.
    fileprivate func addingUpToMaximum(_ other: Int64) -> Int64 {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }
}

extension Finding.Subject {
    package init(_ person: ActorFacts) {
        self.init(type: "person", id: person.id, name: person.name)
    }

    package init(_ decision: DecisionFacts) {
        self.init(type: "decision", id: decision.id, name: decision.name)
    }
}
