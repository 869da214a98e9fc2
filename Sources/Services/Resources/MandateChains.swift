package import Domain
import Foundation
package import Storage

/// What a mandate grants together with everything that it rests on, computed when it is asked (AUT-06).
package struct MandateChainInquiry: Inquiry {
    package static let resource = Resource.mandate
    let id: UUID
    let today: CalendarDate

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        today = input.moment.amsterdamDate
    }

    package var facts: FactQuery<[MandateFacts]> { .mandates(upFrom: id) }

    package func answer(_ facts: [MandateFacts], in language: Language) throws(Refusal) -> Value {
        guard let chain = MandateChain(of: id, in: facts) else { throw .notFound }
        let programmes = chain.programmeIDs
        return .object([
            Member("mandateId", .id(id)), Member("kind", .string(chain.mandate.kind.rawValue)),
            Member("body", .string(chain.mandate.body.rawValue)), Member("links", .array(chain.links.map(\.link))),
            Member("powers", .array(chain.powers.map { .string($0.rawValue) })),
            Member("ceilingCents", chain.ceilingCents.map(Value.integer) ?? .null),
            Member("programmeIds", .array(programmes.map(Value.id).sorted { $0.json < $1.json })),
            Member("cases", .array(chain.cases.map(Value.string))),
            Member("instructions", .array(chain.instructions.map(Value.string))),
            Member("fromDate", .string(chain.fromDate.description)),
            Member("untilDate", .text(chain.untilDate?.description)),
            Member("holds", .boolean(chain.holds(on: today) && programmes.count <= 1)),
        ])
    }
}
