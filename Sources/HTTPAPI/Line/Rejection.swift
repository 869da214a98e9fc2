import Contract
import Domain
import Governance
import HTTPTypes
import Services

/// Why the line ends a request early; each becomes one problem document.
enum Rejection: Error {
    case notFound
    case methodNotAllowed(allow: [String])
    case unauthenticated
    case lacksScope(Set<String>)
    case notAcceptable
    case unsupportedMediaType(Contract.Operation)
    case invalid([Violation])
    case refused(Refusal)
}

extension Rejection {
    /// The problem document of the rejection, without its instance.
    func problem(_ language: BilingualText.Language) -> Problem {
        switch self {
        case .notFound: Problem(.notFound, language: language)
        case .methodNotAllowed: Problem(.methodNotAllowed, language: language)
        case .unauthenticated: Problem(.unauthenticated, language: language)
        case .lacksScope(let scopes):
            Problem(
                .forbidden,
                language: language,
                detail: BilingualText(
                    nl: "Dit token mist: \(scopes.sorted().joined(separator: ", ")).",
                    en: "This token lacks: \(scopes.sorted().joined(separator: ", "))."
                )
            )
        case .notAcceptable: Problem(.notAcceptable, language: language)
        case .unsupportedMediaType: Problem(.unsupportedMediaType, language: language)
        case .invalid(let violations): Problem(.invalidRequest, language: language, errors: violations)
        case .refused(let refusal): refusal.problem(language)
        }
    }

    /// Fields that go with the problem.
    var fields: HTTPFields {
        switch self {
        case .methodNotAllowed(let allow): [.allow: allow.joined(separator: ", ")]
        case .unauthenticated: [.wwwAuthenticate: #"Bearer realm="koers""#]
        case .unsupportedMediaType(let operation): operation.acceptedFields
        case .refused(.unavailable), .refused(.outcomeUnknown): [.retryAfter: "1"]
        case .notFound, .lacksScope, .notAcceptable, .invalid, .refused: [:]
        }
    }
}

extension Contract.Operation {
    /// The media types that the body may have (RFC 9110, 15.5.16), also under their own name for PATCH (RFC 5789, 3.1).
    fileprivate var acceptedFields: HTTPFields {
        let types = (requestBody?.content ?? []).map(\.mediaType.description).joined(separator: ", ")
        return method == .patch ? [.accept: types, .acceptPatch: types] : [.accept: types]
    }
}

extension Refusal {
    fileprivate func problem(_ language: BilingualText.Language) -> Problem {
        switch self {
        case .invalid(let members):
            Problem(.invalidRequest, language: language, errors: members.map { Violation($0) })
        case .notFound: Problem(.notFound, language: language)
        case .preconditionRequired: Problem(.preconditionRequired, language: language)
        case .preconditionFailed: Problem(.preconditionFailed, language: language)
        case .invalidTransition(let from, let allowed):
            Problem(
                .invalidTransition,
                language: language,
                detail: allowed.isEmpty
                    ? BilingualText(
                        nl: "Vanuit \(from) is er geen verdere stap.",
                        en: "From \(from) there is no further step."
                    )
                    : BilingualText(
                        nl: "Vanuit \(from) kan alleen: \(allowed.joined(separator: ", ")).",
                        en: "From \(from) only: \(allowed.joined(separator: ", "))."
                    ),
                additional: .init("allowed", .array(allowed.map { .string($0) }))
            )
        case .conflict(let member):
            Problem(
                .conflict,
                language: language,
                detail: BilingualText(
                    nl: "De waarde van \(member) is in deze organisatie al in gebruik.",
                    en: "The value of \(member) is already in use in this organisation."
                )
            )
        case .governance(let decision): decision.problem(language)
        case .idempotencyInFlight: Problem(.idempotencyConflict, language: language)
        case .idempotencyMismatch: Problem(.idempotencyMismatch, language: language)
        case .unavailable: Problem(.unavailable, language: language)
        case .outcomeUnknown:
            Problem(
                .unavailable,
                language: language,
                detail: BilingualText(
                    nl: "De verbinding brak tijdens het vastleggen. Herhaal de aanvraag met dezelfde Idempotency-Key.",
                    en: "The connection broke while committing. Repeat the request with the same Idempotency-Key."
                )
            )
        case .internalError: Problem(.internal, language: language)
        }
    }
}

extension Decision {
    private var kind: Problem.Kind { lacksAuthority ? .noAuthority : .governanceRefused }

    fileprivate func problem(_ language: BilingualText.Language) -> Problem {
        .refusal(
            kind,
            language: language,
            blockers: blockers.map { JSON($0.value(in: Language(language))) }
        )
    }
}

extension Problem {
    /// The problem of a governance refusal; its detail names the rules that stand in the way.
    static func refusal(_ kind: Kind, language: BilingualText.Language, blockers: [JSON]) -> Problem {
        let rules = blockers.compactMap { $0["rule"]?.string }.joined(separator: ", ")
        return Problem(
            kind,
            language: language,
            detail: BilingualText(
                nl: "De spelregels staan dit niet toe: \(rules).",
                en: "The rules do not allow this: \(rules)."
            ),
            blockers: blockers
        )
    }
}

extension Violation {
    fileprivate init(_ member: InvalidMember) {
        self.init(
            in: member.part == .body ? .body : .query,
            location: member.location,
            code: Code(rawValue: member.code) ?? .malformed,
            detail: BilingualText(member.detail)
        )
    }
}
