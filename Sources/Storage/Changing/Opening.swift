package import Domain
package import Foundation
package import Governance

/// What a command names by id in its body, and where.
package struct Reference: Hashable, Sendable {
    /// JSON Pointer of the id: `/challengeId`.
    package let pointer: String
    package let resource: Resource
    package let id: UUID

    package init(pointer: String, resource: Resource, id: UUID) {
        self.pointer = pointer
        self.resource = resource
        self.id = id
    }
}

/// The first round trip of a change: everything that must be known, and locked, before anything is decided.
package struct Opening<Facts: Sendable>: Sendable {
    package var idempotencyKey: IdempotencyKey?
    /// The resource that changes; `nil` when the command makes a new one.
    package var subject: (resource: Resource, id: UUID)?
    package var references: [Reference]
    package var facts: FactQuery<Facts>

    package init(
        idempotencyKey: IdempotencyKey?,
        subject: (resource: Resource, id: UUID)?,
        references: [Reference],
        facts: FactQuery<Facts>
    ) {
        self.idempotencyKey = idempotencyKey
        self.subject = subject
        self.references = references
        self.facts = facts
    }
}

/// What the first round trip found.
package struct Opened<Facts: Sendable>: Sendable {
    /// The subject as its view shows it, locked: as it goes out, and as its members.
    package let item: Item?
    package let before: Members?
    package let unknownReferences: [Reference]
    package let facts: Facts
}

/// What the second round trip does.
package enum Closing: Sendable {
    /// Nothing is kept: the request was refused before any rule, or only tried.
    case rollBack
    /// The effects are written, the first of which is the answer; no effects means that nothing changed.
    case commit([Effect], status: Int)
    /// Only the journal's refusal is written.
    case refuse(Resource, subject: String, programmeID: UUID?, status: Int)
}

/// What was decided: what the second round trip does, what the journal keeps of the rules, and what the caller makes
/// of it.
package struct Conclusion<Verdict: Sendable>: Sendable {
    package let closing: Closing
    package let findings: [Finding]
    package let verdict: Verdict

    package init(closing: Closing, findings: [Finding], verdict: Verdict) {
        self.closing = closing
        self.findings = findings
        self.verdict = verdict
    }
}
