import Domain
import Testing

@Suite struct `The statuses of a mandate` {
    @Test func `follow each other as the golden table says`() throws {
        try expectGolden("mandate-statuses.txt", MandateStatus.self) { $0.successors }
    }

    @Test func `ask for a motivation only when one is revoked`() {
        #expect(MandateStatus.allCases.filter(\.entryNeedsMotivation) == [.revoked])
    }
}

@Suite struct `The statuses of a decision` {
    @Test func `follow each other as the golden table says`() throws {
        try expectGolden("decision-statuses.txt", DecisionStatus.self) { $0.successors }
    }

    @Test func `ask for a motivation when one is rejected or withdrawn`() {
        #expect(DecisionStatus.allCases.filter(\.entryNeedsMotivation) == [.rejected, .withdrawn])
    }
}

@Suite struct `The words of authority` {
    @Test func `name every case in both languages`() {
        let titles = [
            GoverningBody.allCases.map(\.title), DecisionKind.allCases.map(\.title), MandateKind.allCases.map(\.title),
            MandateStatus.allCases.map(\.title), DecisionStatus.allCases.map(\.title),
        ]
        for titles in titles {
            #expect(titles.allSatisfy { !$0.nl.isEmpty && !$0.en.isEmpty })
            #expect(Set(titles.map(\.nl)).count == titles.count)
            #expect(Set(titles.map(\.en)).count == titles.count)
        }
    }

    @Test func `give every power to a body`() {
        for power in DecisionKind.allCases { #expect(!power.bodies.isEmpty) }
    }
}
