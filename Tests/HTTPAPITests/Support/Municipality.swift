import Domain
import Foundation
import Storage

/// One of the two organisations of every test: its persons, and keys of several scopes.
struct Municipality: Sendable {
    let id: UUID
    let name: String
    let oin: String
    /// The person behind the keys.
    private(set) var person: UUID?
    /// A second person, with every scope too.
    private(set) var sponsor: UUID?
    private(set) var sponsorToken = ""
    /// Tokens by their scopes.
    private var tokens: [Set<String>: String] = [:]
    /// Every scope and no person: it registers the first one.
    private(set) var firstToken = ""
    /// A second client with every scope.
    private(set) var secondToken = ""
    /// Every scope, for an hour from `TestClock.start`.
    private(set) var shortToken = ""
    private(set) var shortKeyID = UUID()

    static let everyScope = Set(Scope.all)
    /// What a dashboard shows.
    static let dashboardScopes: Set = ["course:read", "authority:read", "finance:read", "people:read", "partners:read"]

    init(name: String, oin: String) {
        id = .version7(at: TestClock.start)
        self.name = name
        self.oin = oin
    }

    /// Whether a token is one of this organisation.
    func holds(_ token: String) -> Bool {
        tokens.values.contains(token) || [firstToken, secondToken, shortToken, sponsorToken].contains(token)
    }

    /// A key with exactly these scopes: all, none, any single one, all but one, or those of a dashboard.
    subscript(scopes: Set<String>) -> String { tokens[scopes] ?? "" }

    /// Registers the organisation and a key with every scope, which belongs to no person yet.
    mutating func register(in registry: Registry) async throws {
        try await registry.register(
            id: id,
            name: name,
            oin: oin,
            at: TestClock.start,
            by: Provenance(
                actorID: nil,
                clientID: nil,
                operationID: "organisation create",
                requestID: .version7(at: TestClock.start)
            )
        )
        firstToken = try await store(Self.everyScope, person: nil, in: registry).token
    }

    /// Makes the keys of the tests: one of the sponsor, all others of one person.
    mutating func makeKeys(of person: UUID, sponsor: UUID, in registry: Registry) async throws {
        self.person = person
        self.sponsor = sponsor
        sponsorToken = try await store(Self.everyScope, person: sponsor, in: registry).token
        let single = Scope.all.map { Set([$0]) }
        let allButOne = Scope.all.map { Self.everyScope.subtracting([$0]) }
        for scopes in [[], Self.everyScope, Self.dashboardScopes] + single + allButOne {
            tokens[scopes] = try await store(scopes, person: person, in: registry).token
        }
        secondToken = try await store(Self.everyScope, person: person, in: registry).token
        let hour = TestClock.start.advanced(byMilliseconds: 3_600_000)
        let short = try await store(Self.everyScope, person: person, expiresAt: hour, in: registry)
        shortToken = short.token
        shortKeyID = short.id
    }

    private func store(
        _ scopes: Set<String>,
        person: UUID?,
        expiresAt: Moment? = nil,
        in registry: Registry
    ) async throws -> APIKey {
        let key = APIKey(organisationID: id, at: TestClock.start)
        try await registry.store(
            key,
            personID: person,
            scopes: scopes.sorted(),
            expiresAt: expiresAt,
            at: TestClock.start
        )
        return key
    }
}
