import Contract
import Foundation
import Testing

@Suite("However many decide at once, a decision is taken once, under what held at its moment", .koers)
struct DecisionRaceTests {
    /// What a manager may take under a sub-mandate: decisions that wait, each for an amount of its own.
    private struct Desk {
        let manager: Actor
        /// The mandate that the sub-mandate rests on.
        let root: UUID
        let paths: [String]

        var rootPath: String { "/v1/mandates/\(root.text)" }
    }

    private func makeDesk(_ cents: [Int64], ceilingCents: Int64? = nil) async throws -> Desk {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let manager = try await client.makeActor()
        let root = try await client.makeMandate(
            try client.person,
            ["subMandateAllowed": true, "ceilingCents": ceilingCents.map(JSON.cents) ?? .null]
        )
        let mandate = try await client.makeMandate(manager.person, ["parentId": .string(root.text)])
        var paths: [String] = []
        for cents in cents {
            let content: JSON = ["mandateId": .string(mandate.text), "amountCents": .cents(cents)]
            paths.append(try await client.propose(programme, "grant_subsidy", content))
        }
        return Desk(manager: manager, root: root, paths: paths)
    }

    @Test("Of eight who take the same decision at once one does, and the journal tells it once")
    func once() async throws {
        let client = try Koers.current.client
        let desk = try await makeDesk([100_00])
        var aldermen: [Actor] = []
        for _ in 0..<8 { aldermen.append(try await client.makeActor("college")) }
        let own = try await client.propose(try await client.makeProgramme())
        let managers = Array(repeating: desk.manager, count: 8)
        let races: [(path: String, takers: [Actor], ground: JSON)] = [
            (desk.paths[0], managers, [:]), (own, aldermen, ["resolution": "B&W 2026-014"]),
        ]
        for (path, takers, ground) in races {
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for taker in takers {
                    group.addTask { try await taker.caller.take(path, to: "taken", ground) }
                }
                return try await group.reduce(into: [Answer]()) { $0.append($1) }
            }
            let taken = try #require(answers.first { $0.status == 200 })
            for answer in answers where answer.status != 200 { answer.expect(409, "invalid-transition") }
            #expect(answers.count { $0.status == 200 } == 1)
            #expect(try await client.get(path).expect(200).json == taken.json, "it stays as the one had it")
            let told = try await client.journal("&subject=\(encoded(path))").compactMap { $0["type"]?.string }
            #expect(told == ["decision.created", "decision.proposed", "decision.taken"])
        }
    }

    @Test("While 32 clients decide, a revocation leaves no decision without a chain that held at its moment")
    func revocation() async throws {
        let client = try Koers.current.client
        let desk = try await makeDesk(Array(repeating: 1, count: 32))
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for (index, path) in desk.paths.enumerated() {
                group.addTask { try await desk.manager.caller.take(path, to: "taken").status }
                guard index == 12 else { continue }
                group.addTask {
                    try await client.take(desk.rootPath, to: "revoked", ["motivation": "Nu"]).status
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.allSatisfy { $0 == 200 || $0 == 409 })
        let end = try await client.get(desk.rootPath).expect(200)["revokedAt"]?.string ?? ""
        let revoked = try await client.journal("&type=mandate.revoked&subject=\(desk.rootPath)")
        let last = try #require(revoked.first?["sequence"]?.integer)
        for path in desk.paths {
            let decision = try await client.get(path).expect(200)
            let told = try await client.journal("&type=decision.taken&subject=\(encoded(path))")
            switch decision["status"]?.string {
            case "taken":
                #expect((decision["takenAt"]?.string ?? "~") < end)
                #expect((told.first?["sequence"]?.integer ?? .max) < last)
                #expect(decision["chain"]?.array?.count == 2)
            case "withheld": #expect(told.isEmpty && decision["takenById"] == .null)
            default: Issue.record("\(decision)")
            }
        }
    }

    @Test("While 32 clients decide, a ceiling above them is narrowed: whoever decided stayed within it at that moment")
    func narrowing() async throws {
        let client = try Koers.current.client
        let desk = try await makeDesk((0..<64).map { _ in .random(in: 1...100_000_00) }, ceilingCents: 100_000_00)
        let statuses = try await withThrowingTaskGroup(of: [Int].self) { group in
            for number in 0..<32 {
                group.addTask {
                    let (one, other) = (desk.paths[number], desk.paths[number + 32])
                    return [
                        try await desk.manager.caller.take(one, to: "taken").status,
                        try await desk.manager.caller.take(other, to: "taken").status,
                    ]
                }
            }
            group.addTask {
                for ceiling in stride(from: 95_000_00, to: 0, by: -5_000_00) as StrideTo<Int64> {
                    try await client.patch(desk.rootPath, ["ceilingCents": .cents(ceiling)]).expect(200)
                }
                return []
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(statuses.allSatisfy { $0 == 200 || $0 == 403 }, "\(statuses)")
        let ceilings = try await client.journal("&subject=\(desk.rootPath)")
        let decided = try await client.journal("&type=decision.taken").filter {
            desk.paths.contains($0["subject"]?.string ?? "")
        }
        #expect(decided.count == statuses.count { $0 == 200 })
        for entry in decided {
            // Who waited for the mandate may have asked earlier than whoever had it; the sequence tells who was first.
            let before = ceilings.last { ($0["sequence"]?.integer ?? 0) < (entry["sequence"]?.integer ?? 0) }
            let ceiling = try #require(before?["data"]?["ceilingCents"]?.integer)
            #expect((entry["data"]?["amountCents"]?.integer ?? .max) <= ceiling)
            #expect(entry["data"]?["chain"]?[1]?["ceilingCents"]?.integer == ceiling, "what is kept is what held")
        }
    }
}
