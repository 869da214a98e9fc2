import Postgres
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PipeliningTests {
    @Test func `A batch gives its results in order, in one round trip`() async throws {
        try await withClient { client in
            let before = client.statistics.roundTrips
            let results = try await client.read([
                Statement("one", "SELECT 1::int8"),
                Statement("many", "SELECT generate_series(1, $1::int4)", [.int4(3)]),
            ])
            #expect(client.statistics.roundTrips == before + 1)
            #expect(try results[0][0].decode(0, as: Int64.self) == 1)
            #expect(try results[1].map { try $0.decode(0, as: Int32.self) } == [1, 2, 3])
        }
    }

    @Test func `Two hundred readers at once each get their own answers`() async throws {
        try await withClient { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for reader in 0..<200 {
                    group.addTask {
                        for round in 0..<10 {
                            let number = Int64(reader * 1000 + round)
                            let results = try await client.read([
                                Statement("double", "SELECT $1::int8, $1::int8 * 2", [.int8(number)]),
                                Statement("text \(reader % 7)", "SELECT 'r\(reader % 7)' || $1::int8", [.int8(number)]),
                            ])
                            #expect(try results[0][0].decode(1, as: Int64.self) == number * 2)
                            #expect(try results[1][0].decode(0, as: String.self) == "r\(reader % 7)\(number)")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
