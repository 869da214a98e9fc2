import Contract

/// Names of the things that a resource refers to, where the server sent them along under `_expand`.
enum Names {
    /// The name of what the member called `reference` + `Id` refers to.
    static func name(of reference: String, in row: JSON) -> String? {
        let referred = row["_expand"]?[reference]
        return referred?["name"]?.string ?? referred?["displayName"]?.string ?? referred?["text"]?.string
    }

    /// The resource with each name before its id, and without what was sent along for that.
    static func beside(ids resource: JSON) -> JSON {
        guard let object = resource.object else { return resource }
        var result = JSON.Object()
        for (member, value) in object where member != "_expand" {
            let name = member.hasSuffix("Id") ? name(of: String(member.dropLast(2)), in: resource) : nil
            result[member] = name.flatMap { name in value.string.map { .string("\(name) (\($0))") } } ?? value
        }
        return .object(result)
    }
}
