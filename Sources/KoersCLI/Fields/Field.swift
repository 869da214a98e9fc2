import Contract

/// A value that a command can be given: a member of a request body or a parameter, as the contract describes it.
struct Field: Hashable, Sendable {
    indirect enum Kind: Hashable, Sendable {
        case text
        case integer
        case number
        case boolean
        case list(of: Kind)
        /// An object, or what the contract leaves open: given as JSON.
        case json
    }

    /// The name in the contract, in camelCase.
    var name: String
    var kind: Kind
    var isRequired = false
    var isNullable = false
    /// The values that a text may have; empty when any will do.
    var allowed: [String] = []
    /// The contract's `format`, such as `date` or `uuid`.
    var format: String?
    var description = ""
    /// The first word of the path that it belongs to: where a name means something else than elsewhere, this tells.
    var home: String?

    /// The option on the command line: `--start-date` for `startDate`.
    ///
    /// A thing that people have names for is asked for by its name: `--challenge` for `challengeId`.
    ///
    /// An amount of money is asked for in euros: `--amount` for `amountCents`, which itself takes cents.
    var flag: String {
        if isMoney { return "--" + Self.kebab(String(name.dropLast("Cents".count))) }
        guard reference != nil else { return "--" + Self.kebab(name) }
        if name.hasSuffix("Ids") { return "--" + Self.kebab(String(name.dropLast(3))) + "s" }
        return "--" + Self.kebab(name.hasSuffix("Id") ? String(name.dropLast(2)) : name)
    }

    /// Whether it is an amount in cents, by the contract's naming.
    var isMoney: Bool { kind == .integer && name.hasSuffix("Cents") }

    /// Whether the option means this field; the contract's own name always will do.
    func answers(to option: String) -> Bool {
        option == flag || option == "--" + name || option == "--" + Self.kebab(name)
    }

    /// What stands for the value in help: `<date>`, `<a|b>`, `<text,…>`.
    var placeholder: String {
        if let reference {
            return kind == .list(of: .text) ? "<\(reference.placeholder),…>" : "<\(reference.placeholder)>"
        }
        if isMoney { return "<euros>" }
        return switch kind {
        case .list(of: let item): "<\(Self.word(item, format: format)),…>"
        default: "<\(Self.word(kind, format: format))>"
        }
    }

    private static func word(_ kind: Kind, format: String?) -> String {
        switch kind {
        case .text: format ?? "text"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "true|false"
        case .json, .list: "json"
        }
    }

    static func kebab(_ name: String) -> String {
        var result = ""
        for character in name {
            if character.isUppercase { result += "-" }
            result += character.lowercased()
        }
        return result
    }
}
