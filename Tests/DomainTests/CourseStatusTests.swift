import Domain
import Testing

@Suite struct `The statuses of an effort` {
    @Test func `follow each other as the golden table says`() throws {
        try expectGolden("effort-statuses.txt", EffortStatus.self) { $0.successors }
    }

    @Test func `ask for a motivation only when work is stopped`() {
        #expect(EffortStatus.allCases.filter(\.entryNeedsMotivation) == [.stopped])
    }

    @Test func `are open until the work is over`() {
        #expect(EffortStatus.allCases.filter(\.isOpen) == [.proposed, .active])
    }
}

@Suite struct `The statuses of a measurement` {
    @Test func `follow each other as the golden table says`() throws {
        try expectGolden("measurement-statuses.txt", MeasurementStatus.self) { $0.successors }
    }
}

@Suite struct `The words of the course` {
    @Test func `name every case in both languages`() {
        let titles = [
            GoalKind.allCases.map(\.title), EffortKind.allCases.map(\.title), EffortStatus.allCases.map(\.title),
        ]
        for titles in titles {
            #expect(titles.allSatisfy { !$0.nl.isEmpty && !$0.en.isEmpty })
            #expect(Set(titles.map(\.nl)).count == titles.count)
            #expect(Set(titles.map(\.en)).count == titles.count)
        }
    }

    @Test func `call only tasks and schemes prescribed`() {
        #expect(EffortKind.allCases.filter(\.isPrescribed) == [.statutoryTask, .localScheme])
    }
}
