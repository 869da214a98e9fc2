import Contract
import Foundation
import Synchronization
import Testing

/// Numbers for codes and names that no other record has.
private let lastNumber = Mutex(0)

func nextNumber() -> Int {
    lastNumber.withLock { number in
        number += 1
        return number
    }
}

/// The bodies of requests that are accepted; a test changes the member that it is about.
enum Body {
    static var team: JSON { ["name": "Team Jeugd", "policyField": "Jeugd"] }
    static var person: JSON { ["displayName": "Bram Smit", "function": "Wethouder", "contractHoursPerWeek": 36] }
    static var partner: JSON { ["name": "Welzijn Lindemeer", "kind": "welfare"] }
    /// A challenge that is fit for a programme.
    static var challenge: JSON {
        [
            "name": "Jongeren zonder startkwalificatie", "predictability": 30, "strategicGoalSet": true,
            "structuralEffort": true, "steeringParties": 3,
        ]
    }

    static func programme(challenge: UUID) -> JSON {
        ["code": .string("P-\(nextNumber())"), "name": "Iedereen doet mee", "challengeId": .string(challenge.text)]
    }
}

extension JSON {
    /// The same object with other members.
    func with(_ changes: JSON) -> JSON {
        var object = object ?? Object()
        for (name, value) in changes.object ?? Object() { object[name] = value }
        return .object(object)
    }

    /// The same object without a member.
    func without(_ name: String) -> JSON {
        var object = object ?? Object()
        object[name] = nil
        return .object(object)
    }
}

extension UUID {
    /// As the contract shows it.
    var text: String { uuidString.lowercased() }
}

extension Caller {
    /// Creates a record and gives its path.
    func make(
        _ collection: String,
        _ body: JSON,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        try await post("/v1/\(collection)", body, sourceLocation: sourceLocation)
            .expect(201, sourceLocation: sourceLocation)
    }

    func makePerson(_ changes: JSON = [:]) async throws -> UUID {
        try await make("persons", Body.person.with(changes)).id
    }

    func makeChallenge(_ changes: JSON = [:]) async throws -> UUID {
        try await make("challenges", Body.challenge.with(changes)).id
    }

    /// A programme of a new challenge, in exploration.
    func makeProgramme(_ changes: JSON = [:]) async throws -> UUID {
        let challenge = try await makeChallenge()
        return try await make("programmes", Body.programme(challenge: challenge).with(changes)).id
    }

    /// A programme with all that execution asks but a vision.
    func makeCompleteProgramme() async throws -> UUID {
        let programme = try await makeProgramme([
            "startDate": "2026-01-01", "commission": "Breng het aantal terug", "governance": "Stuurgroep",
            "politicalSponsorId": .string(try municipality.sponsor.required.text),
            "officialSponsorId": .string(try await makePerson().text),
        ])
        _ = try await makeFollowedEffect(of: programme)
        _ = try await makeBudgetLine(of: programme, cents: 100_000_00)
        return programme
    }

    /// A programme that may go into execution once it is in formation, its vision carried.
    func makeCarriedProgramme() async throws -> UUID {
        let programme = try await makeCompleteProgramme()
        _ = try await makeCarriedVision(of: programme)
        return programme
    }

    /// What a step rests on: the decision that it asks for, taken by the college.
    func makeGround(_ programme: UUID, forStepTo phase: String) async throws -> JSON {
        let kinds = ["execution": "start_programme", "wind_down": "end_programme"]
        guard let kind = kinds[phase] else { return [:] }
        return ["decisionId": .string(try await decide(programme, kind).text)]
    }

    /// Takes a programme to a phase; where that asks for a decision, the college takes one first.
    func step(
        _ programme: UUID,
        to phase: String,
        _ changes: JSON = [:],
        query: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        let ground: JSON =
            changes["decisionId"] == nil ? try await makeGround(programme, forStepTo: phase) : [:]
        return try await post(
            "/v1/programmes/\(programme.text)/transitions\(query)",
            ground.with(changes).with(["to": .string(phase)]),
            sourceLocation: sourceLocation
        )
    }

    /// The journal from the first entry on.
    func journal(_ query: String = "") async throws -> [JSON] {
        try await get("/v1/journal?sort=sequence&limit=500\(query)").expect(200).results
    }
}

/// Text for a query: percent-encoded.
func encoded(_ text: String) -> String {
    text.addingPercentEncoding(
        withAllowedCharacters: .alphanumerics.intersection(CharacterSet(charactersIn: "\0"..."~"))
    )
        ?? text
}
