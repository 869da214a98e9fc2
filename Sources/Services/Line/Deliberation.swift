import Domain
import Foundation
import Governance
package import Storage

/// The pure middle of a command: from what was found to what is done, in the order in which the contract refuses.
struct Deliberation<C: Command>: Sendable {
    enum Verdict: Sendable {
        case allowed
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
        return provenance
    }

    /// - Throws: `Refusal`, when no rule needs to be asked.
    func conclude(_ opened: Opened<C.Facts>) throws -> Conclusion<Verdict> {
        let invalid =
            opened.unknownReferences.map(InvalidMember.unknownReference)
            + command.invalidMembers(before: opened.before ?? [])
        guard invalid.isEmpty else { throw Refusal.invalid(invalid) }
        if existing != nil { try checkPrecondition(opened.item) }
        let situation = Situation(before: opened.before ?? [], facts: opened.facts)
        let decision = try command.decide(situation)
        if context.isDryRun { return Conclusion(closing: .rollBack, findings: [], verdict: .dryRun(decision)) }
        guard decision.isAllowed else {
            let refusal = Closing.refuse(
                C.resource,
                subject: existing.map { $0.resource.path(of: $0.id) } ?? C.resource.path,
                programmeID: command.programmeID,
                status: decision.lacksAuthority ? 403 : 409
            )
            return Conclusion(closing: refusal, findings: decision.findings, verdict: .refused(decision))
        }
        let effects = command.effects(situation)
        let status = existing == nil ? 201 : 200
        if effects.isEmpty, let item = opened.item {
            return Conclusion(closing: .commit([], status: status), findings: [], verdict: .unchanged(item))
        }
        return Conclusion(
            closing: .commit(effects, status: status),
            findings: decision.findings,
            verdict: .allowed
        )
    }

    private var existing: (resource: Resource, id: UUID)? {
        switch command.subject {
        case .new: nil
        case .existing(let id): (C.resource, id)
        }
    }

    private func checkPrecondition(_ item: Item?) throws(Refusal) {
        guard let item else { throw .notFound }
        switch context.precondition {
        case .none, .anyVersion: return
        case .missing: throw .preconditionRequired
        case .oneOf(let tags): guard tags.contains(item.entityTag) else { throw .preconditionFailed }
        }
    }
}

extension Item {
    /// The strong entity tag of the resource, without its quotes.
    package var entityTag: String { String(version) }
}
