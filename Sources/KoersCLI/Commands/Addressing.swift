import Contract

extension Resource {
    /// Path parameters by name, of which the last is the thing that the first word names.
    ///
    /// - Parameters:
    ///   - positionals: the words by themselves: one, or none for a resource that there is one of.
    ///   - values: values of options, among which those of the outer path parameters.
    /// - Throws: a usage failure when the word is missing or one too many, a not-found failure for an unknown code.
    static func locate(
        _ positionals: [String],
        on endpoint: Endpoint,
        values: JSON.Object,
        session: Session
    ) async throws -> JSON.Object {
        var values = values
        guard !isSingle, let capture = endpoint.captures.last else {
            guard positionals.isEmpty else { throw unexpected(positionals) }
            return values
        }
        guard let word = positionals.first else {
            throw Failure.usage("Which \(singular)? Give its \(identifier). Find it with: koers \(command) list\n")
        }
        guard positionals.count == 1 else { throw unexpected(Array(positionals.dropFirst())) }
        values[capture] = .string(try await id(word, values, session))
        return values
    }

    private static func id(_ word: String, _ values: JSON.Object, _ session: Session) async throws -> String {
        if Contract.Schema.Format.uuid.admits(word) { return word }
        guard let shortName else {
            throw Failure.usage(
                "\(TerminalText.line(word)) is not the id of a \(singular). Find it with: koers \(command) list\n"
            )
        }
        var query = values
        query[shortName] = .string(word)
        query["limit"] = 1
        let list = try Catalogue.current.endpoint("GET", path)
        let page = try session.json(try await session.client.send(try list.request(query)))
        guard let id = page["results"]?.array?.first?["id"]?.string else {
            throw Failure(session.words.noSuchCode(TerminalText.line(word)) + "\n", .notFound)
        }
        return id
    }

    /// Fields that name where a thing lies: every path parameter but its own id.
    static func outerFields(_ endpoint: Endpoint?) -> [Field] {
        let fields = endpoint?.fields(in: .path) ?? []
        return isSingle ? fields : fields.filter { $0.name != endpoint?.captures.last }
    }
}
