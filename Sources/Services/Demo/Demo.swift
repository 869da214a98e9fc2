import Domain
package import Foundation
import Governance
package import Storage

/// Loads the demo municipality of Lindemeer through the services, as the persons who would do it, each step at its own
/// moment. A step that was taken before is left alone, so loading twice changes nothing.
package struct Demo: Sendable {
    /// A step that came out otherwise than the scenario says.
    package struct Deviation: Error, CustomStringConvertible {
        package let description: String
    }

    /// A person whose token the demo shows, and what it opens.
    package struct Holder: Sendable {
        package let function: String
        package let personID: UUID
        package let scopes: [String]
    }

    private let registry: Registry
    private let runner: CommandRunner

    package init(_ registry: Registry, _ store: Store) {
        self.registry = registry
        runner = CommandRunner(store)
    }

    /// The organisation's id, always the same.
    package static let organisationID = UUID.version7(at: Lindemeer.registeredAt, seededBy: "Lindemeer")

    private static let clientID = UUID.version7(at: Lindemeer.registeredAt, seededBy: "demo")

    /// Takes every step that was not taken yet.
    ///
    /// - Returns: The persons whose tokens the demo shows.
    /// - Throws: `Deviation`, or `Refusal` or `StorageError` when the database does not answer.
    package func load() async throws -> [Holder] {
        try await register()
        var subjects = try await registry.subjectsByRequest(of: Self.organisationID, by: Self.clientID)
        for step in Lindemeer.steps where subjects[step.requestID] == nil {
            subjects[step.requestID] = try await take(step, subjects)
        }
        return try Lindemeer.tokens.map { token in
            Holder(
                function: token.function,
                personID: try Self.id(of: token.person, subjects),
                scopes: token.scopes
            )
        }
    }

    private func register() async throws {
        guard try await !registry.organisations().contains(where: { $0.id == Self.organisationID }) else { return }
        try await registry.register(
            id: Self.organisationID,
            name: Lindemeer.name,
            oin: Lindemeer.oin,
            at: Lindemeer.registeredAt,
            by: Provenance(
                actorID: nil,
                clientID: Self.clientID,
                operationID: "organisation create",
                requestID: .version7(at: Lindemeer.registeredAt, seededBy: "request organisation")
            )
        )
    }

    /// Takes one step and answers the path of what it made or changed.
    private func take(_ step: DemoStep, _ subjects: [UUID: String]) async throws -> String {
        let actor = try step.actor.map { try Self.id(of: $0, subjects) }
        let path = try step.subject.map { try Self.path(of: $0, subjects) }
        let input = CommandInput(
            path: Self.parameters(of: path),
            members: try Self.resolved(.object(step.members), subjects).members ?? [],
            moment: step.moment,
            credentials: Credentials(
                organisationID: Self.organisationID,
                clientID: Self.clientID,
                personID: actor,
                scopes: []
            )
        )
        let context = CommandContext(
            tenant: Tenant(organisationID: Self.organisationID, moment: step.moment),
            provenance: Provenance(
                actorID: actor,
                clientID: Self.clientID,
                operationID: step.operationID,
                requestID: step.requestID,
                reason: step.reason
            ),
            precondition: .anyVersion
        )
        do {
            let result = try await step.run(runner, input, context)
            guard step.refusedBy.isEmpty else { throw Deviation(description: "\(step.name) should be refused.") }
            if case .created(_, let path) = result { return path }
            return path ?? ""
        } catch Refusal.governance(let decision) {
            let rules = decision.blockers.map(\.article.id)
            guard rules == step.refusedBy else {
                throw Deviation(description: "\(step.name) is refused by \(rules), expected was \(step.refusedBy).")
            }
            return path ?? ""
        }
    }

    /// `@name` becomes the id of what that step made.
    private static func resolved(_ value: Value, _ subjects: [UUID: String]) throws -> Value {
        switch value {
        case .string(let text) where text.hasPrefix("@"):
            .string(try id(of: String(text.dropFirst()), subjects).lowercased)
        case .array(let elements): .array(try elements.map { try resolved($0, subjects) })
        case .object(let members):
            .object(try members.map { Member($0.name, try resolved($0.value, subjects)) })
        case .null, .boolean, .integer, .decimal, .string: value
        }
    }

    private static func path(of name: String, _ subjects: [UUID: String]) throws -> String {
        guard let step = Lindemeer.steps.first(where: { $0.name == name }), let path = subjects[step.requestID] else {
            throw Deviation(description: "No earlier step is called \(name).")
        }
        return path
    }

    private static func id(of name: String, _ subjects: [UUID: String]) throws -> UUID {
        let path = try path(of: name, subjects)
        guard let id = path.split(separator: "/").last.flatMap({ UUID(uuidString: String($0)) }) else {
            throw Deviation(description: "\(name) made nothing.")
        }
        return id
    }

    /// The parameters of a path: `programmeId` and `visionId` of `/v1/programmes/<id>/visions/<id>`.
    private static func parameters(of path: String?) -> [String: String] {
        let segments = (path ?? "").split(separator: "/").map(String.init)
        let paths = Resource.all.flatMap { resource in resource.paths.map { "\($0)/{\(resource.parameter)}" } }
        let parameters = paths.lazy.compactMap { path -> [String: String]? in
            let names = path.split(separator: "/").map(String.init)
            guard names.count == segments.count,
                zip(names, segments).allSatisfy({ $0 == $1 || $0.hasPrefix("{") })
            else { return nil }
            let pairs = zip(names, segments).filter { $0.0.hasPrefix("{") }
            return Dictionary(pairs.map { (String($0.0.dropFirst().dropLast()), $0.1) }) { first, _ in first }
        }
        return parameters.first ?? [:]
    }
}
