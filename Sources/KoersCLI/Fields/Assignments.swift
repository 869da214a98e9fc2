import Contract

/// The `key=value` and `key:=json` words of `koers api`, sorted into parameters and members of the body.
struct Assignments {
    private(set) var parameters = JSON.Object()
    private(set) var members = JSON.Object()

    /// - Throws: a usage failure for a word without `=`, a key that the operation does not know, or a value of the
    ///   wrong type.
    init(_ words: some Sequence<String>, of endpoint: Endpoint) throws(Failure) {
        for word in words { try take(word, endpoint) }
    }

    private mutating func take(_ word: String, _ endpoint: Endpoint) throws(Failure) {
        guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
            throw .usage("\(TerminalText.line(word)) is no key=value.\n")
        }
        let isRaw = word[word.index(before: equals)] == ":"
        let key = String(word[..<(isRaw ? word.index(before: equals) : equals)])
        let text = String(word[word.index(after: equals)...])
        if let parameter = endpoint.parameters.first(where: { $0.field.answers(to: key, at: $0.place) }) {
            parameters[parameter.field.name] = try read(text, parameter.field, isRaw)
        } else if let member = endpoint.body.first(where: { $0.name == key }) {
            members[key] = try read(text, member, isRaw)
        } else {
            let known = endpoint.parameters.map(\.field.name) + endpoint.body.map(\.name)
            let guess = Suggestion.nearest(to: key, among: known).map { "did you mean \($0)?" }
            throw .usage(
                "\(endpoint.id) knows no \(TerminalText.line(key)); \(guess ?? "see: koers api --list \(endpoint.id)")\n"
            )
        }
    }

    private func read(_ text: String, _ field: Field, _ isRaw: Bool) throws(Failure) -> JSON {
        do {
            guard isRaw else { return try field.value(text) }
            var open = field
            open.kind = .json
            return try open.value(text)
        } catch {
            throw .usage(error.message.replacing(field.flag, with: field.name))
        }
    }
}

extension Field {
    /// Header names are the same in every case.
    fileprivate func answers(to key: String, at place: Endpoint.Place) -> Bool {
        place == .header ? name.lowercased() == key.lowercased() : name == key
    }
}
