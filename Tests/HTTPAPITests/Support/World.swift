import Contract
import Foundation
import Testing

/// One record of every kind, for tables over all operations.
struct World: Sendable {
    let team: UUID
    let person: UUID
    let partner: UUID
    let challenge: UUID
    let programme: UUID

    /// The path of a record, below `/v1`.
    var paths: [String] {
        [
            "/v1/teams/\(team.text)", "/v1/persons/\(person.text)", "/v1/partners/\(partner.text)",
            "/v1/challenges/\(challenge.text)", "/v1/programmes/\(programme.text)",
        ]
    }

    var ids: [UUID] { [team, person, partner, challenge, programme] }

    /// The id that a path parameter of the contract stands for.
    func id(_ parameter: String) -> UUID? {
        switch parameter {
        case "teamId": team
        case "personId": person
        case "partnerId": partner
        case "challengeId": challenge
        case "programmeId": programme
        default: nil
        }
    }

    /// A request that an operation accepts when its token may send it; `nil` for an operation that is not listed here.
    func request(_ operation: Contract.Operation) -> (target: String, body: JSON?)? {
        var path = operation.path
        for name in ["teamId", "personId", "partnerId", "challengeId", "programmeId"] {
            path = path.replacing("{\(name)}", with: id(name)?.text ?? "")
        }
        path = "/v1" + path.replacing("{slug}", with: "not-found")
        switch operation.id {
        case "getProgrammeReadiness": return (path + "?to=formation", nil)
        case "transitionProgramme": return (path, ["to": "formation", "motivation": "De opgave is rijp"])
        case "createTeam": return (path, Body.team)
        case "createPerson": return (path, Body.person)
        case "createPartner": return (path, Body.partner)
        case "createChallenge": return (path, Body.challenge)
        case "createProgramme": return (path, Body.programme(challenge: challenge))
        case "updateOrganisation": return (path, ["settings": ["supportRecoveryDays": 31]])
        case "updatePerson": return (path, ["displayName": "Chris Visser"])
        case "updateTeam", "updatePartner", "updateChallenge", "updateProgramme": return (path, ["name": "Anders"])
        case "batchGetTeams", "batchGetPersons", "batchGetPartners", "batchGetChallenges", "batchGetProgrammes":
            return (path, ["requests": [["key": .string(batched(operation.id).text)], ["filter": [:]]]])
        default:
            return operation.method == .get ? (path, nil) : nil
        }
    }

    private func batched(_ operation: String) -> UUID {
        switch operation {
        case "batchGetTeams": team
        case "batchGetPersons": person
        case "batchGetPartners": partner
        case "batchGetChallenges": challenge
        default: programme
        }
    }
}

extension Caller {
    /// Records that belong together: the person is in the team and sponsors the programme of the challenge.
    func makeWorld() async throws -> World {
        let team = try await make("teams", Body.team).id
        let person = try await makePerson(["teamId": .string(team.text)])
        let partner = try await make("partners", Body.partner).id
        let challenge = try await makeChallenge()
        let programme = try await make(
            "programmes",
            Body.programme(challenge: challenge).with(["politicalSponsorId": .string(person.text)])
        ).id
        return World(team: team, person: person, partner: partner, challenge: challenge, programme: programme)
    }

    /// The operation as the world asks it.
    func ask(_ operation: Contract.Operation, of world: World) async throws -> Answer? {
        guard let (target, body) = world.request(operation) else { return nil }
        var fields: [String: String] = [:]
        if body != nil { fields["Content-Type"] = "application/json" }
        if operation.method == .patch { fields["If-Match"] = "*" }
        return try await send(operation.method.name, target, body: body?.bytes, fields: fields)
    }
}
