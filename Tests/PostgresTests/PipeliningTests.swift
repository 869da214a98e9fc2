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

    @Test func `Values larger than any buffer go both ways, beside small ones`() async throws {
        try await withClient(configure: { $0.readConnections = 1 }) { client in
            let large = String(repeating: "Lindemeer ", count: 800_000)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let rows = try await client.read([Statement("large", "SELECT $1::text", [.text(large)])])[0]
                        let isSame = try rows[0].decode(0, as: String.self) == large
                        #expect(isSame)
                    }
                    group.addTask {
                        let rows = try await client.read([Statement("small", "SELECT 1::int8")])[0]
                        #expect(try rows[0].decode(0, as: Int64.self) == 1)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `A result of many rows arrives whole`() async throws {
        try await withClient { client in
            let rows = try await client.read([Statement("many", "SELECT generate_series(1, 200000)::int8")])[0]
            #expect(rows.count == 200_000)
            var sum: Int64 = 0
            for index in 0..<rows.count {
                sum += try rows.withCell(row: index, column: 0) { bytes throws(PostgresDecodingError) in
                    guard let bytes else { throw .unexpectedNull }
                    return try Int64(postgres: bytes, type: .int8)
                }
            }
            #expect(sum == 20_000_100_000)
        }
    }
}
