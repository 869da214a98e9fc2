import Contract
import Foundation
import Testing

/// The records of a world that put people in their place.
struct PeopleWorld: Sendable {
    let competence: UUID
    let role: UUID
    let assignment: UUID
    let organisationRole: UUID
    let organisationAssignment: UUID
    let capacityAgreement: UUID
    let team: UUID
    let person: UUID

    var ids: [UUID] { [competence, role, assignment, organisationRole, organisationAssignment, capacityAgreement] }

    /// The path with its own parameters filled in; those of the organisation's records where no programme is named.
    func filled(_ path: String) -> String {
        let inProgramme = path.contains("{programmeId}")
        return path.replacing("{competenceId}", with: competence.text)
            .replacing("{capacityAgreementId}", with: capacityAgreement.text)
            .replacing("{roleId}", with: (inProgramme ? role : organisationRole).text)
            .replacing("{assignmentId}", with: (inProgramme ? assignment : organisationAssignment).text)
    }

    /// The body that an operation accepts; `nil` for one that is not about these records.
    func body(_ operation: String) -> JSON? {
        switch operation {
        case "createCompetence": Body.competence
        case "createRole", "createOrganisationRole": Body.role()
        case "updateCompetence", "updateRole", "updateOrganisationRole": ["name": "Anders"]
        case "createAssignment": Body.assignment(role, person)
        case "createOrganisationAssignment": Body.assignment(organisationRole, person)
        case "updateAssignment", "updateOrganisationAssignment": ["hoursPerWeek": 8]
        case "transitionAssignment", "transitionOrganisationAssignment": Body.assessed
        case "createCapacityAgreement": Body.capacityAgreement(team)
        case "updateCapacityAgreement": ["hoursPerWeek": 8]
        case "transitionCapacityAgreement": ["to": "confirmed"]
        case "batchGetCompetences": ["requests": [["key": .string(competence.text)], ["filter": [:]]]]
        case "batchGetOrganisationRoles": ["requests": [["key": .string(organisationRole.text)], ["filter": [:]]]]
        case "batchGetOrganisationAssignments":
            ["requests": [["key": .string(organisationAssignment.text)], ["filter": [:]]]]
        default: nil
        }
    }
}

extension Caller {
    func makePeopleWorld(person: UUID, team: UUID, programme: UUID) async throws -> PeopleWorld {
        let role = try await makeRole(of: programme)
        let organisationRole = try await makeRole()
        let assignment = try await propose(person, for: role, of: programme)
        let organisationAssignment = try await propose(person, for: organisationRole)
        return PeopleWorld(
            competence: try await make("competences", Body.competence).id,
            role: role,
            assignment: try UUID(uuidString: String(assignment.suffix(36))).required,
            organisationRole: organisationRole,
            organisationAssignment: try UUID(uuidString: String(organisationAssignment.suffix(36))).required,
            capacityAgreement: try await make(
                collection("capacity-agreements", of: programme),
                Body.capacityAgreement(team)
            ).id,
            team: team,
            person: person
        )
    }
}
