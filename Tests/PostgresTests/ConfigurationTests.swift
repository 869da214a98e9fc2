import Foundation
import Testing

@testable import Postgres

struct ConfigurationTests {
    @Test func `No description holds the password`() throws {
        let configuration = try PostgresConfiguration(
            url: "postgres://koers:canary-4711@db.example:5433/koers?sslmode=verify-full&sslpassword=canary-4711"
        )
        for text in [
            "\(configuration)", String(reflecting: configuration),
            String(describing: Mirror(reflecting: configuration).children.map(\.value)),
        ] {
            #expect(!text.contains("canary-4711"))
        }
        #expect("\(configuration)".contains("db.example"))
        #expect(configuration.value(of: "password") == "canary-4711")
        #expect(configuration.value(of: "port") == "5433")
    }

    @Test(arguments: ["", "koers", "http://db/koers", "postgres://db/%zz", "postgres://db/?canary-4711=1"])
    func `What is no database URL is refused without repeating it`(url: String) {
        let error = #expect(throws: PostgresError.self) { try PostgresConfiguration(url: url) }
        #expect(error?.debugDescription.contains("canary-4711") == false)
    }

    @Test func `Each host is an attempt of its own, with its own port`() throws {
        let configuration = try PostgresConfiguration(
            url: "postgres://a:1,b:2/koers?target_session_attrs=prefer-standby"
        )
        let rounds = ConnectPlan(configuration, purpose: .leasing).rounds
        #expect(rounds.map { $0.map(\.host) } == [["a, port 1", "b, port 2"], ["a, port 1", "b, port 2"]])
        #expect(rounds.map { $0.map(\.wanted) } == [["standby", "standby"], ["any", "any"]])
        #expect(rounds.joined().allSatisfy { $0.keywords.count { $0.0 == "host" } == 1 })
    }

    @Test(arguments: [
        ("", "primary", "read-write"), ("?target_session_attrs=read-write", "primary", "read-write"),
        ("?target_session_attrs=primary", "primary", "primary"), ("?target_session_attrs=any", "any", "any"),
    ])
    func `Readers, which are read-only themselves, ask for the primary`(said: String, reading: String, writing: String)
        throws
    {
        let configuration = try PostgresConfiguration(url: "postgres://a,b/koers\(said)")
        func wanted(_ purpose: PoolMachine.Purpose) -> [[String?]] {
            ConnectPlan(configuration, purpose: purpose).rounds.map { $0.map(\.wanted) }
        }
        #expect(wanted(.reading) == [[reading, reading]])
        #expect(wanted(.leasing) == [[writing, writing]])
    }

    @Test func `A client that reads from standbys takes what there is when there is none`() throws {
        var configuration = try PostgresConfiguration(url: "postgres://a/koers")
        configuration.server = .standby
        let wanted = ConnectPlan(configuration, purpose: .reading).rounds.map { $0.map(\.wanted) }
        #expect(wanted == [["standby"], ["any"]])
    }

    @Test func `The host that answered last is asked first`() throws {
        let memory = HostMemory()
        let attempts = ConnectPlan(try PostgresConfiguration(url: "postgres://a,b,c/koers"), purpose: .leasing).rounds[
            0
        ]
        #expect(memory.sorted(attempts).compactMap(\.name) == ["a", "b", "c"])
        memory.letIn(attempts[1].at("10.0.0.7"))
        #expect(memory.sorted(attempts).compactMap(\.name) == ["b", "a", "c"])
        let addresses = ["10.0.0.6", "10.0.0.7"].map { attempts[1].at($0) }
        #expect(memory.sorted(addresses).map(\.resolved) == ["10.0.0.7", "10.0.0.6"])
    }

    @Test func `Settings with spaces and backslashes stay one setting`() throws {
        var configuration = PostgresConfiguration(keywords: [("host", "db"), ("options", "-c a=b")])
        configuration.sessionParameters = ["search_path": "x, y\\z"]
        let options = ConnectPlan(configuration, purpose: .leasing).rounds[0][0].keywords.last { $0.0 == "options" }?.1
        #expect(options?.hasPrefix("-c a=b -c ") == true)
        #expect(options?.contains("search_path=x,\\ y\\\\z") == true)
        #expect(options?.contains("default_transaction_read_only") == false)
    }

    @Test func `A server's code is found in a connect message of any language`() {
        #expect(SQLState(inConnectMessage: "connection failed: FATAL:  28P01: password") == .invalidPassword)
        #expect(SQLState(inConnectMessage: "verbinding mislukt: FATALE FOUT:  3D000: database") == .invalidCatalogName)
        #expect(SQLState(inConnectMessage: "connection refused: is the server running: ABCDE: x") == nil)
        #expect(SQLState(inConnectMessage: "") == nil)
    }

    @Test(arguments: [
        ("invalid sslmode value: \"banana\"", "sslmode"), ("invalid port number: \"99999\"", "port"),
        ("invalid integer value \"abc\" for connection option \"keepalives_idle\"", "keepalives_idle"),
        ("Unix-domain socket path \"/x\" is too long (maximum 107 bytes)", "host"),
        ("invalid connection option \"banana\"", "banana"), ("received invalid response to SSL negotiation: x", nil),
        ("connection to server failed: Connection refused", nil),
    ])
    func `A parameter that libpq refuses is told by its keyword`(message: String, keyword: String?) {
        #expect(ConnectFailure.refusedParameter(in: message) == keyword)
    }

    @Test func `What the system has no room for is said so, and passes by itself`() {
        let failure = ConnectFailure(.withoutThread, because: SystemError(call: "pthread_create", code: EAGAIN))
        #expect(failure.reason.sentence == "The system has no room for a thread that connects to the database.")
        #expect(!failure.needsPerson)
    }
}

struct ErrorTests {
    @Test func `A constraint's name is the schema's, wherever its shard lies`() {
        var failure = ServerFailure(sqlState: .checkViolation)
        failure.constraint = "budget_line_not_exceeded_102154"
        #expect(failure.constraintName == "budget_line_not_exceeded")
        failure.constraint = "budget_line_check_2"
        #expect(failure.constraintName == "budget_line_check_2")
        failure.constraint = nil
        failure.message =
            "new row for relation \"budget_line_102154\" violates check constraint \"not_exceeded_102154\""
        #expect(failure.constraintName == "not_exceeded")
        failure.message = "something else"
        #expect(failure.constraintName == nil)
    }

    @Test(arguments: ["57P01", "57P02", "57P03", "53300", "53100", "08006", "08000"])
    func `A database that is not available is recognised`(code: String) {
        let error = PostgresError.refused(ServerFailure(sqlState: SQLState(rawValue: code)), statement: nil, index: nil)
        #expect(error.isUnavailable)
    }

    @Test func `A change that a read-only server refused may succeed on another`() {
        var failure = ServerFailure(sqlState: .readOnlySqlTransaction)
        failure.isFromReadOnlyServer = true
        #expect(PostgresError.refused(failure, statement: nil, index: nil).isUnavailable)
    }

    @Test(arguments: ["23505", "40001", "42601", "57014", "25006"])
    func `An error of the request is no unavailability`(code: String) {
        let error = PostgresError.refused(ServerFailure(sqlState: SQLState(rawValue: code)), statement: nil, index: nil)
        #expect(!error.isUnavailable)
    }

    @Test func `The description is safe, the debugger sees more`() {
        var failure = ServerFailure(sqlState: .uniqueViolation, severity: "ERROR", message: "duplicate canary")
        failure.detail = "Key (name)=(canary) already exists."
        let error = PostgresError.refused(failure, statement: Statement("insert person", "INSERT"), index: 0)
        #expect(!error.description.contains("canary"))
        #expect(error.description.contains("insert person"))
        #expect(error.debugDescription.contains("Key (name)=(canary)"))
    }

    @Test func `Several hosts need a person only when each of them does`() {
        func failure(_ stage: ConnectFailure.Stage, _ state: SQLState?, _ host: String) -> ConnectFailure {
            ConnectFailure(stage: stage, sqlState: state, detail: "", address: host, role: "r", database: "d")
        }
        let refused = failure(.loggingIn, .invalidPassword, "a")
        let away = failure(.reaching, nil, "b")
        let both = ConnectFailure([refused, away, away])
        #expect(!both.needsPerson)
        #expect(both.reason.sqlState == nil)
        #expect(
            both.reason.sentence
                == "The database refused the password of role \"r\". No PostgreSQL server answers at b."
        )
        #expect(ConnectFailure([refused, refused]).needsPerson)
        #expect(ConnectFailure([refused]).reason.sqlState == .invalidPassword)
    }

    @Test func `Parameters that no message can hold are refused before they are sent`() throws {
        let batch: Batch = [Statement("large", "SELECT $1, $2", [.bytea([1, 2, 3]), .int4(nil)])]
        try batch.check(forSharedConnection: true, atMost: 15)
        let error = #expect(throws: PostgresError.self) { try batch.check(forSharedConnection: true, atMost: 14) }
        #expect(error?.kind == .protocolViolation)
        #expect(error?.statement == "large")
    }

    @Test(arguments: [
        ("BEGIN", Statement.Role.begin), ("begin isolation level serializable", .begin), ("START TRANSACTION", .begin),
        ("  COMMIT;", .commit), ("END", .commit), ("ROLLBACK", .rollback), ("abort", .rollback),
        ("ROLLBACK TO SAVEPOINT a", .plain), ("COMMIT PREPARED 'x'", .plain), ("SELECT 'commit'", .plain),
        ("ABS", .plain), ("", .plain), ("rollbackx", .plain), ("-- the end\nCOMMIT", .commit),
        (" /* a /* nested */ one */ -- and\n ; END", .commit), ("-- COMMIT", .plain), ("/* COMMIT", .plain),
        ("/* x */SELECT 1", .plain), ("/**/BEGIN", .begin), ("- COMMIT", .plain),
    ])
    func `A statement knows what it does to the transaction`(sql: String, role: Statement.Role) {
        #expect(Statement("s", sql).role == role)
    }
}
