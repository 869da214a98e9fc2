package import Domain
package import Governance
package import Storage

/// Why a request is not carried out, in the order in which the contract refuses.
package enum Refusal: Error {
    /// Values that the contract's shapes allow and the domain does not.
    case invalid([InvalidMember])
    case notFound
    case preconditionRequired
    case preconditionFailed
    /// The step does not exist from here; `allowed` are the ones that do.
    case invalidTransition(from: String, allowed: [String])
    /// A unique value is already taken.
    case conflict(member: String)
    /// The rules forbid it.
    case governance(Decision)
    case idempotencyInFlight
    case idempotencyMismatch
    /// The database is away or too busy; `detail` is for the log.
    case unavailable(detail: String)
    /// COMMIT was interrupted; the same request with the same idempotency key tells what happened.
    case outcomeUnknown
    /// A defect; `detail` is for the log.
    case internalError(detail: String)

    package init(_ error: StorageError) {
        self =
            switch error {
            case .unavailable, .contention: .unavailable(detail: error.description)
            case .outcomeUnknown: .outcomeUnknown
            case .conflict(let member): .conflict(member: member)
            case .invalidCursor:
                .invalid([
                    InvalidMember(
                        part: .query,
                        location: "cursor",
                        code: "format",
                        detail: .init(
                            nl: "Deze cursor hoort niet bij deze lijst in deze volgorde.",
                            en: "This cursor does not belong to this list in this order."
                        )
                    )
                ])
            case .invalidValue: .internalError(detail: "a value of a validated request does not fit its column")
            case .unexpected(let detail): .internalError(detail: detail)
            }
    }
}

/// One thing that is wrong in a request.
package struct InvalidMember: Hashable, Sendable {
    package enum Part: String, Sendable {
        case body
        case query
    }

    package let part: Part
    /// JSON Pointer in the body, or the parameter's name.
    package let location: String
    /// A code of the contract: `required`, `minimum`, `unknown_reference`, …
    package let code: String
    package let detail: LocalizedText

    package init(part: Part = .body, location: String, code: String, detail: LocalizedText) {
        self.part = part
        self.location = location
        self.code = code
        self.detail = detail
    }

    static func unknownReference(_ reference: Reference) -> InvalidMember {
        InvalidMember(
            location: reference.pointer,
            code: "unknown_reference",
            detail: reference.resource.code == nil
                ? .init(
                    nl: "Wat het id \(reference.name) noemt, is hier onbekend.",
                    en: "What the id \(reference.name) names is unknown here."
                )
                : .init(
                    nl: "Wat de code \(reference.name) noemt, is hier onbekend.",
                    en: "What the code \(reference.name) names is unknown here."
                )
        )
    }
}
