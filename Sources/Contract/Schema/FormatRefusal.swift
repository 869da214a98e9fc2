extension Contract.Schema.Format {
    /// What to say to whoever sent something else.
    var refusal: BilingualText {
        switch self {
        case .uuid: BilingualText(nl: "Dit is geen UUID.", en: "This is not a UUID.")
        case .date:
            BilingualText(
                nl: "Dit is geen bestaande dag in de vorm 2026-01-31.",
                en: "This is not an existing day written as 2026-01-31."
            )
        case .dateTime:
            BilingualText(
                nl: "Dit is geen tijdstip in de vorm 2026-01-31T09:00:00Z of 2026-01-31T10:00:00+01:00.",
                en: "This is not a moment written as 2026-01-31T09:00:00Z or 2026-01-31T10:00:00+01:00."
            )
        case .uri: BilingualText(nl: "Dit is geen volledige URI.", en: "This is not a complete URI.")
        case .uriReference: BilingualText(nl: "Dit is geen URI-verwijzing.", en: "This is not a URI reference.")
        case .email: BilingualText(nl: "Dit is geen e-mailadres.", en: "This is not an e-mail address.")
        case .byte: BilingualText(nl: "Dit is geen base64.", en: "This is not base64.")
        case .decimal:
            BilingualText(
                nl: "Dit is geen decimaal getal in de vorm -12.50.",
                en: "This is not a decimal number written as -12.50."
            )
        case .binary, .int32, .int64, .double:
            BilingualText(nl: "Dit heeft niet de vorm \(rawValue).", en: "This does not have the form \(rawValue).")
        }
    }
}
