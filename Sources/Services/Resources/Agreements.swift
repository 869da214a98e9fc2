package import Domain
package import Foundation
package import Governance
package import Storage

/// Records an agreement with a partner (PRT-06).
package struct CreateAgreement: CreateCommand {
    package static let resource = Resource.agreement
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<PartnerRelationFacts?> { .surroundingRelation(place) }

    package func decide(_ situation: Situation<PartnerRelationFacts?>) throws(Refusal) -> Decision {
        guard let relation = situation.facts else { throw .notFound }
        return Rulebook.recordAgreement.evaluate(relation)
    }
}

/// Changes an agreement with a partner (PRT-06).
package struct UpdateAgreement: UpdateCommand {
    package static let resource = Resource.agreement
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var facts: FactQuery<PartnerRelationFacts?> { .surroundingRelation(place) }

    package func decide(_ situation: Situation<PartnerRelationFacts?>) throws(Refusal) -> Decision {
        guard let relation = situation.facts else { throw .notFound }
        guard changes(situation).contains(where: { $0.name != "externalIds" }) else { return .unguarded }
        return Rulebook.recordAgreement.evaluate(relation)
    }
}

extension FactQuery where Facts == PartnerRelationFacts? {
    /// The relation that something lies in.
    static func surroundingRelation(_ place: Place) -> FactQuery {
        .partnerRelation(place.ids.last, ofProgramme: place.programme)
    }
}
