package import Domain

/// One article of the rulebook: what is published of a rule, apart from the facts that it is checked against.
package struct Article: Hashable, Sendable {
    /// The id that every refusal names, such as `MTH-01`.
    package let id: String
    package let title: LocalizedText
    /// Why the rule is there and what it asks, in a few sentences.
    package let explanation: LocalizedText
    package let source: Source
    /// The operations of the contract at which the rule is weighed, by operationId.
    package let guards: [String]
    /// Whether a breach means that the person lacks authority (403 `no-authority`) rather than that the programme's
    /// own rules forbid the step (409 `governance-refused`).
    package var isAboutAuthority = false

    /// Where a rule comes from.
    package struct Source: Hashable, Sendable {
        package enum Kind: String, Sendable {
            /// The texts on programmatic work that Koers is built on.
            case seed
            case law
            case method
        }

        package let kind: Kind
        package let citation: String

        package static func seed(_ citation: String) -> Source { Source(kind: .seed, citation: citation) }
        package static func law(_ citation: String) -> Source { Source(kind: .law, citation: citation) }
        package static func method(_ citation: String) -> Source { Source(kind: .method, citation: citation) }

        /// `{"citation": …, "kind": …}`
        package var value: Value {
            .object([Member("citation", .string(citation)), Member("kind", .string(kind.rawValue))])
        }
    }

    /// The article as `GET /v1/governance-rules` shows it.
    package var value: Value {
        .object([
            Member("id", .string(id)),
            Member("title", title.value),
            Member("explanation", explanation.value),
            Member("source", source.value),
            Member("operations", .array(guards.map(Value.string))),
        ])
    }
}
