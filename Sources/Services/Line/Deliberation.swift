import Domain
import Foundation
import Governance
import Storage

/// The pure middle of a command: from what was found to what is done, in the order in which the contract refuses.
struct Deliberation<C: Command>: Sendable {
    enum Verdict: Sendable {
        case allowed
        /// Allowed, and the answer is a new resource at this path.
        case created(path: String)
        /// Allowed, but the resource already is what was asked.
        case unchanged(Item)
        case refused(Decision)
        case dryRun(Decision)
    }

    let command: C
    let context: CommandContext

    var opening: Opening<C.Facts> {
        Opening(
            idempotencyKey: context.isDryRun ? nil : context.idempotencyKey,
            resource: C.resource,
            place: command.place,
            subject: existing,
            references: command.references,
            facts: command.facts
        )
    }

    /// Who asks and why; the motivation of the request stands before its `Audit-Reason`.
    var provenance: Provenance {
        var provenance = context.provenance
        let reasons = [command.motivation, provenance.reason].compactMap(\.self)
        provenance.reason = reasons.isEmpty ? nil : reasons.joined(separator: "\n")
        provenance.decisionID = command.decisionID
        return provenance
    }

    /// - Throws: `Refusal`, when no rule needs to be asked.
    func conclude(_ opened: Opened<C.Facts>) throws -> Conclusion<Verdict> {
        guard opened.isPlaced else { throw Refusal.notFound }
        let situation = Situation(before: opened.before ?? [], facts: opened.facts)
        let invalid =
            opened.unknownReferences.map(InvalidMember.unknownReference) + command.invalidMembers(in: situation)
        guard invalid.isEmpty else { throw Refusal.invalid(invalid) }
        if existing != nil { try checkPrecondition(opened.item) }
        var decision = try command.decide(situation)
        decision.lacksPerson = command.namesActor && context.provenance.actorID == nil
        if context.isDryRun { return Conclusion(closing: .rollBack, findings: [], verdict: .dryRun(decision)) }
        guard decision.isAllowed else {
            let refusal = Closing.refuse(
                C.resource,
                subject: existing.map { C.resource.path(of: $0, in: command.place) }
                    ?? C.resource.path(in: command.place),
                programmeID: command.programmeID(of: situation.before),
                status: decision.lacksAuthority ? 403 : 409,
                effects: command.aftermath(situation, of: decision)
            )
            return Conclusion(closing: refusal, findings: decision.findings, verdict: .refused(decision))
        }
        let effects = command.effects(situation)
        guard let place = answer(among: effects) else {
            guard let item = opened.item else { throw Refusal.internalError(detail: "a new resource without effects") }
            return Conclusion(closing: .unchanged(status: 200), findings: [], verdict: .unchanged(item))
        }
        let answer = effects[place]
        return Conclusion(
            closing: .commit(effects, answer: place, status: answer.isCreation ? 201 : 200),
            findings: decision.findings,
            verdict: answer.isCreation ? .created(path: answer.path) : .allowed
        )
    }

    /// The answer is what a command makes, else the subject that it changes.
    private func answer(among effects: [Effect]) -> Int? {
        let made = C.answersWithSubject ? nil : effects.firstIndex { $0.isCreation }
        return made ?? effects.firstIndex { $0.id == existing }
    }

    private var existing: UUID? {
        switch command.subject {
        case .new: nil
        case .existing(let id): id
        }
    }

    private func checkPrecondition(_ item: Item?) throws(Refusal) {
        guard let item else { throw .notFound }
        switch context.precondition {
        case .none, .anyVersion: return
        case .missing: throw .preconditionRequired
        case .oneOf(let tags): guard tags.contains(item.state.entityTag) else { throw .preconditionFailed }
        }
    }
}
