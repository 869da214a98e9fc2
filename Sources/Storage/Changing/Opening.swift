package import Domain
package import Foundation
package import Governance

/// What a command names in its body, and where.
package struct Reference: Hashable, Sendable {
    /// JSON Pointer of the name: `/challengeId`.
    package let pointer: String
    package let resource: Resource
    /// The id in the form that the contract shows, or the code of a resource that is named by that.
    package let name: String

    package init(pointer: String, resource: Resource, name: String) {
        self.pointer = pointer
        self.resource = resource
        self.name = name
    }

    /// One that is named by its id.
    package init(pointer: String, resource: Resource, id: UUID) {
        self.init(pointer: pointer, resource: resource, name: id.lowercased)
    }
}

/// The first round trip of a change: everything that must be known, and locked, before anything is decided.
package struct Opening<Facts: Sendable>: Sendable {
    package var idempotencyKey: IdempotencyKey?
    package var resource: Resource
    /// Where the resource lies; what it lies in is locked with it, outermost first, so that there is one writer at a time.
    package var place: Place
    /// The resource that changes; `nil` when the command makes a new one.
    package var subject: UUID?
    package var references: [Reference]
    package var facts: FactQuery<Facts>

    package init(
        idempotencyKey: IdempotencyKey?,
        resource: Resource,
        place: Place = .top,
        subject: UUID?,
        references: [Reference],
        facts: FactQuery<Facts>
    ) {
        self.idempotencyKey = idempotencyKey
        self.resource = resource
        self.place = place
        self.subject = subject
        self.references = references
        self.facts = facts
    }

    /// What is locked, outermost first: what the resource lies in, and the resource itself where there is one.
    var locked: [(resource: Resource, id: UUID, place: Place)] {
        let surrounding = zip(resource.ancestors, place.ids.indices).compactMap { member, index in
            resource.references[member].flatMap(Resource.named).map {
                (resource: $0, id: place.ids[index], place: Place(Array(place.ids.prefix(index))))
            }
        }
        return surrounding + (subject.map { [(resource, $0, place)] } ?? [])
    }
}

/// What the first round trip found.
package struct Opened<Facts: Sendable>: Sendable {
    /// Whether there is everything that the resource lies in.
    package let isPlaced: Bool
    /// The subject as its view shows it, locked: as it goes out, and as its members.
    package let item: Item?
    package let before: Members?
    package let unknownReferences: [Reference]
    /// Steps of the calendar that were due before this request and are not set down yet.
    let dueSteps: [DueStep]
    package let facts: Facts
}

/// What the second round trip does.
package enum Closing: Sendable {
    /// Nothing is kept: the request was refused before any rule, or only tried.
    case rollBack
    /// The effects are written in their order; `answer` is the place of the one whose resource is the answer.
    case commit([Effect], answer: Int, status: Int)
    /// The resource already is what was asked.
    case unchanged(status: Int)
    /// The journal's refusal is written, after what the refusal itself brings about.
    case refuse(Resource, subject: String, programmeID: UUID?, status: Int, effects: [Effect])
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
