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
    let stakeholder: UUID
    /// A stakeholder that is not required.
    let bystander: UUID
    /// A stakeholder whose removal the sponsor asked for.
    let leaving: UUID
    let vision: UUID
    let endorsement: UUID

    /// The path of a record at the top, below `/v1`.
    var paths: [String] {
        [
            "/v1/teams/\(team.text)", "/v1/persons/\(person.text)", "/v1/partners/\(partner.text)",
            "/v1/challenges/\(challenge.text)", "/v1/programmes/\(programme.text)",
        ]
    }

    /// The path of a record that lies in the programme.
    var nestedPaths: [String] {
        let programme = "/v1/programmes/\(programme.text)"
        return [
            "\(programme)/stakeholders/\(stakeholder.text)", "\(programme)/visions/\(vision.text)",
            "\(programme)/visions/\(vision.text)/endorsements/\(endorsement.text)",
        ]
    }

    var ids: [UUID] {
        [team, person, partner, challenge, programme, stakeholder, bystander, leaving, vision, endorsement]
    }

    /// The id that a path parameter of the contract stands for.
    func id(_ parameter: String) -> UUID? {
        switch parameter {
        case "teamId": team
        case "personId": person
        case "partnerId": partner
        case "challengeId": challenge
        case "programmeId": programme
        case "stakeholderId": stakeholder
        case "visionId": vision
        case "endorsementId": endorsement
        default: nil
        }
    }

    private static let parameters = [
        "teamId", "personId", "partnerId", "challengeId", "programmeId", "stakeholderId", "visionId", "endorsementId",
    ]

    /// A request that an operation accepts when its token may send it; `nil` for an operation that is not listed here.
    func request(_ operation: Contract.Operation) -> (target: String, body: JSON?)? {
        var path = operation.path
        for name in Self.parameters {
            path = path.replacing("{\(name)}", with: id(name)?.text ?? "")
        }
        path = "/v1" + path.replacing("{slug}", with: "not-found")
        switch operation.id {
        case "removeStakeholder":
            return (path.replacing(stakeholder.text, with: bystander.text), ["motivation": "Opgeheven"])
        case "confirmStakeholderRemoval": return (path.replacing(stakeholder.text, with: leaving.text), [:])
        case "createStakeholder": return (path, Body.stakeholder(person))
        case "updateStakeholder": return (path, ["name": "Anders"])
        case "createVision": return (path, Body.vision)
        case "updateVision": return (path, ["externalIds": ["crm": .string("v-\(nextNumber())")]])
        case "transitionVision": return (path, ["to": "draft"])
        case "createEndorsement":
            return (path, ["stakeholderId": .string(stakeholder.text), "stance": "endorsed"])
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
    /// Records that belong together: the person is in the team, and the programme of the challenge seeks support for its
    /// vision.
    func makeWorld() async throws -> World {
        let team = try await make("teams", Body.team).id
        let person = try await makePerson(["teamId": .string(team.text)])
        let partner = try await make("partners", Body.partner).id
        let challenge = try await makeChallenge()
        let programme = try await make(
            "programmes",
            Body.programme(challenge: challenge)
                .with(["politicalSponsorId": .string(person.text)])
        ).id
        let stakeholder = try await makeStakeholder(of: programme)
        let bystander = try await makeStakeholder(of: programme, "residents", ["required": false])
        let leaving = try await makeStakeholder(
            of: programme,
            "director",
            ["representativeId": .string(person.text)]
        )
        // As its sponsor, who has no token, would have asked.
        try await koers.sql(
            """
            UPDATE koers.stakeholder SET removal = '{"motivation":"Gefuseerd","requestedById":"\(person.text)",\
            "requestedAt":"2026-03-02T08:00:00.000Z","confirmedById":null,"confirmedAt":null}' WHERE id = '\(leaving.text)'
            """
        )
        let vision = try await makeSeekingVision(of: programme)
        let endorsement = try await endorse(vision, stakeholder, "reservation").expect(201).id
        return World(
            team: team,
            person: person,
            partner: partner,
            challenge: challenge,
            programme: programme,
            stakeholder: stakeholder,
            bystander: bystander,
            leaving: leaving,
            vision: try UUID(uuidString: String(vision.suffix(36))).required,
            endorsement: endorsement
        )
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
