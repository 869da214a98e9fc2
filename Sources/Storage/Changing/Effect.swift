package import Domain
package import Foundation

/// One change that an allowed command makes, and the journal entry that tells it.
package struct Effect: Sendable {
    enum Kind: Sendable {
        case insert
        case update
    }

    let kind: Kind
    let resource: Resource
    let id: UUID
    let members: Members
    /// The last word of the journal's type: `created`, `updated`, or the new status.
    let event: String
    /// The programme that the entry belongs to.
    let programmeID: UUID?
    /// The words by which the resource is found from now on; `nil` when they do not change.
    let searchWords: [String]?

    /// A new resource.
    package static func create(
        _ resource: Resource,
        id: UUID,
        _ members: Members,
        programmeID: UUID? = nil
    ) -> Effect {
        Effect(
            kind: .insert,
            resource: resource,
            id: id,
            members: members,
            event: "created",
            programmeID: programmeID,
            searchWords: resource.searchWords(of: members)
        )
    }

    /// Changed members of a resource, which takes its next version.
    ///
    /// - Parameters:
    ///   - changes: The members that change; null empties one.
    ///   - before: The resource before the change.
    ///   - event: `updated`, or the status that the resource goes to.
    package static func update(
        _ resource: Resource,
        id: UUID,
        _ changes: Members,
        of before: Members,
        event: String = "updated",
        programmeID: UUID? = nil
    ) -> Effect {
        let findable = changes.contains { resource.searchable.contains($0.name) }
        return Effect(
            kind: .update,
            resource: resource,
            id: id,
            members: changes,
            event: event,
            programmeID: programmeID,
            searchWords: findable ? resource.searchWords(of: before.merged(with: changes)) : nil
        )
    }
}

extension Resource {
    fileprivate func searchWords(of members: Members) -> [String] {
        SearchWords.of(searchable.compactMap { members[$0]?.string }.joined(separator: " "))
    }
}
