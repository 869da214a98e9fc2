/// An error as RFC 9457 writes it, the same for the server that sends it and the client that reads it.
package struct Problem: Error, Sendable, Hashable {
    /// One thing that is wrong with the request, in one language.
    package struct Entry: Sendable, Hashable {
        /// `body`, `query`, `path` or `header`.
        package let part: String
        package let location: String
        package let code: String
        package let detail: String

        package init(part: String, location: String, code: String, detail: String) {
            self.part = part
            self.location = location
            self.code = code
            self.detail = detail
        }

        package init(_ violation: Violation, language: BilingualText.Language) {
            self.init(
                part: violation.part.rawValue,
                location: violation.location,
                code: violation.code.rawValue,
                detail: violation.detail[language]
            )
        }
    }

    /// `/v1/problems/{slug}`; a client may meet one that it does not know.
    package var type: String
    package var title: String
    package var status: Int
    package var detail: String

    /// `urn:uuid:` and the request's id.
    package var instance: String?

    /// Everything that is wrong with the request; empty for other problems.
    package var errors: [Entry]

    /// The breached findings of a refusal; empty for other problems.
    package var blockers: [JSON]

    /// Members of a type of its own, such as `allowed` of `invalid-transition`.
    package var additional: JSON.Object

    package init(
        _ kind: Kind,
        language: BilingualText.Language,
        detail: BilingualText? = nil,
        instance: String? = nil,
        errors: [Violation] = [],
        blockers: [JSON] = [],
        additional: JSON.Object = JSON.Object()
    ) {
        type = "/v1/problems/\(kind.rawValue)"
        title = kind.title[language]
        status = kind.status
        self.detail = (detail ?? kind.meaning)[language]
        self.instance = instance
        self.errors = errors.map { Entry($0, language: language) }
        self.blockers = blockers
        self.additional = additional
    }

    /// `nil` for a type that this version does not know.
    package var kind: Kind? { type.split(separator: "/").last.flatMap { Kind(rawValue: String($0)) } }
}
