import Domain
import Foundation
import Governance
import Postgres
import Testing

@testable import Storage

/// Row-level security is the second lock; the first is that every statement names its organisation itself.
@Suite struct `Every statement that is built` {
    private static let organisation = UUID()
    private static let tenant = Tenant(organisationID: organisation, moment: Installation.moment)

    @Test func `names its organisation, and no other value stands in its text`() async throws {
        let secret = "s3cr3t' OR true --"
        let statements = try await Installation.with { installation in
            Self.statements(installation.store.catalogue, text: secret)
        }
        #expect(statements.count > 40)
        for statement in statements {
            #expect(Self.namesOrganisation(statement), "\(statement.name): \(statement.sql)")
            #expect(statement.parameters.first == .uuid(Self.organisation), "\(statement.name)")
            #expect(!statement.sql.contains("s3cr3t") && !statement.name.contains("s3cr3t"), "\(statement.name)")
        }
    }

    @Test func `costs two round trips for a change, and one for a read`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            let challenge = try await installation.challenge(in: organisation)
            let before = installation.app.statistics.roundTrips
            _ = try await installation.programme(in: organisation, challenge: challenge)
            #expect(installation.app.statistics.roundTrips == before + 2)
            let tenant = Tenant(organisationID: organisation, moment: Installation.moment)
            _ = try await installation.store.reader.page(
                .programme,
                PageQuery(limit: 10, address: ""),
                in: tenant
            )
            #expect(installation.app.statistics.roundTrips == before + 3)
        }
    }

    /// A row is written with `$1` as its organisation, or is found by it.
    private static func namesOrganisation(_ statement: Statement) -> Bool {
        let sql = statement.sql
        let inserts = sql.hasPrefix("INSERT INTO") && sql.contains("(organisation_id,")
        let relations = sql.ranges(of: /(FROM|JOIN|UPDATE) (koers|api)\.\w+/).count
        let walls = sql.ranges(of: "organisation_id = $1").count
        return relations > 0 && walls >= relations
            || inserts && relations == 0 && (sql.contains("VALUES ($1") || sql.contains("SELECT $1"))
    }

    private static func statements(_ catalogue: Catalogue, text: String) -> [Statement] {
        let key = IdempotencyKey(clientID: UUID(), key: text, requestHash: [])
        let idempotency = IdempotencyStatements(tenant: tenant, key: key)
        let journal = JournalStatements(
            catalogue: catalogue,
            tenant: tenant,
            provenance: Provenance(actorID: nil, clientID: nil, operationID: text, requestID: UUID(), reason: text),
            findings: []
        )
        let changes = Resource.all.filter { $0.name != "journal" }.flatMap { resource -> [Effect] in
            let members: Members = [
                Member("name", .string(text)), Member("externalIds", .object([Member(text, .string(text))])),
                Member("lines", [.object([Member("budgetLineId", .string(text)), Member("amountCents", 1)])]),
                Member("contributions", [.object([Member("goalId", .string(text)), Member("weight", .string(text))])]),
            ]
            let place = place(of: resource)
            return [
                .create(resource, id: organisation, in: place, members),
                .update(resource, id: organisation, in: place, members, of: [Member("description", .string(text))]),
                .passDeadline(resource, id: organisation, in: place, members, event: "x", effectiveAt: tenant.moment),
            ]
        }
        let opening = Opening(
            idempotencyKey: nil,
            resource: .endorsement,
            place: place(of: .endorsement),
            subject: UUID(),
            references: [
                Reference(pointer: "/challengeId", resource: .challenge, name: UUID().lowercased),
                Reference(pointer: "/stakeholderId", resource: .stakeholder, name: UUID().lowercased),
                Reference(pointer: "/roleId", resource: .role, name: UUID().lowercased),
                Reference(pointer: "/competence", resource: .competence, name: text),
            ],
            facts: FactQuery<MethodFacts?>.method(ofChallenge: UUID())
                .and(FactQuery<Int64>.predictabilityThreshold)
                .and(FactQuery<ProgrammeStepFacts?>.step(ofProgramme: UUID(), to: .closed))
                .and(FactQuery<[ProgrammeFacts]>.programmesUnderWay(ofChallenge: UUID()))
                .and(FactQuery<GoalTree>.goalTree(ofProgramme: UUID(), goals: [UUID()], servedBy: UUID()))
                .and(FactQuery<[GoalNode]>.goals(ofProgramme: UUID(), called: text))
                .and(FactQuery<[EffortFacts]>.prescribedEfforts(ofProgramme: UUID(), called: [text]))
                .and(FactQuery<GoalHangers>.hangers(ofProgramme: UUID(), goals: [UUID()]))
                .and(FactQuery<VisionsInForce>.visionsInForce(ofProgramme: UUID()))
                .and(FactQuery<AssignmentFacts?>.assignment(UUID()))
                .and(FactQuery<[MandateFacts]>.mandates(upFrom: UUID()))
                .and(FactQuery<[MandateFacts]>.mandates(above: UUID()))
                .and(FactQuery<MandateStepGround>.step(ofMandate: UUID(), to: .inForce))
                .and(FactQuery<AssignmentStep?>.step(ofAssignment: UUID(), to: .ended, exception: UUID()))
                .and(FactQuery<(PersonHours?, [MandateFacts])>.promises(ofAssignment: UUID(), lastDayChanges: true))
                .and(FactQuery<TakingFacts?>.taking(UUID(), by: UUID()))
                .and(FactQuery<AuthorityFacts>.authority(.ofQuestion(question(text), on: today), askedBy: UUID()))
                .and(FactQuery<AuthorityFacts>.authority(.ofProgramme(UUID()), askedBy: nil))
                .and(FactQuery<[TeamCapacityFacts]>.teams(ofProgramme: UUID()))
                .and(FactQuery<StartBudgetFacts?>.startBudget(ofProgramme: UUID()))
                .and(FactQuery<[BudgetLineFacts]>.budgetLines([UUID()]))
                .and(FactQuery<[BudgetLineFacts]>.budgetLines(ofCommitment: UUID()))
                .and(
                    FactQuery<EngagementGround>.engagement(
                        ofProgramme: UUID(),
                        on: UUID(),
                        by: UUID(),
                        lines: [UUID()],
                        effort: UUID()
                    )
                )
                .and(FactQuery<CommitmentFacts?>.commitment(UUID()))
                .and(FactQuery<BudgetMoveGround>.moves(on: [UUID()], restingOn: UUID()))
                .and(FactQuery<BudgetMoveGround>.moves(ofTransfer: UUID(), restingOn: UUID()))
                .and(
                    FactQuery<RelationEndFacts?>.end(
                        of: UUID(),
                        ofProgramme: UUID(),
                        restingOn: UUID(),
                        on: CalendarDate(daysSinceEpoch: 0)
                    )
                )
                .and(FactQuery<DecisionFacts?>.decision(ofCommitment: UUID()))
                .and(FactQuery<BudgetOpeningGround>.ground(years: [2026], taskFields: [text], ofProgramme: UUID()))
                .and(FactQuery<Int64?>.lastYear(ofTaskField: UUID()))
                .and(FactQuery<FiscalYearGround>.step(ofYear: UUID(), restingOn: UUID()))
                .and(FactQuery<[GoalNode]>.goals(ofProgramme: UUID(), named: [UUID()], elseBy: UUID()))
                .and(FactQuery<PartnerRelationFacts?>.partnerRelation(UUID(), ofProgramme: UUID()))
                .and(FactQuery<PartnerAndSiblings?>.siblings(of: UUID(), partner: UUID(), provision: text))
                .and(FactQuery<WindDownTerms>.windDown(of: UUID()))
                .and(FactQuery<PositionSurroundings>.positions(ofRelation: UUID()))
                .and(FactQuery<Int64>.minimumDirectionParticipants)
                .and(FactQuery<DirectionStatus?>.directionStatus(UUID(), ofRelation: UUID()))
        )
        let built = OpeningBatch(opening: opening, tenant: tenant, catalogue: catalogue, topology: .single).batch
            .statements.dropFirst(2)
        var statements = Array(built) + pages(catalogue, text: text)
        let runs = changes.map { [$0] } + changes.filter(\.isCreation).map { [$0, $0] }
        statements += runs.flatMap(EffectStatements(catalogue: catalogue, tenant: tenant).statements)
        statements += runs.flatMap { journal.entries(for: $0, following: 1) }
        statements += [
            journal.advanceHead(by: 2), journal.refusal(.programme, subject: text, programmeID: nil),
        ]
        statements += Composition.all.flatMap { composition in
            let ids = composition.path.map { _ in UUID() }
            return [
                composition.statement(ids, of: organisation),
                composition.statement(ids, asOf: Installation.moment, of: organisation),
            ]
        }
        statements += [
            idempotency.stored, Store.forgetExpiredAnswers(in: tenant),
            idempotency.store(status: 201, deadlinesPassed: 0, entriesBack: 0),
            idempotency.storeUnchanged(status: 200, deadlinesPassed: 0, subject: text),
        ]
        return statements
    }

    private static let today = CalendarDate(daysSinceEpoch: 20_700)

    private static func question(_ text: String) -> AuthorityQuestion {
        AuthorityQuestion(kind: .grantSubsidy, amountCents: 1, partnerID: UUID(), subject: text)
    }

    private static func pages(_ catalogue: Catalogue, text: String) -> [Statement] {
        Resource.all.flatMap { resource -> [Statement] in
            var query = PageQuery(limit: 10, address: text)
            query.search = text
            query.filters = [
                .anyOf(member: resource.key, [text]), .atLeast(member: resource.key, text),
                .externalID(system: text, value: text),
            ]
            if resource == .programme {
                query.selection.expand = Expansion.tree(["challenge", "politicalSponsor.team"], from: resource) ?? []
            }
            let page = PageStatement(
                resource: resource,
                place: place(of: resource),
                query: query,
                projection: Projection(resource, query.selection, catalogue),
                tenant: tenant
            )
            return [page.page, page.count] + (page.surroundings.map { [$0] } ?? [])
        }
    }

    private static func place(of resource: Resource) -> Place {
        Place(resource.ancestors.map { _ in UUID() })
    }
}
