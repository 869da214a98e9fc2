import Contract
import Foundation
import Testing

extension Body {
    static var competence: JSON { ["code": .string("competence_\(nextNumber())"), "name": "Flexibiliteit"] }

    static func role(_ kind: String = "other") -> JSON {
        ["kind": .string(kind), "name": .string("Rol \(nextNumber())")]
    }

    static func assignment(_ role: UUID, _ person: UUID) -> JSON {
        [
            "roleId": .string(role.text), "personId": .string(person.text), "hoursPerWeek": 16,
            "fromDate": "2026-01-01",
        ]
    }

    static func capacityAgreement(_ team: UUID) -> JSON {
        [
            "teamId": .string(team.text), "hoursPerWeek": 64, "fromDate": "2026-01-01",
            "untilDate": "2026-12-31",
        ]
    }

    static let assessed: JSON = ["to": "assessed", "assessment": ["scores": []]]
}

extension JSON {
    /// An element of an array.
    subscript(index: Int) -> JSON? { array.flatMap { $0.indices.contains(index) ? $0[index] : nil } }
}

extension Caller {
    /// The address of what lies in a programme, or in the organisation itself without one.
    func collection(_ name: String, of programme: UUID?) -> String {
        programme.map { "programmes/\($0.text)/\(name)" } ?? name
    }

    func makeRole(_ kind: String = "other", of programme: UUID? = nil, _ changes: JSON = [:]) async throws -> UUID {
        try await make(collection("roles", of: programme), Body.role(kind).with(changes)).id
    }

    /// A proposal for a role; its path.
    func propose(
        _ person: UUID,
        for role: UUID,
        of programme: UUID? = nil,
        _ changes: JSON = [:]
    ) async throws -> String {
        let body = Body.assignment(role, person).with(changes)
        return try await make(collection("assignments", of: programme), body).location
    }

    /// An assignment that waits to become active; its path.
    func assess(_ person: UUID, for role: UUID, of programme: UUID? = nil, _ changes: JSON = [:]) async throws -> String
    {
        let path = try await propose(person, for: role, of: programme, changes)
        // Nobody assesses themselves (PPL-01).
        let assessor = try person == self.person ? koers.sponsor : self
        try await assessor.post("\(path)/transitions", Body.assessed).expect(200)
        return path
    }

    /// Someone with a contract of 36 hours.
    func makeColleague() async throws -> UUID {
        try await makePerson(["displayName": "Beleidsadviseur", "contractHoursPerWeek": 36])
    }

    /// An assignment to a new role that waits to become active; its path.
    func ready(_ person: UUID, in programme: UUID?, _ changes: JSON) async throws -> String {
        try await assess(person, for: try await makeRole(of: programme), of: programme, changes)
    }

    /// What a programme manager is asked for (PPL-03), of competences that are recorded where they were not yet.
    func askedOfManager() async throws -> JSON {
        let codes = ["complex_environment", "flexibility", "seizing_opportunities"]
        for code in codes { _ = try await post("/v1/competences", ["code": .string(code), "name": .string(code)]) }
        return ["requiredCompetences": .array(codes.map { ["competence": .string($0), "level": 3] })]
    }

    /// A role as the occupancy of its programme shows it.
    func occupancy(of role: UUID, in programme: UUID) async throws -> JSON {
        let shown = try await get("/v1/programmes/\(programme.text)/occupancy").expect(200)
        return try (shown["roles"]?.array?.first { $0["roleId"] == .string(role.text) }).required
    }

    /// Takes what has a status a step further.
    func take(_ path: String, to status: String, _ changes: JSON = [:], query: String = "") async throws -> Answer {
        try await post("\(path)/transitions\(query)", (["to": .string(status)] as JSON).with(changes))
    }
}
