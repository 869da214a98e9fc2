import Contract
import Domain
import Foundation
import Governance
import Testing

@Suite struct `The rulebook` {
    @Test func `is the golden file`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/rulebook.txt")
        if ProcessInfo.processInfo.environment["KOERS_REWRITE_GOLDEN"] == "1" {
            try Rulebook.text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == Rulebook.text)
    }

    @Test func `gives every article an id of its own, of three letters and two digits`() {
        let ids = Rulebook.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.wholeMatch(of: /[A-Z]{3}-[0-9]{2}/) != nil })
    }

    @Test func `guards operations that the contract has`() throws {
        let contract = try Contract.embedded()
        for article in Rulebook.all {
            #expect(!article.guards.isEmpty)
            #expect(Set(article.guards).count == article.guards.count)
            for guarded in article.guards { #expect(contract.operation(guarded) != nil, "\(article.id): \(guarded)") }
        }
    }

    @Test func `publishes every article that a step asks`() {
        let asked =
            Phase.allCases.flatMap { Rulebook.step(to: $0).map(\.article.id) }
            + Rulebook.recordChallenge.map(\.article.id) + Rulebook.changeChallenge.map(\.article.id)
            + Rulebook.methodAdvice.map(\.article.id)
        #expect(Set(asked) == Set(Rulebook.all.map(\.id)))
    }

    @Test func `names at every article exactly the operations that ask it`() {
        let steps = Set(Phase.allCases.flatMap { Rulebook.step(to: $0).map(\.article.id) })
        let places: [(operation: String, asked: Set<String>)] = [
            ("transitionProgramme", steps), ("getProgrammeReadiness", steps),
            ("createChallenge", Set(Rulebook.recordChallenge.map(\.article.id))),
            ("updateChallenge", Set(Rulebook.changeChallenge.map(\.article.id))),
            ("getChallengeMethodAdvice", Set(Rulebook.methodAdvice.map(\.article.id))),
        ]
        for article in Rulebook.all {
            #expect(Set(article.guards) == Set(places.filter { $0.asked.contains(article.id) }.map(\.operation)))
        }
    }

    @Test func `speaks in sentences, in both languages`() {
        for article in Rulebook.all {
            for text in [article.title, article.explanation] {
                for language in Language.allCases { #expect(Self.isSentence(text.in(language)), "\(article.id)") }
            }
            #expect(!article.source.citation.isEmpty)
        }
    }

    @Test func `finds in sentences, whatever it finds`() {
        for finding in Self.findings {
            for language in Language.allCases {
                #expect(Self.isSentence(finding.reason.in(language)))
                if let remedy = finding.remedy { #expect(Self.isSentence(remedy.in(language))) }
            }
            #expect((finding.status == .breached) == (finding.remedy != nil))
        }
    }

    @Test func `shows a finding as the contract's schema has it`() throws {
        let contract = try Contract.embedded()
        let schema = try #require(contract.schema(named: "Finding"))
        for finding in Self.findings.prefix(50) {
            #expect(finding.value(in: .dutch).members?.map(\.name) == schema.properties.map(\.name))
        }
        let rule = try #require(contract.schema(named: "GovernanceRule"))
        #expect(Rulebook.all[0].value.members?.map(\.name) == rule.properties.map(\.name))
    }

    /// What the rules say of a few hundred different facts.
    private static var findings: [Finding] {
        var findings: [Finding] = []
        for challenge in challenges {
            let facts = MethodFacts(challenge: challenge, predictabilityThreshold: Example.threshold)
            let change = ChallengeChangeFacts(
                before: Example.challenge,
                after: facts,
                programmesUnderWay: [Example.programme]
            )
            findings += Rulebook.methodAdvice.evaluate(facts).findings
            findings += Rulebook.changeChallenge.evaluate(change).findings
        }
        return findings
    }

    private static var challenges: [ChallengeFacts] {
        var challenges: [ChallengeFacts] = []
        for parties: Int64 in 0...3 {
            for predictability: Int64 in [0, 79, 80, 100] {
                for (goal, effort) in [(true, true), (true, false), (false, true), (false, false)] {
                    for method in [nil] + Method.allCases.map(Optional.some) {
                        challenges.append(
                            Example.changed(Example.challenge) {
                                ($0.strategicGoalSet, $0.structuralEffort) = (goal, effort)
                                ($0.steeringParties, $0.predictability) = (parties, predictability)
                                $0.chosenMethod = method
                            }
                        )
                    }
                }
            }
        }
        return challenges
    }

    /// A capital first, a full stop last, no space too many and nothing unfilled.
    private static func isSentence(_ text: String) -> Bool {
        let flaws = ["  ", " .", " ,", ":.", "..", "nil", "Optional", ": en ", ": and "]
        return text.first?.isUppercase == true && text.hasSuffix(".") && !flaws.contains { text.contains($0) }
    }
}
