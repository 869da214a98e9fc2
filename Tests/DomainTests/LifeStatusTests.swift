import Domain
import Testing

@Suite struct `The statuses of people, hours and signals` {
    @Test func `follow each other as the golden tables say`() throws {
        try expectGolden("assignment-statuses.txt", AssignmentStatus.self) { $0.successors }
        try expectGolden("capacity-agreement-statuses.txt", CapacityAgreementStatus.self) { $0.successors }
        try expectGolden("fiscal-year-statuses.txt", FiscalYearStatus.self) { $0.successors }
        try expectGolden("risk-statuses.txt", RiskStatus.self) { $0.successors }
        try expectGolden("partner-relation-statuses.txt", PartnerRelationStatus.self) { $0.successors }
        try expectGolden("direction-statuses.txt", DirectionStatus.self) { $0.successors }
        try expectGolden("action-statuses.txt", ActionStatus.self) { $0.successors }
        try expectGolden("opportunity-statuses.txt", OpportunityStatus.self) { $0.successors }
    }

    @Test func `are called differently in both languages`() {
        expectTitles(EffortStatus.self)
        expectTitles(MeasurementStatus.self)
        expectTitles(AssignmentStatus.self)
        expectTitles(CapacityAgreementStatus.self)
        expectTitles(FiscalYearStatus.self)
        expectTitles(RiskStatus.self)
        expectTitles(OpportunityStatus.self)
        expectTitles(PartnerRelationStatus.self)
        expectTitles(DirectionStatus.self)
        expectTitles(ActionStatus.self)
    }
}

/// Each status has a title of its own, in Dutch and in English.
func expectTitles<Status: LifeStatus>(_: Status.Type, sourceLocation: SourceLocation = #_sourceLocation) {
    for titles in [Status.allCases.map(\.title.nl), Status.allCases.map(\.title.en)] {
        #expect(titles.allSatisfy { !$0.isEmpty } && Set(titles).count == titles.count, sourceLocation: sourceLocation)
    }
}
