import Contract

extension Field {
    /// What the value refers to, so that people may give its name.
    var reference: (any Resource.Type)? {
        guard format == "uuid" else { return nil }
        return home.flatMap { Resources.byReference["\($0).\(name)"] } ?? Resources.byReference[name]
    }
}

extension Endpoint {
    /// The values with names of things replaced by their ids.
    ///
    /// - Parameters:
    ///   - fields: the fields that the values are of.
    ///   - location: path parameters with ids, for things that lie in the same place.
    /// - Throws: not found, or a usage failure when a name fits several.
    static func resolved(
        _ values: JSON.Object,
        of fields: [Field],
        within location: JSON.Object,
        _ session: Session
    ) async throws -> JSON.Object {
        var values = values
        for field in fields {
            guard let resource = field.reference, let value = values[field.name] else { continue }
            switch value {
            case .string(let word):
                values[field.name] = .string(try await resource.id(of: word, within: location, session))
            case .array(let elements):
                var ids: [JSON] = []
                for element in elements {
                    guard let word = element.string else { continue }
                    ids.append(.string(try await resource.id(of: word, within: location, session)))
                }
                values[field.name] = .array(ids)
            case .null, .bool, .number, .object: continue
            }
        }
        return values
    }
}
