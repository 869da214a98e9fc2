package import Domain
package import Foundation
package import Governance
package import Storage

/// Gives back what of a commitment is not spent: on all its lines, or on some, or a part of them.
package struct ReleaseCommitment: StepCommand {
    package static let resource = Resource.commitment
    package static let recordsActor = true
    package static let answersWithSubject = true
    package let id: UUID
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        self.input = input
    }

    /// Lines are looked for in the commitment itself.
    package var references: [Reference] { [] }

    private var ground: ReleaseGround? { input.members["ground"]?.string.flatMap(ReleaseGround.init) }

    /// The ground, and what else the request says of it.
    package var motivation: String? {
        let texts = [ground?.title.nl, input.members["motivation"]?.string].compactMap(\.self)
        return texts.isEmpty ? nil : texts.joined(separator: ": ")
    }

    package var facts: FactQuery<(CommitmentFacts?, [BudgetLineFacts])> {
        FactQuery<CommitmentFacts?>.commitment(id).and(.budgetLines(ofCommitment: id))
    }

    /// The lines that are named, each with an amount where that is not all of it.
    private var named: [(line: UUID, cents: Int64?)]? {
        input.members["lines"]?.elements?.compactMap { element in
            element.members?.id("budgetLineId").map { ($0, element.members?["amountCents"]?.integer) }
        }
    }

    package func invalidMembers(in situation: Situation<(CommitmentFacts?, [BudgetLineFacts])>) -> [InvalidMember] {
        guard let commitment = situation.facts.0 else { return [] }
        var seen: Set<UUID> = []
        return (named ?? []).enumerated().flatMap { index, part -> [InvalidMember] in
            let pointer = "/lines/\(index)/budgetLineId"
            guard commitment.line(on: part.line) != nil else {
                return [.unknownReference(Reference(pointer: pointer, resource: .budgetLine, id: part.line))]
            }
            guard seen.insert(part.line).inserted else { return [.repeated(pointer)] }
            return []
        }
    }

    /// What is given back; a line with nothing open is left aside where none is named.
    private func release(_ facts: (commitment: CommitmentFacts?, budgetLines: [BudgetLineFacts])) -> ReleaseFacts? {
        guard let commitment = facts.commitment else { return nil }
        let whole = commitment.lines.filter { $0.outstandingCents > 0 }.map { ($0.budgetLineID, nil as Int64?) }
        let parts = (named ?? whole).compactMap { id, cents -> ReleaseFacts.Part? in
            guard let line = commitment.line(on: id), let budgetLine = facts.budgetLines.first(where: { $0.id == id })
            else { return nil }
            let amount = cents ?? line.outstandingCents
            return amount > 0 ? .init(line: line, budgetLine: budgetLine, amountCents: amount) : nil
        }
        return ReleaseFacts(
            commitment: commitment,
            parts: parts,
            ground: ground,
            day: input.moment.amsterdamDate
        )
    }

    package func decide(
        _ situation: Situation<(CommitmentFacts?, [BudgetLineFacts])>
    ) throws(Refusal) -> Decision {
        guard let facts = release(situation.facts) else { throw .notFound }
        guard !facts.parts.isEmpty else {
            throw .invalidTransition(from: facts.commitment.status.rawValue, allowed: [])
        }
        return Rulebook.releaseCommitment.evaluate(facts)
    }

    package func effects(_ situation: Situation<(CommitmentFacts?, [BudgetLineFacts])>) -> [Effect] {
        guard let facts = release(situation.facts) else { return [] }
        var after = facts.commitment
        for part in facts.parts { after.change(on: part.line.budgetLineID) { $0.releasedCents += part.amountCents } }
        let commitment = Effect.update(
            Self.resource,
            id: id,
            in: place,
            after.state,
            of: situation.before,
            event: after.status == facts.commitment.status ? "updated" : after.status.rawValue,
            programmeID: programmeID
        )
        let further =
            [Member("commitmentId", .id(id))] + (ground.map { [Member("description", .string($0.title.nl))] } ?? [])
        let unfunded = facts.parts.filter { $0.line.unfundedCents > 0 }.map {
            UnfundedChange(line: $0.budgetLine, cents: -$0.amountCents)
        }
        return [commitment]
            + Ledger.effects(
                facts.moves,
                further,
                unfunded: unfunded,
                by: input.credentials.personID,
                at: input.moment
            )
    }
}

extension InvalidMember {
    /// What is named a second time.
    fileprivate static func repeated(_ location: String) -> InvalidMember {
        InvalidMember(
            location: location,
            code: "unique_items",
            detail: .init(nl: "Deze budgetregel staat er al.", en: "This budget line is named already.")
        )
    }
}
