import Domain
import Foundation
import Testing

@Suite struct `The phases of a programme` {
    @Test func `follow each other as the golden table says`() throws {
        try expectGolden("phases.txt", Phase.self) { $0.successors }
    }

    @Test func `are all reached from exploration, and end in closed or rejected`() {
        var reached: Set<Phase> = [.exploration]
        var open: [Phase] = [.exploration]
        while let phase = open.popLast() {
            for next in phase.successors where reached.insert(next).inserted { open.append(next) }
        }
        #expect(reached == Set(Phase.allCases))
        #expect(Phase.allCases.filter { $0.successors.isEmpty } == [.closed, .rejected])
        #expect(!Phase.allCases.contains { $0.successors.contains($0) })
    }

    @Test func `only ask for a motivation at a rejection`() {
        #expect(Phase.allCases.filter(\.entryNeedsMotivation) == [.rejected])
    }
}

@Suite struct `The advised method` {
    @Test(arguments: [
        (predictability: 80 as Int64, goal: true, effort: true, parties: 6 as Int64, method: Method.routine),
        (80, false, false, 0, .routine),
        (79, true, true, 2, .programme),
        (79, true, true, 1, .improvisation),
        (0, true, false, 1, .project),
        (0, true, false, 9, .project),
        (0, false, true, 2, .process),
        (0, false, false, 2, .process),
        (0, false, true, 1, .improvisation),
        (79, false, false, 0, .improvisation),
        (100, true, true, 2, .routine),
    ])
    func `follows from predictability, goal, effort and parties`(
        predictability: Int64,
        goal: Bool,
        effort: Bool,
        parties: Int64,
        method: Method
    ) {
        let challenge = ChallengeFacts(
            id: UUID(),
            name: "",
            predictability: predictability,
            strategicGoalSet: goal,
            structuralEffort: effort,
            steeringParties: parties
        )
        #expect(Method.advised(for: challenge, predictabilityThreshold: 80) == method)
    }

    @Test func `moves with the organisation's threshold`() {
        let challenge = ChallengeFacts(
            id: UUID(),
            name: "",
            predictability: 60,
            strategicGoalSet: true,
            structuralEffort: false,
            steeringParties: 1
        )
        #expect(Method.advised(for: challenge, predictabilityThreshold: 60) == .routine)
        #expect(Method.advised(for: challenge, predictabilityThreshold: 61) == .project)
        #expect(Method.advised(for: challenge, predictabilityThreshold: 0) == .routine)
    }
}

@Suite struct `A text in both languages` {
    @Test func `is given in the one that is asked`() {
        let text = LocalizedText(nl: "koers", en: "course")
        #expect(Language.allCases.map { text.in($0) } == ["koers", "course"])
        #expect(text.value.json == #"{"nl":"koers","en":"course"}"#)
    }

    @Test func `names every phase and every method`() {
        for title in Phase.allCases.map(\.title) + Method.allCases.map(\.title) {
            #expect(!title.nl.isEmpty && !title.en.isEmpty)
        }
    }
}
