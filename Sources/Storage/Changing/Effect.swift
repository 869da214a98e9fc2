package import Domain
package import Foundation

/// One change that an allowed command makes, and the journal entry that tells it.
package struct Effect: Sendable {
    enum Kind: Sendable {
        case insert
        case update
        /// A change that the calendar brought about; the version stays, and one more deadline has passed.
        case passDeadline
    }

    let kind: Kind
    let resource: Resource
    package let id: UUID
    let place: Place
    let members: Members
    /// The last word of the journal's type: `created`, `updated`, or the new status.
    let event: String
    /// The programme that the entry belongs to.
    let programmeID: UUID?
    /// The words by which the resource is found from now on; `nil` when they do not change.
    let searchWords: [String]?
    /// From when it holds, where that is not the moment of the request.
    var effectiveAt: Moment?

    /// Whether it makes a new resource.
    package var isCreation: Bool { kind == .insert }

    /// The path of the resource.
    package var path: String { resource.path(of: id, in: place) }

    /// A new resource.
    package static func create(
        _ resource: Resource,
        id: UUID,
        in place: Place = .top,
        _ members: Members,
        programmeID: UUID? = nil
    ) -> Effect {
        Effect(
            kind: .insert,
            resource: resource,
            id: id,
            place: place,
            members: resource.members(of: place) + members,
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
        in place: Place = .top,
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
            place: place,
            members: changes,
            event: event,
            programmeID: programmeID,
            searchWords: findable ? resource.searchWords(of: before.merged(with: changes)) : nil
        )
    }

    /// What the calendar did to a resource when a deadline passed.
    static func passDeadline(
        _ resource: Resource,
        id: UUID,
        in place: Place,
        _ changes: Members,
        event: String,
        effectiveAt: Moment
    ) -> Effect {
        Effect(
            kind: .passDeadline,
            resource: resource,
            id: id,
            place: place,
            members: changes,
            event: event,
            programmeID: resource == .programme ? id : place.programme,
            searchWords: nil,
            effectiveAt: effectiveAt
        )
    }
}

extension [Effect] {
    /// The effects in their order; new resources that follow each other and differ in nothing but their values stand
    /// together, because the same statements write all of them.
    ///
    /// - Parameter answer: The place of the effect that stands by itself, because its resource comes back.
    func runs(apart answer: Int) -> [[Effect]] {
        var runs: [[Effect]] = []
        for (place, effect) in enumerated() {
            if let last = runs.last?.last, place != answer, place != answer + 1, effect.canFollow(last) {
                runs[runs.count - 1].append(effect)
            } else {
                runs.append([effect])
            }
        }
        return runs
    }
}

extension Effect {
    fileprivate func canFollow(_ other: Effect) -> Bool {
        isCreation && other.isCreation && resource == other.resource && resource.parts == nil
            && programmeID == other.programmeID && members.map(\.name) == other.members.map(\.name)
    }
}

extension Resource {
    fileprivate func searchWords(of members: Members) -> [String] {
        SearchWords.of(searchable.compactMap { members[$0]?.string }.joined(separator: " "))
    }
}
