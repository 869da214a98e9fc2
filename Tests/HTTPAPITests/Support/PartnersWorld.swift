import Contract
import Foundation
import Testing

extension Body {
    static func partnerRelation(_ partner: UUID, _ form: String = "network") -> JSON {
        [
            "partnerId": .string(partner.text), "provision": .string("Jongerenwerk \(nextNumber())"),
            "form": .string(form),
        ]
    }

    static let agreement: JSON = [
        "kind": "subsidy", "subject": "Subsidie 2026", "amountCents": 4_000_000, "fromDate": "2026-01-01",
        "untilDate": "2026-12-31",
    ]

    static let position: JSON = [
        "influence": 72, "dependence": 64, "alternativeIfLost": "De Spil neemt er twee over",
        "rationale": "Draagt vier effecten", "assessedDate": "2026-01-15",
    ]

    static func direction(_ participants: UUID...) -> JSON {
        [
            "vertical": "none", "horizontal": "right", "rationale": "Onmisbaar voor de wijk",
            "participantIds": .array(participants.map { .string($0.text) }),
        ]
    }

    static func action(_ direction: UUID, _ role: UUID) -> JSON {
        [
            "directionId": .string(direction.text), "description": "Overeenkomst opstellen",
            "ownerRoleId": .string(role.text), "dueDate": "2027-01-31",
        ]
    }
}

/// The records of a world that tell what partners are to a programme.
struct PartnersWorld: Sendable {
    let partner: UUID
    let role: UUID
    let relation: UUID
    let agreement: UUID
    let position: UUID
    let direction: UUID
    let agreedDirection: UUID
    let action: UUID

    var ids: [UUID] { [relation, agreement, position, direction, agreedDirection, action] }

    /// The path with its own parameters filled in.
    func filled(_ path: String) -> String {
        [
            ("partnerRelationId", relation), ("agreementId", agreement), ("positionId", position),
            ("directionId", direction), ("actionId", action),
        ].reduce(path) { $0.replacing("{\($1.0)}", with: $1.1.text) }
    }

    /// The body that an operation accepts; `nil` for one that is not about these records.
    func body(_ operation: String) -> JSON? {
        switch operation {
        case "createPartnerRelation": Body.partnerRelation(partner)
        case "updatePartnerRelation": ["subsidySinceYear": 2020]
        case "transitionPartnerRelation": ["to": "winding_down"]
        case "createAgreement": Body.agreement
        case "updateAgreement": ["subject": "Anders"]
        case "createPosition": Body.position
        case "createDirection": Body.direction()
        case "updateDirection": ["rationale": "Anders"]
        case "transitionDirection": ["to": "agreed"]
        case "createAction": Body.action(agreedDirection, role)
        case "updateAction": ["description": "Anders"]
        case "transitionAction": ["to": "done"]
        default: nil
        }
    }
}

extension Caller {
    func makePartnersWorld(programme: UUID, partner: UUID, role: UUID) async throws -> PartnersWorld {
        let relation = try await makeRelation(of: programme, with: partner)
        let below = String(relation.dropFirst("/v1/".count))
        let agreement = try await make("\(below)/agreements", Body.agreement).id
        let position = try await make("\(below)/positions", Body.position).id
        let direction = try await make(
            "\(below)/directions",
            Body.direction(try person, try municipality.sponsor.required)
        )
        let agreed = try await agree(relation)
        let agreedID = try UUID(uuidString: String(agreed.suffix(36))).required
        return PartnersWorld(
            partner: partner,
            role: role,
            relation: try UUID(uuidString: String(relation.suffix(36))).required,
            agreement: agreement,
            position: position,
            direction: try direction.id,
            agreedDirection: agreedID,
            action: try await make("\(below)/actions", Body.action(agreedID, role)).id
        )
    }

    /// A relation of a programme with a partner; its path.
    func makeRelation(of programme: UUID, with partner: UUID? = nil, _ changes: JSON = [:]) async throws -> String {
        let partner = if let partner { partner } else { try await make("partners", Body.partner).id }
        let body = Body.partnerRelation(partner).with(changes)
        return try await make(collection("partner-relations", of: programme), body).location
    }

    /// What was promised to a partner on the first line, on a decision that is about it; its path.
    func engage(_ funds: Funds, _ cents: Int64, to partner: UUID) async throws -> String {
        let whose: JSON = ["partnerId": .string(partner.text)]
        let about = (["amountCents": .cents(cents)] as JSON).with(whose)
        let decision = try await decide(funds.programme, "engage_commitment", about)
        return try await post(funds.commitments, Body.commitment(decision, (funds.line, cents)).with(whose)).expect(201)
            .location
    }

    /// A direction of a relation on which two people agree; its path.
    func agree(_ relation: String, _ changes: JSON = [:]) async throws -> String {
        let body = Body.direction(try person, try municipality.sponsor.required).with(changes)
        let path = try await post("\(relation)/directions", body).expect(201).location
        try await take(path, to: "agreed").expect(200)
        return path
    }
}
