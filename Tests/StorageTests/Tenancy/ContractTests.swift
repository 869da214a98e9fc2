import Contract
import Domain
import Foundation
import Postgres
import Testing

@testable import Storage

@Suite struct `The schema of the database and the contract` {
    private static let schemas = [
        "organisation": "Organisation", "team": "Team", "person": "Person", "partner": "Partner",
        "challenge": "Challenge", "programme": "Programme", "stakeholder": "Stakeholder", "vision": "Vision",
        "endorsement": "Endorsement", "goal": "Goal", "indicator": "Indicator", "measurement": "Measurement",
        "effort": "Effort", "contribution": "Contribution",
        "competence": "Competence", "role": "Role", "assignment": "Assignment",
        "capacity_agreement": "CapacityAgreement", "opportunity": "Opportunity", "risk": "Risk",
        "steering_review": "SteeringReview", "mandate": "Mandate", "decision": "Decision",
        "task_field": "TaskField", "fiscal_year": "FiscalYear", "budget_line": "BudgetLine",
        "budget_entry": "BudgetEntry", "commitment": "Commitment", "commitment_line": "CommitmentLine",
        "realisation": "Realisation", "budget_transfer": "BudgetTransfer",
        "budget_transfer_line": "BudgetTransferLine", "budget_amendment": "BudgetAmendment",
        "partner_relation": "PartnerRelation", "agreement": "Agreement", "position": "Position",
        "direction": "Direction", "action": "Action",
        "journal": "JournalEntry",
    ]

    @Test func `name the same properties in the same order`() async throws {
        let contract = try Contract.embedded()
        try await Installation.with { installation in
            for resource in Resource.all {
                let schema = try #require(Self.schemas[resource.name].flatMap { contract.schema(named: $0) })
                #expect(
                    installation.store.catalogue.columns(of: resource).map(\.name)
                        == schema.properties.map(\.name).filter { $0 != "_expand" },
                    "\(resource.name)"
                )
            }
        }
    }

    @Test func `type every property alike`() async throws {
        let contract = try Contract.embedded()
        try await Installation.with { installation in
            for resource in Resource.all {
                let schema = try #require(Self.schemas[resource.name].flatMap { contract.schema(named: $0) })
                for column in installation.store.catalogue.columns(of: resource) {
                    let property = try #require(schema.property(named: column.name))
                    #expect(Self.kinds(column.type.rawValue).contains(contract[property.schema].kind), "\(column.name)")
                }
            }
        }
    }

    @Test func `allow the same values`() async throws {
        let contract = try Contract.embedded()
        try await Installation.with { installation in
            let checks = try await installation.superuser(
                """
                SELECT c.relname, x.conname, pg_get_constraintdef(x.oid) FROM pg_constraint x
                JOIN pg_class c ON c.oid = x.conrelid WHERE x.contype = 'c' AND x.conname LIKE '%\\_known'
                """
            ).split(separator: "\n")
            #expect(checks.count >= 4)
            for check in checks {
                let parts = check.split(separator: "|", maxSplits: 2).map(String.init)
                let schema = try #require(Self.schemas[parts[0]].flatMap { contract.schema(named: $0) })
                let column = parts[1].dropFirst(parts[0].count + 1).dropLast("_known".count)
                let property = try #require(schema.properties.first { Resource.column($0.name) == column })
                let allowed = (contract[property.schema].allowedValues ?? []).compactMap(\.text)
                let known = parts[2].matches(of: /'([^']*)'::text/).map { String($0.1) }
                #expect(Set(known) == Set(allowed) && !known.isEmpty, "\(parts[1])")
            }
        }
    }

    @Test func `know the same phases, methods and defaults as the domain`() throws {
        let contract = try Contract.embedded()
        #expect(
            (contract.schema(named: "Phase")?.allowedValues ?? []).compactMap(\.text) == Phase.allCases.map(\.rawValue)
        )
        #expect(
            (contract.schema(named: "Method")?.allowedValues ?? []).compactMap(\.text)
                == Method.allCases.map(\.rawValue)
        )
        func values(_ schema: String) -> [String] {
            (contract.schema(named: schema)?.allowedValues ?? []).compactMap(\.text)
        }
        #expect(values("SupportStatus") == SupportStatus.allCases.map(\.rawValue))
        #expect(values("VisionStatus") == VisionStatus.allCases.map(\.rawValue))
        #expect(values("Stance") == Stance.allCases.map(\.rawValue))
        #expect(values("RoleKind") == RoleKind.allCases.map(\.rawValue))
        #expect(values("AssignmentStatus") == AssignmentStatus.allCases.map(\.rawValue))
        #expect(values("CapacityAgreementStatus") == CapacityAgreementStatus.allCases.map(\.rawValue))
        #expect(values("OpportunityStatus") == OpportunityStatus.allCases.map(\.rawValue))
        #expect(values("Body") == GoverningBody.allCases.map(\.rawValue))
        #expect(values("DecisionKind") == DecisionKind.allCases.map(\.rawValue))
        #expect(values("MandateKind") == MandateKind.allCases.map(\.rawValue))
        #expect(values("DecisionStatus") == DecisionStatus.allCases.map(\.rawValue))
        #expect(values("MandateStatus") == MandateStatus.allCases.map(\.rawValue))
        #expect(values("RiskStatus") == RiskStatus.allCases.map(\.rawValue))
        #expect(values("FiscalYearStatus") == FiscalYearStatus.allCases.map(\.rawValue))
        #expect(values("BudgetDirection") == BudgetDirection.allCases.map(\.rawValue))
        #expect(values("BudgetNature") == BudgetNature.allCases.map(\.rawValue))
        #expect(values("BudgetEntryKind") == BudgetEntryKind.allCases.map(\.rawValue))
        #expect(values("BudgetTransferStatus") == BudgetTransferStatus.allCases.map(\.rawValue))
        #expect(values("CommitmentKind") == CommitmentKind.allCases.map(\.rawValue))
        #expect(values("CommitmentStatus") == CommitmentStatus.allCases.map(\.rawValue))
        #expect(values("CommitmentLineStatus") == CommitmentLineStatus.allCases.map(\.rawValue))
        #expect(values("ReleaseGround") == ReleaseGround.allCases.map(\.rawValue))
        #expect(values("BudgetEntryKindGiven") == BudgetEntryKind.byHand.map(\.rawValue))
        #expect(values("StakeholderCategory") == StakeholderCategory.allCases.map(\.rawValue))
        #expect(values("GoalKind") == GoalKind.allCases.map(\.rawValue))
        let prescribed = EffortKind.allCases.filter(\.isPrescribed).map(\.rawValue)
        #expect(values("GoalKindGiven") == values("GoalKind") + prescribed)
        #expect(values("IndicatorDirection") == IndicatorDirection.allCases.map(\.rawValue))
        #expect(values("MeasurementStatus") == MeasurementStatus.allCases.map(\.rawValue))
        #expect(values("EffortKind") == EffortKind.allCases.map(\.rawValue))
        #expect(values("EffortStatus") == EffortStatus.allCases.map(\.rawValue))
        #expect(values("ContributionWeight") == ContributionWeight.allCases.map(\.rawValue))
    }

    /// The kinds of JSON that a column of a type can show.
    private static func kinds(_ type: UInt32) -> [Contract.Schema.Kind?] {
        switch type {
        case 16: [.boolean]
        case 20, 21, 23: [.integer]
        case 114: [.object, .array]
        case 1009, 2951: [.array]
        default: [.string]
        }
    }
}

extension JSON {
    /// The text of a string.
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
