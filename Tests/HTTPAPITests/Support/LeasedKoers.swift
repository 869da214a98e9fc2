import TestSupport
import Testing

extension Trait where Self == LeasedKoers {
    /// Koers over a fresh database: for the whole suite when a suite has it, else for the one test.
    static var koers: Self { Self() }
}

/// Leases a copy of the template and runs Koers over it.
struct LeasedKoers: TestTrait, SuiteTrait, TestScoping {
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        try await withoutActuallyEscaping(function) { function in
            try await Koers.lease { koers in
                if test.isSuite { koers.clock.share() }
                try await Koers.$leased.withValue(koers) { try await function() }
            }
        }
    }
}

extension Koers {
    @TaskLocal static var leased: Koers?

    /// The Koers that the trait `.koers` leased to this test.
    static var current: Koers {
        get throws { try #require(leased, "give the test or its suite the trait .koers") }
    }

    /// Runs Koers over a copy of the template; a few at a time, so that PostgreSQL has connections for all. A test whose
    /// suite has one already does not wait for its turn: the suites that have one would else wait for each other for ever.
    static func lease(
        patience: Duration = .seconds(15),
        answerTimeout: Duration? = nil,
        lockTimeout: String = "10s",
        gate: Gate? = nil,
        _ body: @Sendable @escaping (Koers) async throws -> Void
    ) async throws {
        let isNested = leased != nil
        if !isNested { await turns.take() }
        do {
            let cluster = try await TestCluster.shared()
            let template = try await Template.shared()
            let database = try await cluster.createDatabase(template: template.database)
            try await run(
                on: cluster,
                database: database,
                municipalities: template.municipalities,
                patience: patience,
                answerTimeout: answerTimeout,
                lockTimeout: lockTimeout,
                gate: gate,
                body
            )
            try await cluster.dropDatabase(database)
        } catch {
            if !isNested { await turns.give() }
            throw error
        }
        if !isNested { await turns.give() }
    }

    private static let turns = Turns(6)
}
