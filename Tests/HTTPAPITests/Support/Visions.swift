import Contract
import Foundation
import Testing

extension Body {
    static var vision: JSON {
        ["statement": "Iedereen telt mee.", "intendedReality": "In 2029 is niemand ongewild alleen."]
    }

    static func stakeholder(_ representative: UUID, _ category: String = "social_partner") -> JSON {
        [
            "name": .string("Belanghebbende \(nextNumber())"), "category": .string(category),
            "representativeId": .string(representative.text),
        ]
    }
}

/// A vision and those who carry it, one of each side, in the order executive, director, social partner.
struct CarriedVision: Sendable {
    let path: String
    let stakeholders: [UUID]
}

extension Caller {
    /// The organisation of the token.
    var municipality: Municipality {
        get throws { try #require(koers.municipalities.first { $0.holds(token ?? "") }) }
    }

    /// The person that most tokens belong to.
    var person: UUID {
        get throws { try municipality.person.required }
    }

    func makeStakeholder(
        of programme: UUID,
        _ category: String = "social_partner",
        _ changes: JSON = [:]
    ) async throws -> UUID {
        try await make(
            "programmes/\(programme.text)/stakeholders",
            Body.stakeholder(try person, category).with(changes)
        ).id
    }

    /// A vision that seeks support; its path.
    func makeSeekingVision(of programme: UUID) async throws -> String {
        let path = try await make("programmes/\(programme.text)/visions", Body.vision).location
        try await post("\(path)/transitions", ["to": "seeking_support"]).expect(200)
        return path
    }

    func endorse(
        _ vision: String,
        _ stakeholder: UUID,
        _ stance: String = "endorsed",
        _ changes: JSON = [:],
        query: String = ""
    ) async throws -> Answer {
        let body: JSON = ["stakeholderId": .string(stakeholder.text), "stance": .string(stance)]
        return try await post("\(vision)/endorsements\(query)", body.with(changes))
    }

    /// A vision that three stakeholders endorse and that was adopted.
    func makeCarriedVision(of programme: UUID) async throws -> CarriedVision {
        var stakeholders: [UUID] = []
        for category in ["executive", "director", "social_partner"] {
            stakeholders.append(try await makeStakeholder(of: programme, category))
        }
        let path = try await makeSeekingVision(of: programme)
        for stakeholder in stakeholders { try await endorse(path, stakeholder).expect(201) }
        try await post("\(path)/transitions", ["to": "adopted"]).expect(200)
        return CarriedVision(path: path, stakeholders: stakeholders)
    }

    func programme(_ id: UUID) async throws -> Answer {
        try await get("/v1/programmes/\(id.text)").expect(200)
    }
}

extension Optional {
    /// The value, or a failed requirement.
    var required: Wrapped {
        get throws { try #require(self) }
    }
}
