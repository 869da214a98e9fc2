import Contract

extension Resource {
    /// A path that begins with that of the collection, or the one at the top when nothing says what the thing lies under
    /// and it may lie there too.
    ///
    /// - Parameter takesWord: whether a word by itself says what it lies under.
    static func placed(_ path: String, by arguments: FieldArguments, takesWord: Bool = false) -> String {
        guard let topPath, let parent, arguments.values[parent.parameter] == nil,
            !takesWord || arguments.positionals.isEmpty
        else { return path }
        return topPath + path.dropFirst(Self.path.count)
    }

    /// The collection in the place that path parameters say.
    static func path(within location: JSON.Object) -> String {
        guard let topPath, let parent, location[parent.parameter] == nil else { return path }
        return topPath
    }

    /// Path parameters with ids, for a command about one thing: its own is named by the word that stands by itself.
    ///
    /// - Parameters:
    ///   - positionals: the words by themselves: one, or none for a resource that there is one of.
    ///   - values: values of options, among which those of the outer path parameters.
    ///   - usesStandard: whether the thing may be left unnamed, where its kind has one that is meant then.
    /// - Throws: a usage failure when a word is missing or one too many, a not-found failure for an unknown name.
    static func locate(
        _ positionals: [String],
        on endpoint: Endpoint,
        values: JSON.Object,
        session: Session,
        usesStandard: Bool = false
    ) async throws -> JSON.Object {
        guard !isSingle, let capture = endpoint.captures.last else {
            guard positionals.isEmpty else { throw unexpected(positionals) }
            return JSON.Object()
        }
        guard positionals.count <= 1 else { throw unexpected(Array(positionals.dropFirst())) }
        guard positionals.count == 1 || (usesStandard && standard != nil) else {
            throw Failure.usage("Which \(singular)? Give its \(identifier). \(whichOne)")
        }
        var location = try await whereabouts([], on: endpoint, values: values, session: session)
        location[capture] = .string(try await id(positionals.first, within: location, session))
        return location
    }

    /// Path parameters with ids of everything that the collection lies under.
    ///
    /// - Parameter positionals: at most one, which names the outermost.
    static func whereabouts(
        _ positionals: [String],
        on endpoint: Endpoint,
        values: JSON.Object,
        session: Session
    ) async throws -> JSON.Object {
        var spare = positionals[...]
        var location = JSON.Object()
        for resource in lineage.dropLast() where endpoint.captures.contains(resource.parameter) {
            let capture = resource.parameter
            let word = values[capture]?.string ?? (location.isEmpty ? spare.popFirst() : nil)
            location[capture] = .string(try await resource.id(word, within: location, session))
        }
        guard spare.isEmpty else { throw unexpected(Array(spare)) }
        return location
    }

    /// The id of what the word names, or of the one that is meant without a word.
    private static func id(_ word: String?, within location: JSON.Object, _ session: Session) async throws -> String {
        if let word { return try await id(of: word, within: location, session) }
        guard standard != nil else {
            throw Failure.usage("Which \(singular)? Give \(option) <\(placeholder)>. \(whichOne)")
        }
        guard let id = try await standardID(within: location, session) else {
            throw Failure(session.words.noneYet(singular, dutch: dutch) + "\n", .notFound)
        }
        return id
    }

    /// Fields that name where a thing lies: every path parameter but its own id.
    static func outerFields(_ endpoint: Endpoint?) -> [Field] {
        let fields = endpoint?.fields(in: .path) ?? []
        guard !isSingle else { return [] }
        return zip(fields, lineage.dropLast()).map { field, resource in
            if topPath != nil {
                var field = field
                field.isRequired = false
                field.description += " Without it: the organisation itself."
                return field
            }
            guard let standard = resource.standard else { return field }
            var field = field
            field.isRequired = false
            field.description += " " + standard.description
            return field
        }
    }
}
