import Contract
import Foundation
import Testing

extension Body {
    /// A general mandate of the college to a person.
    static func mandate(_ person: UUID) -> JSON {
        [
            "kind": "mandate", "body": "college", "mandataryPersonId": .string(person.text),
            "powers": ["grant_subsidy", "engage_commitment"], "foundingDecision": "Mandaatbesluit 2026",
            "fromDate": "2026-01-01",
        ]
    }
}

/// The records of a world that tell who may decide what.
struct AuthorityWorld: Sendable {
    let mandate: UUID
    let person: UUID

    var ids: [UUID] { [mandate] }

    /// The path with its own parameters filled in.
    func filled(_ path: String) -> String {
        path.replacing("{mandateId}", with: mandate.text)
    }

    /// The body that an operation accepts; `nil` for one that is not about these records.
    func body(_ operation: String) -> JSON? {
        switch operation {
        case "createMandate": Body.mandate(person)
        case "updateMandate": ["instructions": .string("instructie \(nextNumber())")]
        case "transitionMandate": ["to": "in_force"]
        case "batchGetMandates": ["requests": [["key": .string(mandate.text)], ["filter": [:]]]]
        default: nil
        }
    }
}

extension Caller {
    func makeAuthorityWorld(person: UUID) async throws -> AuthorityWorld {
        AuthorityWorld(mandate: try await make("mandates", Body.mandate(person)).id, person: person)
    }

    /// A mandate in force; its id.
    func makeMandate(_ person: UUID, _ changes: JSON = [:]) async throws -> UUID {
        let mandate = try await make("mandates", Body.mandate(person).with(changes))
        try await take(mandate.location, to: "in_force").expect(200)
        return try mandate.id
    }
}
