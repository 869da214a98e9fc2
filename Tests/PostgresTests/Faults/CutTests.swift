import Postgres
import Testing

import class TestSupport.Gate

/// The connection is cut, or falls silent, at byte after byte: whoever waits gets one typed error in time, and the next one
/// is served.
@Suite(.timeLimit(.minutes(3)))
struct CutTests {
    /// How a conversation was cut, and what became of it.
    private struct Attempt {
        let place: Int
        /// nil: the caller was told that all is well.
        let error: PostgresError.Kind?
    }

    private typealias Way = (direction: Gate.Direction, manner: Gate.Manner)

    private static let ways: [Way] = Gate.Direction.allCases.flatMap { way in Gate.Manner.told.map { (way, $0) } }
    private static let silentWays: [Way] = Gate.Direction.allCases.map { ($0, .silence) }

    /// How long the driver waits for the answer of a server that fell silent.
    private static let patience = Duration.seconds(1)

    private static func lean(_ configuration: inout PostgresConfiguration) {
        configuration.readConnections = 0
        configuration.leasedConnections = 1
    }

    /// What `body` throws; anything but a `PostgresError` fails the test, and so does an answer that is long in coming: a cut is
    /// told at once and silence after the driver's patience, and the rest of the time is for a machine that is busy.
    /// - Parameter patience: how long it must have waited before it gave up.
    private static func outcome(
        patience: Duration = .zero,
        _ body: () async throws -> Void
    ) async throws -> PostgresError.Kind? {
        let start = ContinuousClock.now
        var kind: PostgresError.Kind?
        do {
            try await body()
        } catch let error as PostgresError {
            kind = error.kind
        }
        let time = ContinuousClock.now - start
        #expect(time < .seconds(10))
        #expect(kind == nil || time >= patience)
        return kind
    }

    // MARK: Connecting

    @Test func `A connection that is cut while it is made is a typed error, and the next one is made`() async throws {
        let cuts = Self.cuts(try await Conversation(configure: Self.lean))
        #expect(cuts.count > 500)
        try await Self.each(cuts) { cut in
            let gate = try ScratchCluster.shared.get().gate()
            gate.cut { _ in cut }
            try await withClient(gate.url(), inTurn: false, configure: Self.lean) { client in
                let error = try await Self.outcome { try await client.execute("SELECT 1") }
                #expect(error == .connection, "\(cut)")
                #expect(!client.state.isReady)
                gate.cut { _ in nil }
                #expect(try await eventually { (try? await client.execute("SELECT 1")) != nil }, "\(cut)")
                #expect(try await eventually { client.isAtRest }, "\(cut)")
            }
            try await gate.closeAndFindNothingLeft()
        }
    }

    @Test func `A connection that falls silent while it is made is a typed error in time, and the next one is made`()
        async throws
    {
        let cuts = Self.cuts(try await Conversation(configure: Self.lean), every: 15, [.silence])
        #expect(cuts.count > 30)
        try await Self.each(cuts) { cut in
            let gate = try ScratchCluster.shared.get().gate()
            gate.cut { _ in cut }
            func hurry(_ configuration: inout PostgresConfiguration) {
                Self.lean(&configuration)
                configuration.connectTimeout = Self.patience
                configuration.acquireTimeout = Self.patience
            }
            try await withClient(gate.url(), inTurn: false, configure: hurry) { client in
                let error = try await Self.outcome { try await client.execute("SELECT 1") }
                // Whether the attempt or the wait for it is over first.
                #expect(error == .connection || error == .timeout, "\(cut)")
                #expect(!client.state.isReady)
                gate.cut { _ in nil }
                #expect(try await eventually { (try? await client.execute("SELECT 1")) != nil }, "\(cut)")
                #expect(try await eventually { client.isAtRest }, "\(cut)")
            }
            try await gate.closeAndFindNothingLeft()
        }
    }

    @Test func `A connection that is cut while it proves who it is is made again, and nobody notices`() async throws {
        try await lockedOut.value
        #expect(try await Self.cutFirst(by: .password, every: 7) > 80)
    }

    /// Cuts the first connection at each of the places. Whoever waits must not be told that only a person can help: then
    /// the second one would come too late for him.
    /// - Returns: how many places there were.
    static func cutFirst(by approach: Approach, every step: Int, slack: Int = 0) async throws -> Int {
        let cuts = Self.cuts(try await Conversation(by: approach, configure: lean), every: step, slack: slack)
        try await each(cuts) { cut in
            let gate = try approach.gate(false)
            gate.cut { $0 == 0 ? cut : nil }
            try await withClient(approach.url(gate), inTurn: false, configure: lean) { client in
                let error = try await outcome { try await client.execute("SELECT 1") }
                #expect(error == nil, "\(cut)")
                #expect(client.statistics.connectionsFailed == 1, "\(cut)")
            }
            try await gate.closeAndFindNothingLeft()
        }
        return cuts.count
    }

    /// In each of these manners in turn.
    private static func cuts(
        _ conversation: Conversation,
        every step: Int = 1,
        slack: Int = 0,
        _ manners: [Gate.Manner] = Gate.Manner.told
    ) -> [Gate.Cut] {
        Gate.Direction.allCases.flatMap { direction in
            conversation.cutsOfGreeting(direction, every: step, slack: slack).enumerated().map { number, place in
                Gate.Cut(direction, after: place, manners[number % manners.count])
            }
        }
    }

    /// Some at a time.
    private static func each(
        _ cuts: [Gate.Cut],
        _ body: @escaping @Sendable (Gate.Cut) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let lanes = 12
            for lane in 0..<lanes {
                group.addTask {
                    for index in stride(from: lane, to: cuts.count, by: lanes) { try await body(cuts[index]) }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `One attempt that is cut is noticed by nobody, because the next one follows`() async throws {
        let gate = try ScratchCluster.shared.get().gate()
        defer { gate.close() }
        gate.cut { $0 == 0 ? Gate.Cut(.toClient, after: 20) : nil }
        try await withClient(gate.url(), configure: Self.lean) { client in
            try await client.execute("SELECT 1")
            #expect(client.statistics.connectionsFailed == 1)
        }
    }

    // MARK: Writing

    @Test func `Wherever a transaction is cut, what the caller is told agrees with what was kept`() async throws {
        let kept = try await Self.writeAndCut(in: "cut", Self.ways)
        #expect(kept == [nil: [1], .outcomeUnknown: [0, 1], .connection: [0]])
    }

    @Test func `Wherever a transaction falls silent, the caller is told in time, and that agrees with what was kept`()
        async throws
    {
        let kept = try await Self.writeAndCut(in: "mum", Self.silentWays, every: 20)
        #expect(kept[.timeout] == [0])
        #expect(kept[.outcomeUnknown] == [0, 1])
        #expect(kept[.connection] == nil)
    }

    /// Prepares and runs two batches, as a governed write does; the second one commits.
    private static func write(_ table: String, _ place: Int, _ way: Int, _ client: PostgresClient) async throws {
        try await client.withConnection { lease in
            _ = try await lease.send([
                .begin, Statement("look", "SELECT count(*) FROM \(table)_writes WHERE place < 0"),
            ])
            _ = try await lease.send([
                Statement(
                    "insert",
                    "INSERT INTO \(table)_writes VALUES ($1, $2)",
                    [.int4(Int32(place)), .int4(Int32(way))]
                ),
                .commit,
            ])
        }
    }

    /// Writes once for each place in each way.
    /// - Parameter table: three letters: with a number they name the session, whose name is as long as the recorded one's.
    /// - Returns: by what the caller was told, how many rows the write may have left.
    private static func writeAndCut(
        in table: String,
        _ ways: [Way],
        every step: Int = 1
    ) async throws -> [PostgresError.Kind?: Set<Int>] {
        _ = try await withClient { try await $0.execute("CREATE TABLE \(table)_writes (place int4, way int4)") }
        let conversation = try await Conversation(configure: lean, prelude: { try await $0.execute("SELECT 1") }) {
            try await write(table, -1, -1, $0)
        }
        let attempts = try await withThrowingTaskGroup(of: (Int, [Attempt]).self) { group in
            for (number, way) in ways.enumerated() {
                let places = conversation.cutsOfTalk(way.direction, every: step)
                #expect(places.count * step > 100)
                group.addTask { (number, try await writeAndCut(in: table, places, way, number)) }
            }
            return try await group.reduce(into: [Int: [Attempt]]()) { $0[$1.0] = $1.1 }
        }
        // A session that was cut is alive until the server has dealt with what it had received.
        return try await withClient { client in
            let over = try await eventually(within: .seconds(20)) {
                let sql = "SELECT FROM pg_stat_activity WHERE application_name LIKE $1"
                return try await client.execute(sql, [.text("\(table)-%")]).isEmpty
            }
            #expect(over)
            var seen: [PostgresError.Kind?: Set<Int>] = [:]
            for (way, attempts) in attempts {
                for attempt in attempts {
                    let kept = try await client.execute(
                        "SELECT FROM \(table)_writes WHERE place = $1 AND way = $2",
                        [.int4(Int32(attempt.place)), .int4(Int32(way))]
                    ).count
                    seen[attempt.error, default: []].insert(kept)
                    switch attempt.error {
                    case nil: #expect(kept == 1, "\(attempt)")
                    case .outcomeUnknown: #expect(kept <= 1, "\(attempt)")
                    case .connection, .timeout: #expect(kept == 0, "\(attempt)")
                    default: Issue.record("\(attempt)")
                    }
                }
            }
            try await client.execute("DROP TABLE \(table)_writes")
            return seen
        }
    }

    /// The n-th connection is cut at the n-th place: each write has one connection, and ends it.
    private static func writeAndCut(
        in table: String,
        _ places: [Int],
        _ way: Way,
        _ number: Int
    ) async throws -> [Attempt] {
        let gate = try ScratchCluster.shared.get().gate()
        gate.cut { $0 < places.count ? Gate.Cut(way.direction, after: places[$0], way.manner) : nil }
        let isSilent = way.manner == .silence
        func configure(_ configuration: inout PostgresConfiguration) {
            lean(&configuration)
            if isSilent { configuration.answerTimeout = patience }
        }
        let attempts = try await withClient(gate.url(name: "\(table)-\(number)"), configure: configure) { client in
            var attempts: [Attempt] = []
            for place in places {
                // One that fell silent behind its answer is found out by whoever asks next.
                let isGreeted = try await eventually { (try? await client.execute("SELECT 1")) != nil }
                #expect(isGreeted)
                let error = try await outcome(patience: isSilent ? patience : .zero) {
                    try await write(table, place, number, client)
                }
                attempts.append(Attempt(place: place, error: error))
            }
            #expect(try await eventually { (try? await client.execute("SELECT 1")) != nil })
            try await write(table, -1, number, client)
            #expect(try await eventually { client.isAtRest })
            #expect(client.statistics.connectionsLost == places.count)
            #expect(client.statistics.connectionsFailed == 0)
            #expect(gate.traffic.count == places.count + 1)
            return attempts
        }
        try await gate.closeAndFindNothingLeft()
        return attempts
    }

    // MARK: Reading

    @Test func `Wherever a shared connection is cut, each of its readers gets rows or one error`() async throws {
        #expect(try await Self.readAndCut(Self.ways) == [nil, .connection])
    }

    @Test func `Wherever a shared connection falls silent, each of its readers gets rows or one error in time`()
        async throws
    {
        // Whoever has waited for so long is told of the time; others may be told that the connection is lost with it.
        let told = try await Self.readAndCut(Self.silentWays, every: 20)
        #expect(told.isSubset(of: [nil, .timeout, .connection]))
        #expect(told.isSuperset(of: [nil, .timeout]))
    }

    /// Three at a time read through one connection, for each place in each way.
    /// - Returns: what they were told; nil for their rows.
    private static func readAndCut(_ ways: [Way], every step: Int = 1) async throws -> Set<PostgresError.Kind?> {
        // One of them as on a distributed database, where each read is a transaction of its own; one that shares its Sync.
        @Sendable func read(_ number: Int, _ client: PostgresClient) async throws {
            let statements = [
                Statement("number", "SELECT $1::int8", [.int8(Int64(number))]), Statement("text", "SELECT 'Lindemeer'"),
            ]
            let isApart = !number.isMultiple(of: 2)
            let batch = Batch(isApart ? [.begin] + statements + [.commit] : statements, sharesSync: number == 2)
            let answer = try await client.read(batch)
            let rows = isApart ? Array(answer[1...2]) : answer
            #expect(try rows[0][0].decode(0, as: Int64.self) == Int64(number))
            #expect(try rows[1][0].decode(0, as: String.self) == "Lindemeer")
        }
        let prelude: Batch = [Statement("one", "SELECT 1")]
        let answerTimeout = ways.contains { $0.manner == .silence } ? patience : nil
        @Sendable func share(_ configuration: inout PostgresConfiguration) {
            configuration.readConnections = 1
            configuration.leasedConnections = 0
            configuration.answerTimeout = answerTimeout
        }
        let conversation = try await Conversation(configure: share, prelude: { _ = try await $0.read(prelude) }) {
            try await read(1, $0)
        }
        return try await withThrowingTaskGroup(of: Set<PostgresError.Kind?>.self) { group in
            for way in ways {
                let places = conversation.cutsOfTalk(way.direction, every: step)
                #expect(places.count * step > 50)
                group.addTask {
                    let gate = try ScratchCluster.shared.get().gate()
                    gate.cut { $0 < places.count ? Gate.Cut(way.direction, after: places[$0], way.manner) : nil }
                    let told = try await withClient(gate.url(), configure: share) { client in
                        var told: Set<PostgresError.Kind?> = []
                        while gate.traffic.count <= places.count {
                            _ = try? await client.read(prelude)
                            told.formUnion(try await threeTold { try await read($0, client) })
                        }
                        let isAtRest = try await eventually {
                            let now = client.statistics
                            return now.readConnections == 1 && now.openingConnections == 0 && now.waiters == 0
                        }
                        #expect(isAtRest)
                        try await read(7, client)
                        #expect(client.statistics.connectionsLost == places.count)
                        return told
                    }
                    try await gate.closeAndFindNothingLeft()
                    return told
                }
            }
            return try await group.reduce(into: []) { $0.formUnion($1) }
        }
    }

    /// What three are told that read at once.
    private static func threeTold(
        _ read: @escaping @Sendable (_ number: Int) async throws -> Void
    ) async throws -> Set<PostgresError.Kind?> {
        try await withThrowingTaskGroup(of: PostgresError.Kind?.self) { group in
            for number in 0..<3 {
                group.addTask { try await outcome { try await read(number) } }
            }
            return try await group.reduce(into: []) { $0.insert($1) }
        }
    }

    @Test func `Wherever a connection is cut that has something of its own to send, its reader is answered`()
        async throws
    {
        // With room for four statements each batch puts four out, which the connection deallocates behind the Sync. libpq
        // does not tell of the first write that fails, so it takes some of them.
        @Sendable func share(_ configuration: inout PostgresConfiguration) {
            configuration.readConnections = 1
            configuration.leasedConnections = 0
            configuration.statementCacheSize = 4
        }
        @Sendable func read(_ client: PostgresClient) async throws {
            for round in 0..<3 {
                let numbers = (0..<4).map { 4 * round + $0 }
                let answer = try await client.read(Batch(numbers.map { Statement("n", "SELECT \($0)::int8") }))
                #expect(try answer.map { try $0[0].decode(0, as: Int64.self) } == numbers.map(Int64.init))
            }
        }
        let prelude: Batch = [Statement("one", "SELECT 1")]
        let conversation = try await Conversation(configure: share, prelude: { _ = try await $0.read(prelude) }, read)
        let places = conversation.cutsOfTalk(.toClient)
        #expect(places.count > 300)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for manner in Gate.Manner.told {
                group.addTask {
                    let gate = try ScratchCluster.shared.get().gate()
                    gate.cut { $0 < places.count ? Gate.Cut(.toClient, after: places[$0], manner) : nil }
                    try await withClient(gate.url(), configure: share) { client in
                        while gate.traffic.count <= places.count {
                            _ = try? await client.read(prelude)
                            let error = try await Self.outcome { try await read(client) }
                            #expect(error == nil || error == .connection)
                        }
                        try await read(client)
                    }
                    try await gate.closeAndFindNothingLeft()
                }
            }
            try await group.waitForAll()
        }
    }
}
