import Contract

/// What the words of a command line say: values for fields, and the words that stand by themselves.
struct FieldArguments {
    private(set) var values = JSON.Object()
    private(set) var positionals: [String] = []

    /// - Parameters:
    ///   - words: the words that no fixed option of the command has taken.
    ///   - fields: what the contract knows.
    ///   - otherFlags: fixed options of the command, for the guess at what was meant.
    /// - Throws: a usage failure about an unknown option, a missing value or a value of the wrong type.
    init(words: [String], fields: [Field], otherFlags: [String] = []) throws(Failure) {
        var rest = words[...]
        var endOfOptions = false
        while let word = rest.popFirst() {
            if word == "--", !endOfOptions {
                endOfOptions = true
            } else if endOfOptions || !word.hasPrefix("-") || word == "-" {
                positionals.append(word)
            } else {
                try take(word, &rest, fields, otherFlags)
            }
        }
    }

    private mutating func take(
        _ word: String,
        _ rest: inout ArraySlice<String>,
        _ fields: [Field],
        _ otherFlags: [String]
    ) throws(Failure) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let negated = fields.first { $0.kind == .boolean && parts[0] == "--no-" + $0.flag.dropFirst(2) }
        if let negated { return try set(negated, .bool(false)) }
        guard let field = fields.first(where: { $0.answers(to: parts[0]) }) else {
            throw Self.unknown(parts[0], fields.map(\.flag) + otherFlags)
        }
        if parts.count == 2 { return try set(field, try field.value(parts[1], after: parts[0])) }
        if field.kind == .boolean, rest.first.flatMap({ Bool($0) }) == nil { return try set(field, .bool(true)) }
        guard let text = rest.first, !text.hasPrefix("--") else {
            throw .usage("\(field.flag) needs a value: \(field.flag) \(field.placeholder)\n")
        }
        rest.removeFirst()
        try set(field, try field.value(text, after: parts[0]))
    }

    private mutating func set(_ field: Field, _ value: JSON) throws(Failure) {
        switch (values[field.name], value) {
        case (nil, _): values[field.name] = value
        case (.array(let earlier), .array(let more)): values[field.name] = .array(earlier + more)
        default: throw .usage("\(field.flag) is given twice.\n")
        }
    }

    static func unknown(_ flag: String, _ known: [String]) -> Failure {
        let guess = Suggestion.nearest(to: flag, among: known).map { "; did you mean \($0)?" } ?? ". See --help."
        return .usage("unknown option \(TerminalText.line(flag))\(guess)\n")
    }
}

extension FieldArguments {
    /// The values given for these fields.
    func values(of fields: [Field]) -> JSON.Object {
        var result = JSON.Object()
        for field in fields { result[field.name] = values[field.name] }
        return result
    }
}

extension JSON.Object {
    /// The values with more put over them.
    func merging(_ more: JSON.Object) -> JSON.Object {
        var result = self
        for (name, value) in more { result[name] = value }
        return result
    }
}
