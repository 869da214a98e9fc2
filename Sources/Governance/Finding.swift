package import Domain
package import Foundation

/// What one rule found in one set of facts: whether it is met, why, and when it is breached what would make the
/// step possible.
package struct Finding: Hashable, Sendable {
    /// How a rule came out.
    package enum Status: String, Sendable {
        case met
        case breached
        case notApplicable = "not_applicable"
    }

    /// Something that a finding speaks of.
    package struct Subject: Hashable, Sendable {
        /// The resource's name: `programme`, `challenge`, `person`, …
        package let type: String
        package let id: UUID
        package let name: String

        package init(type: String, id: UUID, name: String) {
            self.type = type
            self.id = id
            self.name = name
        }
    }

    package let article: Article
    package let status: Status
    package let reason: LocalizedText
    package let subjects: [Subject]
    package let remedy: LocalizedText?

    /// The finding as the contract shows it, in one language.
    package func value(in language: Language) -> Value {
        .object([
            Member("rule", .string(article.id)),
            Member("title", .string(article.title.in(language))),
            Member("status", .string(status.rawValue)),
            Member("reason", .string(reason.in(language))),
            Member("source", article.source.value),
            Member("subjects", .array(subjects.map(\.value))),
            Member("remedy", remedy.map { .string($0.in(language)) } ?? .null),
        ])
    }
}

extension Finding.Subject {
    package init(_ challenge: ChallengeFacts) {
        self.init(type: "challenge", id: challenge.id, name: challenge.name)
    }

    package init(_ programme: ProgrammeFacts) {
        self.init(type: "programme", id: programme.id, name: programme.name)
    }

    var value: Value {
        .object([
            Member("type", .string(type)), Member("id", .string(id.lowercased)), Member("name", .string(name)),
        ])
    }
}
