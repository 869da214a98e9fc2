import Domain
package import Foundation

/// What Storage must know of a resource beyond its view: where it is addressed, what it points at, what can be searched.
///
/// This is the one table from resource to view: a resource is `api.<name>` for reading and `koers.<name>` for writing,
/// and a JSON member `startDate` is the view's column `"startDate"` and the table's column `start_date`.
package struct Resource: Hashable, Sendable {
    /// The name of the view, the table, the journal's type and the subject of a finding: `programme`.
    package let name: String
    /// The path of the collection, or of the resource itself when there is only one: `/v1/programmes`.
    package let path: String
    /// Members that hold the id of another resource, by member name.
    package let references: [String: String]
    /// Members whose words `search` finds.
    package let searchable: [String]
    /// Members that can be null and are put in order or bounded, with the value that stands for null: it comes last.
    package let nullsLast: [String: String]
    /// The member that identifies a row.
    package let key: String
    /// Members that are an object in JSON and columns of their own in the table.
    package let flattened: Set<String>
    /// Whether the organisation has exactly one, at the path itself.
    package let isSingleton: Bool
    /// The member that the filters `from` and `until` bound.
    package let window: String?

    init(
        _ name: String,
        path: String,
        references: [String: String] = [:],
        searchable: [String] = [],
        nullsLast: [String: String] = [:],
        key: String = "id",
        flattened: Set<String> = [],
        isSingleton: Bool = false,
        window: String? = nil
    ) {
        self.name = name
        self.path = path
        self.references = references
        self.searchable = searchable
        self.nullsLast = nullsLast
        self.key = key
        self.flattened = flattened
        self.isSingleton = isSingleton
        self.window = window
    }

    /// The path of one resource, as the journal names its subject.
    package func path(of id: UUID) -> String {
        isSingleton ? path : "\(path)/\(id.lowercased)"
    }

    /// The member that `expand=name` follows, and what it leads to.
    package func expansion(_ name: String) -> (member: String, resource: Resource)? {
        let member = name + "Id"
        guard let target = references[member].flatMap(Self.named) else { return nil }
        return (member, target)
    }

    /// The resource of a name, if there is one.
    package static func named(_ name: String) -> Resource? {
        all.first { $0.name == name }
    }
}

extension Resource {
    package static let organisation = Resource(
        "organisation",
        path: "/v1/organisation",
        flattened: ["settings"],
        isSingleton: true
    )
    package static let team = Resource("team", path: "/v1/teams", searchable: ["name", "policyField", "description"])
    package static let person = Resource(
        "person",
        path: "/v1/persons",
        references: ["teamId": "team"],
        searchable: ["displayName", "function"]
    )
    package static let partner = Resource(
        "partner",
        path: "/v1/partners",
        references: ["predecessorIds": "partner"],
        searchable: ["name", "kvkNumber"]
    )
    package static let challenge = Resource("challenge", path: "/v1/challenges", searchable: ["name", "description"])
    package static let programme = Resource(
        "programme",
        path: "/v1/programmes",
        references: ["challengeId": "challenge", "politicalSponsorId": "person", "officialSponsorId": "person"],
        searchable: ["code", "name", "description"],
        nullsLast: ["startDate": "'infinity'::date", "endDate": "'infinity'::date"]
    )
    package static let journal = Resource("journal", path: "/v1/journal", key: "sequence", window: "occurredAt")

    /// Every resource.
    package static let all: [Resource] = [organisation, team, person, partner, challenge, programme, journal]

    var view: String { "api.\(name)" }
    var table: String { "koers.\(name)" }

    /// The column of the table for a member of the JSON: `startDate` → `start_date`.
    static func column(_ member: String) -> String {
        var column = ""
        for character in member {
            if character.isUppercase { column += "_" }
            column += character.lowercased()
        }
        return column
    }
}
