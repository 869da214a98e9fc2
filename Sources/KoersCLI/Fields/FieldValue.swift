import Contract

extension Field {
    /// The JSON of what follows an option: euros where the option asks for them, cents behind the contract's own name.
    func value(_ text: String, after option: String) throws(Failure) -> JSON {
        guard isMoney, option == flag else { return try value(text) }
        guard let cents = Euros(text)?.cents else { throw expected("an amount in euros, such as 1.180.000,00", text) }
        return .number(NumberText(cents))
    }

    /// The JSON that a text on the command line stands for.
    ///
    /// - Throws: a usage failure that names the option and what it takes.
    func value(_ text: String) throws(Failure) -> JSON {
        switch kind {
        case .list(of: let item):
            if let list = try? JSON(parsing: text), list.array != nil { return list }
            if item == .json { return .array([try value(text, as: item)]) }
            var elements: [JSON] = []
            for part in text.split(separator: ",") {
                elements.append(try value(part.trimmed, as: item))
            }
            return .array(elements)
        default:
            return try value(text, as: kind)
        }
    }

    private func value(_ text: String, as kind: Kind) throws(Failure) -> JSON {
        switch kind {
        case .text:
            guard allowed.isEmpty || allowed.contains(text) else { throw notAllowed(text) }
            return .string(text)
        case .integer:
            guard let number = Int64(text) else { throw expected("a whole number", text) }
            return .number(NumberText(number))
        case .number:
            guard let json = try? JSON(parsing: text), case .number = json else { throw expected("a number", text) }
            return json
        case .boolean:
            guard let flag = Bool(text) else { throw expected("true or false", text) }
            return .bool(flag)
        case .json, .list:
            do {
                return try JSON(parsing: text)
            } catch {
                throw .usage("\(flag) takes JSON, and this is not: \(error.detail).\n")
            }
        }
    }

    private func expected(_ what: String, _ text: String) -> Failure {
        .usage("\(flag) takes \(what), not \"\(TerminalText.line(text))\".\n")
    }

    private func notAllowed(_ text: String) -> Failure {
        let near = Suggestion.nearest(to: text, among: allowed).map { " Did you mean \($0)?" } ?? ""
        return .usage(
            "\(flag) cannot be \"\(TerminalText.line(text))\"; it is one of \(allowed.joined(separator: ", ")).\(near)\n"
        )
    }
}

extension Substring {
    /// Without spaces at either end.
    fileprivate var trimmed: String {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
