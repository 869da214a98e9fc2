extension Problem.Kind {
    /// The page that `GET /v1/problems/{slug}` answers: what the problem means and what to do about it.
    package var documentation: BilingualText {
        BilingualText(nl: "\(meaning.nl) \(advice.nl)", en: "\(meaning.en) \(advice.en)")
    }

    /// What the problem means, in one sentence.
    package var meaning: BilingualText {
        switch self {
        case .invalidRequest:
            BilingualText(
                nl: "De aanvraag voldoet niet aan het contract.",
                en: "The request does not follow the contract."
            )
        case .unauthenticated:
            BilingualText(
                nl: "De aanvraag heeft geen geldige toegangssleutel.",
                en: "The request carries no valid credentials."
            )
        case .forbidden:
            BilingualText(
                nl: "De toegangssleutel is geldig, maar heeft niet het recht (scope) voor deze bewerking.",
                en: "The credentials are valid but lack a scope that this operation asks for."
            )
        case .noAuthority:
            BilingualText(
                nl: "De persoon achter de aanvraag mag dit volgens mandaat en functiescheiding niet beslissen.",
                en:
                    "The person behind the request may not decide this under the mandates and the segregation of duties."
            )
        case .notFound:
            BilingualText(
                nl: "Op dit adres is niets te vinden, of niets dat bij uw organisatie hoort.",
                en: "There is nothing at this address, or nothing that belongs to your organisation."
            )
        case .methodNotAllowed:
            BilingualText(
                nl: "Dit adres bestaat, maar kent deze methode niet.",
                en: "This address exists but does not know this method."
            )
        case .notAcceptable:
            BilingualText(
                nl: "Geen van de vormen die Accept noemt, kan de server leveren.",
                en: "The server can produce none of the media types that Accept names."
            )
        case .requestTimeout:
            BilingualText(
                nl: "De aanvraag kwam niet binnen de gestelde tijd volledig binnen.",
                en: "The request did not arrive completely within the time allowed."
            )
        case .conflict:
            BilingualText(
                nl: "Een waarde die uniek moet zijn, is al in gebruik, of het gegeven staat dit nu niet toe.",
                en: "A value that must be unique is already taken, or the resource does not allow this now."
            )
        case .governanceRefused:
            BilingualText(
                nl: "Een of meer spelregels van de programmasturing staan deze stap niet toe; er is niets gewijzigd.",
                en: "One or more governance rules do not allow this step; nothing was changed."
            )
        case .invalidTransition:
            BilingualText(
                nl: "Vanuit de huidige status bestaat deze stap niet.",
                en: "This step does not exist from the current status."
            )
        case .idempotencyConflict:
            BilingualText(
                nl: "Een eerdere aanvraag met dezelfde Idempotency-Key is nog bezig.",
                en: "An earlier request with the same Idempotency-Key is still being handled."
            )
        case .idempotencyMismatch:
            BilingualText(
                nl: "Deze Idempotency-Key is al gebruikt voor een aanvraag met een andere inhoud.",
                en: "This Idempotency-Key was used before for a request with another content."
            )
        case .preconditionFailed:
            BilingualText(
                nl: "Het gegeven is gewijzigd sinds u het las; de versie in If-Match is niet meer de huidige.",
                en: "The resource changed since you read it; the version in If-Match is no longer the current one."
            )
        case .preconditionRequired:
            BilingualText(
                nl: "Deze wijziging vraagt om If-Match, zodat niemand ongemerkt andermans werk overschrijft.",
                en: "This change asks for If-Match, so that nobody overwrites another's work unnoticed."
            )
        case .payloadTooLarge:
            BilingualText(
                nl: "De inhoud van de aanvraag is groter dan de server aanneemt.",
                en: "The content of the request is larger than the server accepts."
            )
        case .uriTooLong:
            BilingualText(
                nl: "Het adres met zijn parameters is langer dan de server aanneemt.",
                en: "The address with its parameters is longer than the server accepts."
            )
        case .unsupportedMediaType:
            BilingualText(
                nl: "De inhoud heeft een vorm (Content-Type) die deze bewerking niet leest.",
                en: "The content has a media type (Content-Type) that this operation does not read."
            )
        case .tooManyRequests:
            BilingualText(
                nl: "In korte tijd zijn meer aanvragen gedaan dan deze toegangssleutel mag doen.",
                en: "More requests were made in a short time than these credentials may make."
            )
        case .headerTooLarge:
            BilingualText(
                nl: "De kopregels van de aanvraag zijn samen groter dan de server aanneemt.",
                en: "The header fields of the request are together larger than the server accepts."
            )
        case .internal:
            BilingualText(
                nl: "De server heeft een fout gemaakt; aan uw aanvraag ligt het niet.",
                en: "The server made a mistake; your request is not to blame."
            )
        case .unavailable:
            BilingualText(
                nl: "De server kan de aanvraag nu niet behandelen, bijvoorbeeld omdat de database onbereikbaar is.",
                en: "The server cannot handle the request now, for example because the database is out of reach."
            )
        }
    }
}
