import Contract
import Domain
import Foundation
import Postgres
import Services
import Storage
import Testing

/// Lindemeer as its demo loads it, and those who act there.
struct DemoWorld: Sendable {
    let koers: Koers
    /// A token that opens all of it, of nobody in particular.
    let caller: Caller

    /// Loads the demo and goes to a day after its last step.
    static func with(_ body: @Sendable @escaping (DemoWorld) async throws -> Void) async throws {
        try await Koers.lease { koers in
            // The tests' own municipality has the name of the demo's.
            try await koers.sql("UPDATE koers.organisation SET name = name || ' (test)'")
            try await koers.sql("UPDATE koers.organisation_directory SET name = name || ' (test)'")
            _ = try await Demo(koers.registry, try await Store(koers.app, standby: nil)).load()
            try koers.clock.set(to: "2026-11-26T09:00:00Z")
            try await body(DemoWorld(koers: koers, caller: try await token(of: nil, in: koers)))
        }
    }

    /// The person with this name.
    func person(_ name: String) async throws -> UUID {
        let found = try await caller.get("/v1/persons?limit=500").expect(200).results
        let person = found.first { $0["displayName"] == .string(name) }
        return try #require(person?["id"]?.string.flatMap { UUID(uuidString: $0) }, "nobody is called \(name)")
    }

    /// The person with this name, with every scope: the rules alone decide what it may do.
    func caller(as name: String) async throws -> Caller {
        try await caller(of: try await person(name))
    }

    func caller(of person: UUID) async throws -> Caller { try await Self.token(of: person, in: koers) }

    /// The address of the programme with this code.
    func programme(_ code: String) async throws -> String {
        let found = try await caller.get("/v1/programmes?code=\(code)").expect(200).results
        return "/v1/programmes/\(try #require(found.first?["id"]?.string))"
    }

    /// A decision of a programme that one person proposes and another takes for the body; its id.
    func decide(
        _ body: JSON,
        of programme: String,
        proposedBy proposer: Caller,
        takenBy name: String
    ) async throws -> JSON {
        let whose: JSON = ["programmeId": .string(String(programme.suffix(36)))]
        let decision = try await proposer.post("/v1/decisions", body.with(whose)).expect(201)
        try await proposer.take(try decision.location, to: "proposed").expect(200)
        try await caller(as: name).take(try decision.location, to: "taken", ["resolution": "Besluit 2026-140"])
            .expect(200)
        return .string(try decision.id.text)
    }

    private static func token(of person: UUID?, in koers: Koers) async throws -> Caller {
        let key = APIKey(organisationID: Demo.organisationID, at: TestClock.start)
        try await koers.registry.store(
            key,
            personID: person,
            scopes: Scope.all,
            expiresAt: nil,
            at: TestClock.start
        )
        return koers.caller(key.token)
    }
}
