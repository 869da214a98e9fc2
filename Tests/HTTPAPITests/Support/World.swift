import Contract
import Foundation
import Testing

/// One record of every kind, for tables over all operations.
struct World: Sendable {
    /// How many entries of the journal tell of the making of one.
    static let entries = 66

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
    let mainGoal: UUID
    /// An effect with an indicator, on which no effort hangs.
    let goal: UUID
    /// An effect to which the effort contributes.
    let servedGoal: UUID
    let indicator: UUID
    /// A draft that another person than the one behind most tokens entered.
    let measurement: UUID
    let effort: UUID
    let people: PeopleWorld
    let signals: SignalsWorld
    let authority: AuthorityWorld
    let money: MoneyWorld
    let partners: PartnersWorld

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
            "\(programme)/goals/\(goal.text)", "\(programme)/indicators/\(indicator.text)",
            "\(programme)/indicators/\(indicator.text)/measurements/\(measurement.text)",
            "\(programme)/efforts/\(effort.text)",
        ]
    }

    var ids: [UUID] {
        [
            team, person, partner, challenge, programme, stakeholder, bystander, leaving, vision, endorsement, mainGoal,
            goal, servedGoal, indicator, measurement, effort,
        ] + people.ids + signals.ids + authority.ids + money.ids + partners.ids
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
        case "goalId": goal
        case "indicatorId": indicator
        case "measurementId": measurement
        case "effortId": effort
        default: nil
        }
    }

    private static let parameters = [
        "teamId", "personId", "partnerId", "challengeId", "programmeId", "stakeholderId", "visionId", "endorsementId",
        "goalId", "indicatorId", "measurementId", "effortId",
    ]

    /// A request that an operation accepts when its token may send it; `nil` for an operation that is not listed here.
    func request(_ operation: Contract.Operation) -> (target: String, body: JSON?)? {
        let outer = authority.filled(signals.filled(people.filled(operation.path)))
        var path = partners.filled(money.filled(outer))
        for name in Self.parameters {
            path = path.replacing("{\(name)}", with: id(name)?.text ?? "")
        }
        path = "/v1" + path.replacing("{slug}", with: "not-found")
        let bodies = [people.body, signals.body, authority.body, money.body, partners.body]
        if let body = bodies.lazy.compactMap({ $0(operation.id) }).first {
            return (path, body)
        }
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
        case "createGoal": return (path, Body.goal("effect", under: mainGoal))
        case "importGoals": return (path, ["goals": [Body.goal("effect", under: mainGoal)]])
        case "updateGoal": return (path, ["targetGroup": .string("doelgroep \(nextNumber())")])
        case "splitGoal":
            return (path, ["goals": [["text": "Eerste"], ["text": "Tweede"]], "motivation": "Twee paden"])
        case "mergeGoals": return (path, ["goalIds": [.string(servedGoal.text)], "motivation": "Eén aanpak"])
        case "endGoal": return (path, ["motivation": "Bereikt"])
        case "createIndicator": return (path, Body.indicator(of: goal))
        case "updateIndicator": return (path, ["source": .string("bron \(nextNumber())")])
        case "createMeasurement": return (path, Body.measurement)
        case "updateMeasurement": return (path, ["externalIds": ["crm": .string("m-\(nextNumber())")]])
        case "transitionMeasurement": return (path, ["to": "approved"])
        case "createEffort": return (path, Body.effort(for: servedGoal))
        case "updateEffort": return (path, ["description": .string("wijziging \(nextNumber())")])
        case "transitionEffort": return (path, ["to": "active"])
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
        let followed = try await makeFollowedEffect(of: programme)
        let servedGoal = try await makeGoal(of: programme, under: followed.mainGoal)
        let measurement = try await enterMeasurement(of: programme, followed.indicator)
        let people = try await makePeopleWorld(person: person, team: team, programme: programme)
        let signals = try await makeSignalsWorld(programme: programme, goal: servedGoal)
        let authority = try await makeAuthorityWorld(person: person, programme: programme)
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
            endorsement: endorsement,
            mainGoal: followed.mainGoal,
            goal: followed.effect,
            servedGoal: servedGoal,
            indicator: followed.indicator,
            measurement: try UUID(uuidString: String(measurement.suffix(36))).required,
            effort: try await makeEffort(of: programme, for: servedGoal),
            people: people,
            signals: signals,
            authority: authority,
            money: try await makeMoneyWorld(programme: programme),
            partners: try await makePartnersWorld(programme: programme, partner: partner, role: people.role)
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
