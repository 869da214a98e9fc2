package import Domain
package import Foundation
package import Storage

/// A command that makes a resource out of the members of the request.
package protocol CreateCommand: Command {
    var input: CommandInput { get }
    var id: UUID { get }

    init(validated input: CommandInput)
}

extension CreateCommand {
    package init(_ input: CommandInput) throws(Refusal) {
        self.init(validated: input.with(members: Self.resource.asKept(input.members)))
    }

    package var subject: CommandSubject { .new(id) }
    package var place: Place { input.place(of: Self.resource) }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        Resource.disorderedWindows(input.members)
    }

    package var references: [Reference] { Self.resource.references(in: input.members) }

    package func effects(_ situation: Situation<Facts>) -> [Effect] {
        [.create(Self.resource, id: id, in: place, input.members, programmeID: programmeID)]
    }
}

/// A command that changes a resource by a merge patch (RFC 7396).
package protocol UpdateCommand: Command {
    var id: UUID { get }
    var input: CommandInput { get }

    init(id: UUID, validated input: CommandInput)
}

extension UpdateCommand {
    package init(_ input: CommandInput) throws(Refusal) {
        self.init(
            id: try input.id(of: Self.resource),
            validated: input.with(members: Self.resource.asKept(input.members))
        )
    }

    /// The changes.
    package var patch: Members { input.members }
    package var subject: CommandSubject { .existing(id) }
    package var place: Place { input.place(of: Self.resource) }
    package var references: [Reference] { Self.resource.references(in: patch) }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        Resource.disorderedWindows(before.merged(with: patch))
    }

    /// The resource as it will be.
    package func after(_ situation: Situation<Facts>) -> Members {
        situation.before.merged(with: patch)
    }

    package func effects(_ situation: Situation<Facts>) -> [Effect] { update(situation) }

    /// Only what really changes is written; a patch that changes nothing leaves version and journal alone.
    ///
    /// - Parameter also: What else of the resource changes, when anything does.
    func update(_ situation: Situation<Facts>, _ also: Members = []) -> [Effect] {
        let changes = changes(situation)
        guard !changes.isEmpty else { return [] }
        return [
            .update(
                Self.resource,
                id: id,
                in: place,
                changes + also,
                of: situation.before,
                programmeID: programmeID(of: situation.before)
            )
        ]
    }

    /// The members that get another value.
    func changes(_ situation: Situation<Facts>) -> Members {
        let after = after(situation)
        return patch.compactMap { change -> Member? in
            let value = after[change.name] ?? .null
            let isSame = value.normalized == (situation.before[change.name] ?? .null).normalized
            return isSame ? nil : Member(change.name, value)
        }
    }
}

/// A command that takes a step with an existing resource, and may say why.
package protocol StepCommand: Command {
    var id: UUID { get }
    var input: CommandInput { get }
}

extension StepCommand {
    package var subject: CommandSubject { .existing(id) }
    package var place: Place { input.place(of: Self.resource) }
    package var references: [Reference] {
        Self.resource.references(in: input.members)
            + (decisionID.map { [Reference(pointer: "/decisionId", resource: .decision, id: $0)] } ?? [])
    }
    package var motivation: String? { input.members["motivation"]?.string }
    package var decisionID: UUID? { input.members.id("decisionId") }
}

extension Resource {
    /// The resources that the members name, with where they stand.
    func references(in members: Members) -> [Reference] {
        members.flatMap { references($0.value, named: $0.name, at: "/\($0.name)") }
    }

    /// - Parameter path: The names that lead to the value, without the places in arrays: `requiredCompetences.competence`.
    private func references(_ value: Value, named path: String, at pointer: String) -> [Reference] {
        switch value {
        case .string(let text):
            guard let target = references[path].flatMap(Resource.named) else { return [] }
            if target.code != nil { return [Reference(pointer: pointer, resource: target, name: text)] }
            return UUID(uuidString: text).map { [Reference(pointer: pointer, resource: target, id: $0)] } ?? []
        case .array(let elements):
            return elements.enumerated().flatMap { references($1, named: path, at: "\(pointer)/\($0)") }
        case .object(let members):
            return members.flatMap { references($0.value, named: "\(path).\($0.name)", at: "\(pointer)/\($0.name)") }
        case .null, .boolean, .integer, .decimal: return []
        }
    }

    /// The members with the ids of other resources in lower case, as they are kept and shown.
    func asKept(_ members: Members) -> Members {
        members.map { member in
            if let parts, parts.member == member.name {
                return Member(member.name, .array((member.value.elements ?? []).map(parts.asKept)))
            }
            guard let target = references[member.name].flatMap(Resource.named), target.code == nil else {
                return member
            }
            switch member.value {
            case .string(let id): return Member(member.name, .string(id.lowercased()))
            case .array(let ids):
                let kept = ids.map { id in id.string.map { Value.string($0.lowercased()) } ?? id }
                // An id in capitals and in small letters is one.
                return Member(member.name, .array(kept.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }))
            case .null, .boolean, .integer, .decimal, .object: return member
            }
        }
    }

    /// Windows that end before they begin: `startDate` and `endDate`, `fromDate` and `untilDate`, also inside arrays of
    /// objects.
    static func disorderedWindows(_ members: Members, at pointer: String = "") -> [InvalidMember] {
        let own = [("startDate", "endDate"), ("fromDate", "untilDate")].compactMap { from, until -> InvalidMember? in
            guard let first = members.date(from), let last = members.date(until), last < first
            else { return nil }
            return InvalidMember(
                location: "\(pointer)/\(until)",
                code: "minimum",
                detail: .init(nl: "De einddatum ligt voor \(first).", en: "The end date is before \(first).")
            )
        }
        return members.reduce(own) { found, member in
            let nested = (member.value.elements ?? []).enumerated().flatMap { index, element in
                element.members.map { disorderedWindows($0, at: "\(pointer)/\(member.name)/\(index)") } ?? []
            }
            return found + nested
        }
    }
}

extension Parts {
    /// An element with its members in their order, and its ids in lower case.
    fileprivate func asKept(_ element: Value) -> Value {
        .object(
            members.compactMap { part in
                element.members?[part.name].map { value in
                    Member(part.name, part.reference == nil ? value : .string((value.string ?? "").lowercased()))
                }
            }
        )
    }
}

extension CommandInput {
    /// Dates among the members that are still to come, where only a day that has begun will do.
    func datesToCome(_ members: Members, _ names: [String], at pointer: String = "") -> [InvalidMember] {
        let today = moment.amsterdamDate
        return names.filter { members.date($0).map { $0 > today } ?? false }.map {
            name in
            InvalidMember(
                location: "\(pointer)/\(name)",
                code: "maximum",
                detail: .init(nl: "Deze dag ligt in de toekomst.", en: "This day is in the future.")
            )
        }
    }
}
