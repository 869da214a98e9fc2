extension Problem.Kind {
    /// What the reader can do.
    package var advice: BilingualText {
        switch self {
        case .invalidRequest:
            BilingualText(
                nl: "Alle fouten staan tegelijk in errors, elk met plaats en code. Herstel ze en dien opnieuw in.",
                en: "All errors stand together in errors, each with its place and code. Correct them and send it again."
            )
        case .unauthenticated:
            BilingualText(
                nl: "Stuur Authorization: Bearer met een sleutel die niet verlopen of ingetrokken is. "
                    + "Vraag zo nodig de beheerder om een nieuwe.",
                en: "Send Authorization: Bearer with a key that has not expired or been revoked. "
                    + "Ask the administrator for a new one if you need it."
            )
        case .forbidden:
            BilingualText(
                nl: "Detail noemt de scope die ontbreekt. De beheerder kan een sleutel met die scope uitgeven.",
                en: "The detail names the missing scope. The administrator can issue a key with that scope."
            )
        case .noAuthority:
            BilingualText(
                nl: "In blockers staat elke regel die niet is gehaald en wie het wel mag. "
                    + "Laat die persoon beslissen, of regel eerst een mandaat.",
                en: "Blockers lists each rule that was breached and who may do it. "
                    + "Let that person decide, or arrange a mandate first."
            )
        case .notFound:
            BilingualText(
                nl: "Controleer pad en id. Een pad eindigt nooit op een schuine streep.",
                en: "Check the path and the id. A path never ends in a slash."
            )
        case .methodNotAllowed:
            BilingualText(
                nl: "De kopregel Allow noemt de methoden die hier wel kunnen.",
                en: "The header Allow names the methods that work here."
            )
        case .notAcceptable:
            BilingualText(
                nl: "Vraag om application/json, of om een vorm die het contract bij deze bewerking noemt.",
                en: "Ask for application/json, or for a type that the contract names with this operation."
            )
        case .requestTimeout:
            BilingualText(
                nl: "Stuur de aanvraag opnieuw, met dezelfde Idempotency-Key als u die gebruikte.",
                en: "Send the request again, with the same Idempotency-Key if you used one."
            )
        case .conflict:
            BilingualText(
                nl: "Detail zegt wat er botst. Kies een andere waarde, of lees het gegeven opnieuw.",
                en: "The detail says what collides. Choose another value, or read the resource again."
            )
        case .governanceRefused:
            BilingualText(
                nl: "In blockers staat elke regel met de reden en wat de stap mogelijk maakt. "
                    + "Met dryRun=true kunt u vooraf toetsen.",
                en: "Blockers lists each rule with the reason and what would make the step possible. "
                    + "With dryRun=true you can test it beforehand."
            )
        case .invalidTransition:
            BilingualText(
                nl: "In allowed staan de stappen die nu wel kunnen.",
                en: "Allowed lists the steps that exist now."
            )
        case .idempotencyConflict:
            BilingualText(
                nl: "Wacht even en stuur dezelfde aanvraag opnieuw; u krijgt dan het antwoord van de eerste.",
                en: "Wait a moment and send the same request again; you then get the answer of the first."
            )
        case .idempotencyMismatch:
            BilingualText(
                nl: "Gebruik voor elke nieuwe aanvraag een nieuwe sleutel, en alleen bij herhaling dezelfde.",
                en: "Use a new key for each new request, and the same one only to repeat it."
            )
        case .preconditionFailed:
            BilingualText(
                nl: "Lees het gegeven opnieuw, verwerk uw wijziging en stuur de nieuwe ETag in If-Match.",
                en: "Read the resource again, apply your change and send the new ETag in If-Match."
            )
        case .preconditionRequired:
            BilingualText(
                nl: "Lees het gegeven en stuur zijn ETag mee in If-Match.",
                en: "Read the resource and send its ETag in If-Match."
            )
        case .payloadTooLarge:
            BilingualText(
                nl: "Verdeel de inhoud over meer aanvragen.",
                en: "Divide the content over several requests."
            )
        case .uriTooLong:
            BilingualText(
                nl: "Gebruik minder of kortere filters.",
                en: "Use fewer or shorter filters."
            )
        case .unsupportedMediaType:
            BilingualText(
                nl: "Stuur application/json in UTF-8; een wijziging mag ook application/merge-patch+json zijn.",
                en: "Send application/json in UTF-8; a change may also be application/merge-patch+json."
            )
        case .tooManyRequests:
            BilingualText(
                nl: "Wacht zo lang als Retry-After zegt.",
                en: "Wait as long as Retry-After says."
            )
        case .headerTooLarge:
            BilingualText(
                nl: "Stuur minder of kortere kopregels.",
                en: "Send fewer or shorter header fields."
            )
        case .internal:
            BilingualText(
                nl: "Probeer het later opnieuw. Blijft het fout gaan, geef dan instance door aan de beheerder.",
                en: "Try again later. If it goes on, tell the administrator the instance."
            )
        case .unavailable:
            BilingualText(
                nl: "Probeer het opnieuw na de tijd in Retry-After; met een Idempotency-Key is dat altijd veilig.",
                en: "Try again after the time in Retry-After; with an Idempotency-Key that is always safe."
            )
        }
    }
}
