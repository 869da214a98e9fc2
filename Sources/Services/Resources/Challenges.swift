package import Domain
package import Foundation
package import Governance
package import Storage

/// Records a challenge, before anyone chose how to work on it (MTH-02 when someone already did).
package struct CreateChallenge: CreateCommand {
    package static let resource = Resource.challenge
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<Int64> { .predictabilityThreshold }

    package func decide(_ situation: Situation<Int64>) throws(Refusal) -> Decision {
        Rulebook.recordChallenge.evaluate(
            MethodFacts(
                challenge: ChallengeFacts(id: id, input.members),
                predictabilityThreshold: situation.facts
            )
        )
    }
}

/// Changes a challenge; its facts are frozen once a programme rests on them.
package struct UpdateChallenge: UpdateCommand {
    package static let resource = Resource.challenge
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var facts: FactQuery<(Int64, [ProgrammeFacts])> {
        FactQuery<Int64>.predictabilityThreshold.and(.programmesUnderWay(ofChallenge: id))
    }

    package func decide(_ situation: Situation<(Int64, [ProgrammeFacts])>) throws(Refusal) -> Decision {
        let (threshold, programmes) = situation.facts
        return Rulebook.changeChallenge.evaluate(
            ChallengeChangeFacts(
                before: ChallengeFacts(id: id, situation.before),
                after: MethodFacts(
                    challenge: ChallengeFacts(id: id, after(situation)),
                    predictabilityThreshold: threshold
                ),
                programmesUnderWay: programmes
            )
        )
    }
}

/// Which method fits a challenge, and what the rules say of the chosen one.
package struct MethodAdvice: Inquiry {
    package static let resource = Resource.challenge
    let id: UUID

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
    }

    package var facts: FactQuery<MethodFacts?> { .method(ofChallenge: id) }

    package func answer(_ facts: MethodFacts?, in language: Language) throws(Refusal) -> Value {
        guard let facts else { throw .notFound }
        let findings = Rulebook.methodAdvice.evaluate(facts).findings
        return .object([
            Member("advice", .string(facts.advice.rawValue)),
            Member("programmeAllowed", .boolean(findings.contains { $0.article.id == "MTH-01" && $0.status == .met })),
            Member("findings", .array(findings.map { $0.value(in: language) })),
        ])
    }
}

extension ChallengeFacts {
    /// The facts as a request or a view names them.
    fileprivate init(id: UUID, _ members: Members) {
        self.init(
            id: id,
            name: members["name"]?.string ?? "",
            predictability: members["predictability"]?.integer ?? 0,
            strategicGoalSet: members["strategicGoalSet"]?.boolean ?? false,
            structuralEffort: members["structuralEffort"]?.boolean ?? false,
            steeringParties: members["steeringParties"]?.integer ?? 0,
            chosenMethod: members["chosenMethod"]?.string.flatMap(Method.init),
            motivation: members["motivation"]?.string
        )
    }
}
