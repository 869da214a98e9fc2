import Domain
import Foundation
import Governance
import Services
import Storage

extension Installation {
    /// Carries out a command as a caller of an organisation would.
    @discardableResult
    func run<C: Command>(
        _ command: C.Type,
        in organisation: UUID,
        _ members: Members,
        path: [String: String] = [:],
        by person: UUID? = nil,
        at moment: Moment = Installation.moment,
        key: String? = nil,
        dryRun: Bool = false
    ) async throws -> CommandResult {
        let input = CommandInput(
            path: path,
            members: members,
            moment: moment,
            credentials: Credentials(
                organisationID: organisation,
                clientID: Self.clientID,
                personID: person,
                scopes: []
            )
        )
        let context = CommandContext(
            tenant: Tenant(organisationID: organisation, moment: moment),
            provenance: Provenance(
                actorID: person,
                clientID: nil,
                operationID: "test",
                requestID: .version7(at: Self.moment)
            ),
            precondition: .anyVersion,
            idempotencyKey: key.map {
                IdempotencyKey(clientID: Self.clientID, key: $0, requestHash: Array(Value.object(members).json.utf8))
            },
            isDryRun: dryRun
        )
        return try await CommandRunner(store).run(try C(input), context)
    }

    static let clientID = UUID()

    /// Makes something and answers its id.
    func make<C: Command>(
        _ command: C.Type,
        in organisation: UUID,
        _ members: Members,
        path: [String: String] = [:],
        by person: UUID? = nil,
        key: String? = nil
    ) async throws -> UUID {
        guard
            case .created(_, let path) = try await run(
                command,
                in: organisation,
                members,
                path: path,
                by: person,
                key: key
            ),
            let id = path.split(separator: "/").last.flatMap({ UUID(uuidString: String($0)) })
        else { throw Unexpected(description: "nothing was made") }
        return id
    }

    func challenge(in organisation: UUID, name: String = "Iedereen doet mee") async throws -> UUID {
        try await make(
            CreateChallenge.self,
            in: organisation,
            [
                Member("name", .string(name)), Member("predictability", 20), Member("strategicGoalSet", true),
                Member("structuralEffort", true), Member("steeringParties", 2),
            ]
        )
    }

    func programme(
        in organisation: UUID,
        challenge: UUID,
        code: String = "IDM-26",
        _ further: Members = []
    ) async throws -> UUID {
        try await make(
            CreateProgramme.self,
            in: organisation,
            [
                Member("code", .string(code)), Member("name", "Iedereen doet mee"),
                Member("challengeId", .string(challenge.lowercased)),
            ] + further
        )
    }

    /// A stakeholder, a vision that seeks its support, and its stance.
    func seekSupport(of programme: UUID, in organisation: UUID, representative: UUID) async throws {
        let programme = ["programmeId": programme.lowercased]
        let stakeholder = try await make(
            CreateStakeholder.self,
            in: organisation,
            [
                Member("name", "Huisartsen"), Member("category", "social_partner"),
                Member("representativeId", .string(representative.lowercased)),
            ],
            path: programme
        )
        let vision = try await make(
            CreateVision.self,
            in: organisation,
            [Member("statement", "Iedereen telt mee."), Member("intendedReality", "Niemand is alleen.")],
            path: programme
        )
        let path = programme.merging(["visionId": vision.lowercased]) { $1 }
        try await run(TransitionVision.self, in: organisation, [Member("to", "seeking_support")], path: path)
        _ = try await make(
            CreateEndorsement.self,
            in: organisation,
            [Member("stakeholderId", .string(stakeholder.lowercased)), Member("stance", "endorsed")],
            path: path,
            by: representative
        )
    }

    /// A goal tree with an indicator, a measurement and an effort.
    func course(of programme: UUID, in organisation: UUID, by person: UUID) async throws {
        let programme = ["programmeId": programme.lowercased]
        let root = try await make(
            CreateGoal.self,
            in: organisation,
            [Member("kind", "main_goal"), Member("text", "Iedereen telt mee")],
            path: programme
        )
        let effect = try await make(
            CreateGoal.self,
            in: organisation,
            [Member("kind", "effect"), Member("text", "Meer contact"), Member("parentId", .id(root))],
            path: programme
        )
        let indicator = try await make(
            CreateIndicator.self,
            in: organisation,
            [
                Member("goalId", .id(effect)), Member("name", "Eenzaamheid"), Member("unit", "%"),
                Member("direction", "decrease"),
            ],
            path: programme
        )
        _ = try await make(
            CreateMeasurement.self,
            in: organisation,
            [Member("value", "12.4"), Member("measuredDate", "2026-06-30")],
            path: programme.merging(["indicatorId": indicator.lowercased]) { $1 },
            by: person
        )
        _ = try await make(
            CreateEffort.self,
            in: organisation,
            [
                Member("kind", "project"), Member("name", "Buurtkamers"), Member("influence", "own"),
                Member("contributions", [.object([Member("goalId", .id(effect)), Member("weight", "primary")])]),
            ],
            path: programme
        )
    }

    /// A competence, a role of the organisation that asks it, and the person in that role, as another one assessed.
    func assign(_ person: UUID, in organisation: UUID) async throws {
        try await run(
            CreateCompetence.self,
            in: organisation,
            [Member("code", "flexibility"), Member("name", "Flexibiliteit")]
        )
        let level = Value.object([Member("competence", "flexibility"), Member("level", 3)])
        let role = try await make(
            CreateRole.self,
            in: organisation,
            [Member("kind", "other"), Member("name", "Gemeentesecretaris"), Member("requiredCompetences", [level])]
        )
        let assignment = try await make(
            CreateAssignment.self,
            in: organisation,
            [
                Member("roleId", .string(role.lowercased)), Member("personId", .string(person.lowercased)),
                Member("hoursPerWeek", 8), Member("fromDate", "2026-01-01"),
            ]
        )
        let assessor = try await make(
            CreatePerson.self,
            in: organisation,
            [Member("displayName", "Burgemeester"), Member("contractHoursPerWeek", 36)]
        )
        let path = ["assignmentId": assignment.lowercased]
        let seen = Value.object([Member("scores", [level])])
        try await run(
            TransitionAssignment.self,
            in: organisation,
            [Member("to", "assessed"), Member("assessment", seen)],
            path: path,
            by: assessor
        )
        try await run(TransitionAssignment.self, in: organisation, [Member("to", "active")], path: path)
    }

    /// Hours of a team for a programme.
    func pledge(of team: UUID, to programme: UUID, in organisation: UUID, by person: UUID) async throws {
        try await run(
            CreateCapacityAgreement.self,
            in: organisation,
            [
                Member("teamId", .string(team.lowercased)), Member("hoursPerWeek", 64),
                Member("fromDate", "2026-01-01"), Member("untilDate", "2026-12-31"),
            ],
            path: ["programmeId": programme.lowercased],
            by: person
        )
    }

    /// An opportunity, a risk and a steering review.
    func foresee(for programme: UUID, in organisation: UUID, by person: UUID) async throws {
        let path = ["programmeId": programme.lowercased]
        try await run(
            CreateRisk.self,
            in: organisation,
            [Member("description", "Te weinig vrijwilligers"), Member("probability", 3), Member("impact", 4)],
            path: path
        )
        let goal = try await superuser("SELECT id FROM koers.goal WHERE programme_id = '\(programme)' LIMIT 1")
        try await run(
            CreateOpportunity.self,
            in: organisation,
            [
                Member("signal", "Landelijk geld"), Member("goalIds", [.string(goal)]),
                Member("decideByDate", "2099-01-01"),
            ],
            path: path,
            by: person
        )
        let scores = ["pace", "feasibility", "efficiency", "flexibility", "goalOrientation"].map { Member($0, 3) }
        try await run(
            CreateSteeringReview.self,
            in: organisation,
            scores + [Member("reviewedDate", "2026-01-15")],
            path: path,
            by: person
        )
    }

    /// A task field, a fiscal year, and a budget line with an estimate on it.
    func budget(for programme: UUID, in organisation: UUID, by person: UUID) async throws {
        try await run(
            CreateTaskField.self,
            in: organisation,
            [Member("code", "6.1"), Member("name", "Samenkracht"), Member("fromYear", 2017)]
        )
        try await run(CreateFiscalYear.self, in: organisation, [Member("year", 2026)])
        let path = ["programmeId": programme.lowercased]
        let line = try await make(
            CreateBudgetLine.self,
            in: organisation,
            [
                Member("fiscalYear", 2026), Member("taskField", "6.1"), Member("budgetProgramme", "SD"),
                Member("direction", "expense"), Member("nature", "structural"),
            ],
            path: path
        )
        try await run(
            CreateBudgetEntry.self,
            in: organisation,
            [Member("kind", "estimate"), Member("amountCents", 145_000_000)],
            path: path.merging(["budgetLineId": line.lowercased]) { $1 },
            by: person
        )
    }

    /// A transfer between two lines, and an amendment of one, on what the council decided.
    func move(budgetOf programme: UUID, in organisation: UUID, by person: UUID) async throws {
        let alderman = try await make(CreatePerson.self, in: organisation, [Member("displayName", "Griffier")])
        let path = ["programmeId": programme.lowercased]
        func line(_ budgetProgramme: Value) async throws -> UUID {
            try await make(
                CreateBudgetLine.self,
                in: organisation,
                [
                    Member("fiscalYear", 2026), Member("taskField", "6.1"), Member("budgetProgramme", budgetProgramme),
                    Member("direction", "expense"), Member("nature", "incidental"),
                ],
                path: path
            )
        }
        let (giving, getting) = (try await line("V1"), try await line("V2"))
        let lines = [(giving, -1), (getting, 1)].map { line, cents in
            Value.object([Member("budgetLineId", .id(line)), Member("amountCents", .integer(Int64(cents)))])
        }
        try await run(CreateBudgetTransfer.self, in: organisation, [Member("lines", .array(lines))], by: person)
        let decision = try await make(
            CreateDecision.self,
            in: organisation,
            [
                Member("programmeId", .id(programme)), Member("kind", "amend_budget"), Member("body", "council"),
                Member("subject", "Najaarsnota"), Member("amountCents", 100),
            ],
            by: person
        )
        _ = try await superuser(
            """
            UPDATE koers.decision SET status = 'taken', resolution = 'R', taken_by_id = '\(alderman)', taken_at = '2026-01-15Z'
            WHERE organisation_id = '\(organisation)' AND id = '\(decision)'
            """
        )
        try await run(
            CreateBudgetAmendment.self,
            in: organisation,
            [Member("budgetLineId", .id(getting)), Member("amountCents", 100), Member("decisionId", .id(decision))],
            by: person
        )
    }

    /// A mandate of a person, and a decision that rests on it.
    func empower(_ person: UUID, of programme: UUID, in organisation: UUID) async throws {
        let mandate = try await make(
            CreateMandate.self,
            in: organisation,
            [
                Member("kind", "mandate"), Member("body", "college"), Member("mandataryPersonId", .id(person)),
                Member("powers", ["grant_subsidy"]), Member("fromDate", "2026-01-01"),
            ]
        )
        let decision = try await make(
            CreateDecision.self,
            in: organisation,
            [
                Member("programmeId", .id(programme)), Member("kind", "grant_subsidy"), Member("body", "college"),
                Member("subject", "Buurtkamers"), Member("mandateId", .id(mandate)),
            ],
            by: person
        )
        _ = try await superuser(
            """
            INSERT INTO koers.decision_mandate (organisation_id, decision_id, mandate_id)
            VALUES ('\(organisation)', '\(decision)', '\(mandate)')
            """
        )
    }

    /// A commitment on what was decided and budgeted, and money of it that was spent.
    func promise(for programme: UUID, in organisation: UUID, by person: UUID) async throws {
        let alderman = try await make(CreatePerson.self, in: organisation, [Member("displayName", "Wethouder")])
        _ = try await superuser(
            """
            UPDATE koers.fiscal_year SET status = 'adopted' WHERE organisation_id = '\(organisation)';
            UPDATE koers.decision SET status = 'taken', amount_cents = 4000000, taken_by_id = '\(alderman)',
                taken_at = '2026-01-15Z' WHERE organisation_id = '\(organisation)'
            """
        )
        let decision = try await superuser("SELECT id FROM koers.decision WHERE organisation_id = '\(organisation)'")
        let line = try await superuser("SELECT id FROM koers.budget_line WHERE organisation_id = '\(organisation)'")
        let path = ["programmeId": programme.lowercased]
        let commitment = try await make(
            CreateCommitment.self,
            in: organisation,
            [
                Member("kind", "subsidy"), Member("subject", "Buurtkamers"), Member("decisionId", .string(decision)),
                Member(
                    "lines",
                    [.object([Member("budgetLineId", .string(line)), Member("amountCents", 4_000_000)])]
                ),
            ],
            path: path,
            by: person
        )
        try await run(
            CreateRealisation.self,
            in: organisation,
            [
                Member("budgetLineId", .string(line)), Member("amountCents", 1),
                Member("performedDate", "2026-01-15"),
            ],
            path: path.merging(["commitmentId": commitment.lowercased]) { $1 },
            by: person
        )
    }

    /// A partner with everything that lies below its relation.
    func partner(with programme: UUID, in organisation: UUID, by person: UUID) async throws {
        let path = ["programmeId": programme.lowercased]
        let partner = try await make(
            CreatePartner.self,
            in: organisation,
            [Member("name", "Partner"), Member("kind", "care")]
        )
        let role = try await make(
            CreateRole.self,
            in: organisation,
            [Member("kind", "partner_manager"), Member("name", "Partnermanager")],
            path: path
        )
        let relation = try await make(
            CreatePartnerRelation.self,
            in: organisation,
            [Member("partnerId", .id(partner)), Member("provision", "Jongerenwerk"), Member("form", "network")],
            path: path
        )
        let inside = path.merging(["partnerRelationId": relation.lowercased]) { $1 }
        try await run(
            CreateAgreement.self,
            in: organisation,
            [
                Member("kind", "subsidy"), Member("subject", "Subsidie"), Member("amountCents", 4_000_000),
                Member("fromDate", "2026-01-01"),
            ],
            path: inside
        )
        try await run(
            CreatePosition.self,
            in: organisation,
            [
                Member("influence", 72), Member("dependence", 64), Member("alternativeIfLost", "De Spil"),
                Member("rationale", "Draagt vier effecten"), Member("assessedDate", "2026-01-01"),
            ],
            path: inside,
            by: person
        )
        let direction = try await make(
            CreateDirection.self,
            in: organisation,
            [
                Member("vertical", "none"), Member("horizontal", "right"), Member("rationale", "Onmisbaar"),
                Member("participantIds", [.id(person)]),
            ],
            path: inside,
            by: person
        )
        _ = try await superuser(
            """
            INSERT INTO koers.action (organisation_id, id, created_at, updated_at, programme_id, partner_relation_id,
                direction_id, description, owner_role_id, due_date)
            VALUES ('\(organisation)', gen_random_uuid(), '2026-01-15Z', '2026-01-15Z', '\(programme)', '\(relation)',
                '\(direction)', 'Overeenkomst opstellen', '\(role)', '2027-01-31')
            """
        )
    }

    /// How many rows a table has, whatever the organisation.
    func count(_ table: String) async throws -> Int {
        Int(try await superuser("SELECT count(*) FROM \(table)")) ?? -1
    }
}

struct Unexpected: Error, CustomStringConvertible {
    let description: String
}
