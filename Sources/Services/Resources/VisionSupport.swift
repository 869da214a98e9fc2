package import Domain
import Foundation
import Governance
package import Storage

/// Who carries a vision, and what the rules of its adoption say.
package struct VisionSupport: Inquiry {
    package static let resource = Resource.vision
    let id: UUID
    let place: Place

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        place = input.place(of: Self.resource)
    }

    package var facts: FactQuery<SupportFacts?> { .support(ofProgramme: place.programme, vision: id) }

    package func answer(_ facts: SupportFacts?, in language: Language) throws(Refusal) -> Value {
        guard let facts, let vision = facts.vision else { throw .notFound }
        let decision = Rulebook.adoptVision.evaluate(facts)
        let shown = facts.stakeholders.filter { $0.endedAt == nil || $0.latest != nil }
        return .object([
            Member("visionId", .id(vision.id)),
            Member("digest", .string(vision.digest)),
            Member("stakeholders", .array(shown.map(\.support))),
            Member("missing", .array(facts.missing.map { .id($0.id) })),
            Member("adoptable", .boolean(vision.status == .seekingSupport && decision.isAllowed)),
            Member("findings", .array(decision.findings.map { $0.value(in: language) })),
        ])
    }
}

extension StakeholderFacts {
    /// The stakeholder and its latest stance, as the contract shows them.
    fileprivate var support: Value {
        .object([
            Member("stakeholderId", .id(id)),
            Member("name", .string(name)),
            Member("category", .string(category.rawValue)),
            Member("required", .boolean(required)),
            Member("endedAt", endedAt.map { .string($0.rfc3339) } ?? .null),
            Member("stance", latest.map { .string($0.stance.rawValue) } ?? .null),
            Member("note", latest?.note.map(Value.string) ?? .null),
            Member("givenById", .id(latest?.givenByID)),
            Member("givenAt", latest.map { .string($0.givenAt.rfc3339) } ?? .null),
        ])
    }
}
