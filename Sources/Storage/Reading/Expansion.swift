/// One `expand` of a query: the member that is followed, the resource at its end, and what is expanded under it.
package struct Expansion: Hashable, Sendable {
    /// The name in the query and under `_expand`: `challenge`.
    package let name: String
    let member: String
    package let resource: Resource
    package let children: [Expansion]

    /// The tree of dotted paths such as `politicalSponsor.team`; `nil` when a step leads nowhere or is a third level.
    package static func tree(_ paths: [String], from resource: Resource) -> [Expansion]? {
        let steps = paths.map { $0.split(separator: ".").map(String.init) }
        guard steps.allSatisfy({ (1...2).contains($0.count) }) else { return nil }
        return tree(steps, from: resource)
    }

    /// The same tree without the branches that lead to something else than the resources that are allowed.
    package func limited(to isAllowed: (Resource) -> Bool) -> Expansion? {
        guard isAllowed(resource) else { return nil }
        return Expansion(
            name: name,
            member: member,
            resource: resource,
            children: children.compactMap { $0.limited(to: isAllowed) }
        )
    }

    private static func tree(_ paths: [[String]], from resource: Resource) -> [Expansion]? {
        var names: [String] = []
        for case let name? in paths.map(\.first) where !names.contains(name) { names.append(name) }
        var result: [Expansion] = []
        for name in names {
            guard let (member, target) = resource.expansion(name) else { return nil }
            let below = paths.filter { $0.first == name && $0.count > 1 }.map { Array($0.dropFirst()) }
            guard let children = tree(below, from: target) else { return nil }
            result.append(Expansion(name: name, member: member, resource: target, children: children))
        }
        return result
    }
}
