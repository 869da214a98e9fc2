import Postgres
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ScriptTests {
    private let one: Batch = [Statement("one", "SELECT 1")]

    @Test func `A script of many statements runs, between batches and inside a transaction`() async throws {
        try await withClient { client in
            try await client.withConnection { lease in
                _ = try await lease.send(one)
                try await lease.run(
                    script: """
                        CREATE TABLE scripted (id int8);
                        CREATE FUNCTION scripted() RETURNS int8 LANGUAGE plpgsql AS $$ BEGIN RETURN 7; END; $$;
                        INSERT INTO scripted SELECT scripted();
                        """,
                    named: "0001"
                )
                let rows = try await lease.send([Statement("read", "SELECT id FROM scripted")])[0]
                #expect(try rows[0].decode(0, as: Int64.self) == 7)
                _ = try await lease.send([.begin])
                try await lease.run(script: "DROP FUNCTION scripted; DROP TABLE scripted", named: "0002")
                _ = try await lease.send([.commit])
            }
            #expect(try await client.execute("SELECT WHERE to_regclass('scripted') IS NULL").count == 1)
        }
    }

    @Test func `A failing script keeps nothing, and its lease goes on`() async throws {
        try await withClient(configure: { $0.leasedConnections = 1 }) { client in
            try await client.withConnection { lease in
                let error = await #expect(throws: PostgresError.self) {
                    try await lease.run(script: "CREATE TABLE half ();\nSELEC 1;", named: "0003")
                }
                #expect(error?.sqlState == .syntaxError)
                #expect(error?.statement == "0003")
                #expect(error?.debugDescription.contains("at character: 23") == true)
                let rows = try await lease.send([Statement("none", "SELECT WHERE to_regclass('half') IS NULL")])[0]
                #expect(rows.count == 1)
            }
        }
    }

    @Test func `A transaction that a script leaves open is rolled back with the lease`() async throws {
        try await withClient(configure: { $0.leasedConnections = 1 }) { client in
            try await client.withConnection { lease in
                try await lease.run(script: "BEGIN; CREATE TABLE open_script ()", named: "0004")
            }
            #expect(try await client.execute("SELECT WHERE to_regclass('open_script') IS NULL").count == 1)
        }
    }

    @Test func `A script that asks the client for data ends its connection, not the client`() async throws {
        try await withClient(configure: { $0.leasedConnections = 1 }) { client in
            let error = await #expect(throws: PostgresError.self) {
                try await client.withConnection { try await $0.run(script: "COPY pg_class TO STDOUT", named: "copy") }
            }
            #expect(error?.kind == .outcomeUnknown)
            let after = try await client.execute("SELECT 1")
            #expect(after.count == 1)
        }
    }
}
