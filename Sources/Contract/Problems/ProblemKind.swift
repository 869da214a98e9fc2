extension Problem {
    /// Every problem type of the API; the raw value is the slug of `/v1/problems/{slug}`.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case invalidRequest = "invalid-request"
        case unauthenticated
        case forbidden
        case noAuthority = "no-authority"
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        case notAcceptable = "not-acceptable"
        case requestTimeout = "request-timeout"
        case conflict
        case governanceRefused = "governance-refused"
        case invalidTransition = "invalid-transition"
        case idempotencyConflict = "idempotency-conflict"
        case idempotencyMismatch = "idempotency-mismatch"
        case preconditionFailed = "precondition-failed"
        case preconditionRequired = "precondition-required"
        case payloadTooLarge = "payload-too-large"
        case uriTooLong = "uri-too-long"
        case unsupportedMediaType = "unsupported-media-type"
        case tooManyRequests = "too-many-requests"
        case headerTooLarge = "header-too-large"
        case `internal`
        case unavailable

        /// The HTTP status, always the same for a type.
        package var status: Int {
            switch self {
            case .invalidRequest: 400
            case .unauthenticated: 401
            case .forbidden, .noAuthority: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .notAcceptable: 406
            case .requestTimeout: 408
            case .conflict, .governanceRefused, .invalidTransition, .idempotencyConflict: 409
            case .preconditionFailed: 412
            case .payloadTooLarge: 413
            case .uriTooLong: 414
            case .unsupportedMediaType: 415
            case .idempotencyMismatch: 422
            case .preconditionRequired: 428
            case .tooManyRequests: 429
            case .headerTooLarge: 431
            case .internal: 500
            case .unavailable: 503
            }
        }

        /// A few words for the `title` member.
        package var title: BilingualText {
            switch self {
            case .invalidRequest: BilingualText(nl: "Ongeldige aanvraag", en: "Invalid request")
            case .unauthenticated: BilingualText(nl: "Niet aangemeld", en: "Not authenticated")
            case .forbidden: BilingualText(nl: "Geen toegang", en: "Forbidden")
            case .noAuthority: BilingualText(nl: "Niet bevoegd", en: "No authority")
            case .notFound: BilingualText(nl: "Niet gevonden", en: "Not found")
            case .methodNotAllowed: BilingualText(nl: "Methode niet toegestaan", en: "Method not allowed")
            case .notAcceptable: BilingualText(nl: "Vorm niet leverbaar", en: "Not acceptable")
            case .requestTimeout: BilingualText(nl: "Aanvraag duurde te lang", en: "Request timeout")
            case .conflict: BilingualText(nl: "Al in gebruik", en: "Conflict")
            case .governanceRefused: BilingualText(nl: "Geweigerd door de spelregels", en: "Refused by governance")
            case .invalidTransition: BilingualText(nl: "Deze stap bestaat niet", en: "Invalid transition")
            case .idempotencyConflict: BilingualText(nl: "Aanvraag loopt nog", en: "Request still in progress")
            case .idempotencyMismatch: BilingualText(nl: "Sleutel al anders gebruikt", en: "Idempotency key reused")
            case .preconditionFailed: BilingualText(nl: "Intussen gewijzigd", en: "Precondition failed")
            case .preconditionRequired: BilingualText(nl: "If-Match ontbreekt", en: "Precondition required")
            case .payloadTooLarge: BilingualText(nl: "Bericht te groot", en: "Payload too large")
            case .uriTooLong: BilingualText(nl: "Adres te lang", en: "URI too long")
            case .unsupportedMediaType: BilingualText(nl: "Berichtvorm onbekend", en: "Unsupported media type")
            case .tooManyRequests: BilingualText(nl: "Te veel aanvragen", en: "Too many requests")
            case .headerTooLarge: BilingualText(nl: "Kopregels te groot", en: "Header fields too large")
            case .internal: BilingualText(nl: "Fout in de server", en: "Internal error")
            case .unavailable: BilingualText(nl: "Tijdelijk niet beschikbaar", en: "Unavailable")
            }
        }
    }
}
