import Contract
import Foundation
import Testing

extension Body {
    /// A general mandate of the college to a person.
    static func mandate(_ person: UUID) -> JSON {
        [
            "kind": "mandate", "body": "college", "mandataryPersonId": .string(person.text),
            "powers": ["grant_subsidy", "engage_commitment"], "foundingDecision": "Mandaatbesluit 2026",
            "fromDate": "2026-01-01",
        ]
    }

    /// A decision of the college on a subject of its own.
    static func decision(_ programme: UUID, _ kind: String = "grant_subsidy") -> JSON {
        [
            "programmeId": .string(programme.text), "kind": .string(kind), "body": "college",
            "subject": .string("Onderwerp \(nextNumber())"),
        ]
    }
}

/// The records of a world that tell who may decide what.
struct AuthorityWorld: Sendable {
    let mandate: UUID
    let decision: UUID
    let person: UUID
    let programme: UUID

    var ids: [UUID] { [mandate, decision] }

    /// The path with its own parameters filled in.
    func filled(_ path: String) -> String {
        path.replacing("{mandateId}", with: mandate.text).replacing("{decisionId}", with: decision.text).replacing(
            "/authority-check",
            with: "/authority-check?kind=grant_subsidy"
        )
    }

    /// The body that an operation accepts; `nil` for one that is not about these records.
    func body(_ operation: String) -> JSON? {
        switch operation {
        case "createMandate": Body.mandate(person)
        case "updateMandate": ["instructions": .string("instructie \(nextNumber())")]
        case "transitionMandate": ["to": "in_force"]
        case "batchGetMandates": ["requests": [["key": .string(mandate.text)], ["filter": [:]]]]
        case "createDecision": Body.decision(programme)
        case "updateDecision": ["motivation": .string("motivering \(nextNumber())")]
        case "transitionDecision": ["to": "proposed"]
        case "batchGetDecisions": ["requests": [["key": .string(decision.text)], ["filter": [:]]]]
        default: nil
        }
    }
}

/// Someone with a token, as they act.
struct Actor: Sendable {
    let person: UUID
    let caller: Caller
}

extension Caller {
    func makeAuthorityWorld(person: UUID, programme: UUID) async throws -> AuthorityWorld {
        AuthorityWorld(
            mandate: try await make("mandates", Body.mandate(person)).id,
            decision: try await make("decisions", Body.decision(programme)).id,
            person: person,
            programme: programme
        )
    }

    /// A mandate in force; its id.
    func makeMandate(_ person: UUID, _ changes: JSON = [:]) async throws -> UUID {
        let mandate = try await make("mandates", Body.mandate(person).with(changes))
        try await take(mandate.location, to: "in_force").expect(200)
        return try mandate.id
    }

    /// A person with a token of their own, who acts for these bodies.
    func makeActor(_ bodies: String..., until: String? = nil) async throws -> Actor {
        let actsFor = bodies.map { body -> JSON in
            ["body": .string(body), "fromDate": "2020-01-01", "untilDate": until.map(JSON.string) ?? .null]
        }
        let person = try await makePerson(["actsFor": .array(actsFor)])
        return Actor(person: person, caller: koers.caller(try await koers.makeToken(of: person)))
    }

    /// A decision that the person of this token proposed; its path.
    func propose(_ programme: UUID, _ kind: String = "grant_subsidy", _ changes: JSON = [:]) async throws -> String {
        let path = try await make("decisions", Body.decision(programme, kind).with(changes)).location
        try await take(path, to: "proposed").expect(200)
        return path
    }

    /// A decision that the college took itself, by someone who acts for it.
    func decide(_ programme: UUID, _ kind: String, _ changes: JSON = [:]) async throws -> UUID {
        let path = try await propose(programme, kind, changes)
        let alderman = try await makeActor("college")
        return try await alderman.caller.take(path, to: "taken", ["resolution": "B&W 2026-014"]).expect(200).id
    }
}
