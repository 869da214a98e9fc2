import Contract
import Foundation
import Storage
import Testing

/// Many clients that grow, move, split, merge and end goals of one programme at once, at random.
@Suite("No commands, in whatever order and however many at once, break the goal tree")
struct GoalTreeRaceTests {
    private static let clients = 8
    private static let commands = 40

    @Test("Never a circle, a second root or something loose", .koers, arguments: [1, 2, 3])
    func race(seed: UInt64) async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let root = try await client.makeGoal(of: programme, "main_goal", under: nil)
        for _ in 0..<4 { _ = try await client.makeGoal(of: programme, under: root) }
        let statuses = try await withThrowingTaskGroup(of: [Int].self) { group in
            for number in 0..<Self.clients {
                group.addTask {
                    var gardener = Gardener(client: client, programme: programme, seed: seed * 100 + UInt64(number))
                    var statuses: [Int] = []
                    for _ in 0..<Self.commands { statuses.append(try await gardener.act()) }
                    return statuses
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(statuses).isSubset(of: [200, 201, 400, 409]), "\(Set(statuses))")
        #expect(statuses.count { $0 < 300 } > Self.clients * Self.commands / 4)
        #expect(statuses.contains(409))
        try await verify(programme, client)
    }

    /// The rows themselves, and not what the rules said of them.
    private func verify(_ programme: UUID, _ client: Caller) async throws {
        let koers = try Koers.current
        let own = "programme_id = '\(programme.text)'"
        let roots = "select id from koers.goal where \(own) and kind = 'main_goal' and ended_at is null"
        #expect(try await koers.sql("select count(*) from (\(roots)) r") == "1")
        let living = try await koers.sql("select count(*) from koers.goal where \(own) and ended_at is null")
        let reached = try await koers.sql(
            """
            with recursive tree (id, kind) as (select id, 'main_goal' from (\(roots)) r union all
            select g.id, g.kind from koers.goal g join tree t on g.parent_id = t.id
            where g.ended_at is null and (g.kind <> 'effect' or t.kind <> 'goal')) select count(*) from tree
            """
        )
        #expect(reached == living && Int(living) ?? 0 > 5)
        let loose = """
            select (select count(*) from koers.contribution c join koers.goal g on g.id = c.goal_id
            join koers.effort e on e.id = c.effort_id
            where c.\(own) and g.ended_at is not null and e.status in ('proposed', 'active'))
            """
        #expect(try await koers.sql(loose) == "0", "no effort under way contributes to a goal that ended")
        let differing = """
            select count(*) from koers.effort e where \(own) and (select count(*) from koers.contribution c
            where c.effort_id = e.id) <> json_array_length(e.contributions)
            """
        #expect(try await koers.sql(differing) == "0", "an effort shows what the table keeps")
        let goals = try await client.get("/v1/programmes/\(programme.text)/goals?limit=500&ended=false").expect(200)
        #expect(goals.results.count == Int(living))
        let journal = try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now)
        #expect(journal.firstBreach == nil)
    }
}

/// One client that does something with goals that it sees.
private struct Gardener {
    let client: Caller
    let path: String
    private var numbers: SplitMix

    init(client: Caller, programme: UUID, seed: UInt64) {
        self.client = client
        path = "/v1/programmes/\(programme.text)"
        numbers = SplitMix(state: seed)
    }

    /// The status of the answer.
    mutating func act() async throws -> Int {
        let goals = try await client.get("\(path)/goals?limit=500&ended=false").expect(200).results
        func id(_ goal: JSON?) -> JSON { goal?["id"] ?? .null }
        guard let one = goals.randomElement(using: &numbers), let other = goals.randomElement(using: &numbers),
            let place = one["id"]?.string
        else { return 0 }
        let why: JSON = ["motivation": "Proef"]
        switch Int.random(in: 0..<10, using: &numbers) {
        case 0...2:
            let kind = ["effect", "effect", "goal", "main_goal"].randomElement(using: &numbers) ?? "goal"
            let body: JSON = ["kind": .string(kind), "text": .string("Doel \(nextNumber())"), "parentId": id(one)]
            return try await client.post("\(path)/goals", body).status
        case 3...5:
            return try await client.patch("\(path)/goals/\(place)", ["parentId": id(other)]).status
        case 6:
            let parts: JSON = ["goals": [["text": "Deel A"], ["text": "Deel B"]]]
            return try await client.post("\(path)/goals/\(place)/split", why.with(parts)).status
        case 7:
            let merged = goals.shuffled(using: &numbers).prefix(2).map { id($0) }
            let body = why.with(["goalIds": .array(merged)])
            return try await client.post("\(path)/goals/\(place)/merge", body).status
        case 8:
            return try await client.post("\(path)/goals/\(place)/ending", why).status
        default:
            let contributions = goals.shuffled(using: &numbers).prefix(2).map { goal -> JSON in
                ["goalId": id(goal), "weight": "supporting"]
            }
            let body = Body.effort().with(["contributions": .array(contributions)])
            return try await client.post("\(path)/efforts", body).status
        }
    }
}

/// Random numbers that are the same every time for the same seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
