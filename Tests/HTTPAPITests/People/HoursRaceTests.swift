import Contract
import Domain
import Foundation
import Storage
import Testing

@Suite("Many who promise the same people at once promise no hour twice")
struct HoursRaceTests {
    /// How often each client acts; more by the environment.
    private static let rounds = ProcessInfo.processInfo.environment["KOERS_PROMISES"].flatMap { Int($0) } ?? 6

    @Test("32 clients put four people in roles at random: no one exceeds the contract on any day (PPL-04)", .koers)
    func promises() async throws {
        let koers = try Koers.current
        let client = koers.client
        var people: [UUID] = []
        for _ in 0..<4 { people.append(try await client.makeColleague()) }
        var programmes: [UUID] = []
        for _ in 0..<8 { programmes.append(try await client.makeProgramme()) }
        let outcomes = try await withThrowingTaskGroup(of: [String: Int].self) { group in
            for number in 0..<32 {
                group.addTask { [people, programmes] in
                    try await Self.act(client, in: programmes[number % programmes.count], on: people)
                }
            }
            return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        }
        #expect(["promised", "refused"].allSatisfy { outcomes[$0, default: 0] > 0 }, "\(outcomes)")
        for person in people { try await check(person, client) }
        #expect(try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now).firstBreach == nil)
    }

    /// Promises hours, changes them, ends them and changes contracts; how often what came of it.
    private static func act(_ client: Caller, in programme: UUID, on people: [UUID]) async throws -> [String: Int] {
        var outcomes: [String: Int] = [:]
        var own: [String] = []
        func note(_ answer: Answer) {
            switch answer.status {
            case 200: outcomes["promised", default: 0] += 1
            case 409:
                #expect(answer.blockers == ["PPL-04"], "\(answer)")
                outcomes["refused", default: 0] += 1
            default: Issue.record("\(answer)")
            }
        }
        for _ in 0..<rounds {
            guard let person = people.randomElement() else { continue }
            switch Int.random(in: 0..<10) {
            case 0:
                let hours = JSON.number(NumberText(Int64.random(in: 20...40)))
                note(try await client.patch("/v1/persons/\(person.text)", ["contractHoursPerWeek": hours]))
            case 1..<3:
                guard let path = own.randomElement() else { continue }
                note(try await client.patch(path, window()))
            case 3:
                guard let path = own.popLast() else { continue }
                try await client.take(path, to: "ended").expect(200)
            default:
                let path = try await client.ready(person, in: programme, window())
                let answer = try await client.take(path, to: "active")
                if answer.status == 200 { own.append(path) }
                note(answer)
            }
        }
        return outcomes
    }

    /// Some hours on some days of two years.
    private static func window() -> JSON {
        let first = CalendarDate(daysSinceEpoch: 20_650 + Int.random(in: 0..<700))
        let last: JSON = Bool.random() ? .null : .string(first.advanced(byDays: Int.random(in: 0..<200)).description)
        return [
            "hoursPerWeek": .number(NumberText(Int64.random(in: 4...14))), "fromDate": .string(first.description),
            "untilDate": last,
        ]
    }

    /// Adds up what the active assignments say, apart from how Koers does.
    private func check(_ person: UUID, _ client: Caller) async throws {
        let contract =
            try await client.get("/v1/persons/\(person.text)").expect(200)["contractHoursPerWeek"]?.integer ?? 0
        let rows = try await Koers.current.sql(
            """
            SELECT hours_per_week || ' ' || from_date || ' ' || coalesce(until_date, '2099-12-31') FROM koers.assignment \
            WHERE person_id = '\(person.text)' AND status = 'active'
            """
        )
        let promised = rows.split(separator: "\n").compactMap { row -> (Int64, CalendarDate, CalendarDate)? in
            let words = row.split(separator: " ").map(String.init)
            guard words.count == 3, let hours = Int64(words[0]), let first = CalendarDate(words[1]),
                let last = CalendarDate(words[2])
            else { return nil }
            return (hours, first, last)
        }
        #expect(!promised.isEmpty)
        var most: Int64 = 0
        for day in 20_514..<21_600 {
            let day = CalendarDate(daysSinceEpoch: day)
            most = max(most, promised.filter { $0.1 <= day && day <= $0.2 }.reduce(0) { $0 + $1.0 })
        }
        #expect(most <= contract)
        let workload = try await client.get("/v1/persons/\(person.text)/workload").expect(200)
        let shown = (workload["periods"]?.array ?? []).compactMap { $0["hoursPerWeek"]?.integer }
        #expect(shown.max() == most, "the workload says the same")
    }
}
