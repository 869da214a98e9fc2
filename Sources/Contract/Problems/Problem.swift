/// An error as RFC 9457 writes it, the same for the server that sends it and the client that reads it.
package struct Problem: Error, Sendable, Hashable {
    /// One thing that is wrong with the request, in one language.
    package struct Entry: Sendable, Hashable {
        /// `body`, `query`, `path` or `header`.
        package let part: String

        /// A JSON Pointer into the body, or the name of a parameter.
        package let location: String

        /// A code of `Violation.Code`; a client may meet one that it does not know.
        package let code: String
        package let detail: String

        /// From what a server sent.
        package init(part: String, location: String, code: String, detail: String) {
            self.part = part
            self.location = location
            self.code = code
            self.detail = detail
        }

        /// From what the server found.
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

    /// The same for every problem of a type, but for the language.
    package var title: String

    /// The HTTP status.
    package var status: Int

    /// What happened this time; safe to show.
    package var detail: String

    /// `urn:uuid:` and the request's id.
    package var instance: String?

    /// Everything that is wrong with the request; empty for other problems.
    package var errors: [Entry]

    /// The breached findings of a refusal; empty for other problems.
    package var blockers: [JSON]

    /// Members of a type of its own, such as `allowed` of `invalid-transition`.
    package var additional: JSON.Object

    /// A problem of this server.
    ///
    /// - Parameters:
    ///   - detail: what happened this time; without it, what the type means.
    ///   - instance: `urn:uuid:` and the request's id.
    ///   - additional: members of the type's own; those of RFC 9457 are never overwritten.
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
