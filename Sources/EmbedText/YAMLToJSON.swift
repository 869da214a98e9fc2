import Yams

/// A YAML document as compact JSON with the members in the document's order.
///
/// Plain scalars are read by the core schema of YAML 1.2 (chapter 10.3.2): `on`, `yes`, `no` and dates are strings, and
/// a number keeps its digits.
/// - Throws: `EmbedError` for what JSON cannot say: keys that are no scalars, duplicate keys, merge keys, `.inf`, `.nan`.
package func jsonText(ofYAML yaml: String) throws -> String {
    guard let node = try Yams.compose(yaml: yaml) else {
        throw EmbedError("the YAML document is empty")
    }
    var writer = YAMLToJSON()
    try writer.write(node)
    return writer.text
}

private struct YAMLToJSON {
    var text = ""

    mutating func write(_ node: Node) throws {
        switch node {
        case .scalar(let scalar):
            try write(scalar)
        case .sequence(let sequence):
            text += "["
            for (index, element) in sequence.enumerated() {
                if index > 0 { text += "," }
                try write(element)
            }
            text += "]"
        case .mapping(let mapping):
            try write(mapping)
        case .alias(let alias):
            throw EmbedError("an alias was left unresolved: \(alias.anchor)")
        }
    }

    private mutating func write(_ mapping: Node.Mapping) throws {
        var keys: Set<String> = []
        text += "{"
        for (index, member) in mapping.enumerated() {
            guard case .scalar(let key) = member.key else {
                throw EmbedError("a key is no scalar\(place(member.key.mark))")
            }
            guard key.string != "<<" else {
                throw EmbedError("merge keys are not part of YAML 1.2\(place(key.mark))")
            }
            guard keys.insert(key.string).inserted else {
                throw EmbedError("duplicate key \(key.string)\(place(key.mark))")
            }
            if index > 0 { text += "," }
            writeString(key.string)
            text += ":"
            try write(member.value)
        }
        text += "}"
    }

    private mutating func write(_ scalar: Node.Scalar) throws {
        guard scalar.style == .plain else { return writeString(scalar.string) }
        switch try CoreSchema.value(ofPlain: scalar.string) {
        case .literal(let literal): text += literal
        case .string: writeString(scalar.string)
        }
    }

    private mutating func writeString(_ string: String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private func place(_ mark: Mark?) -> String {
        mark.map { " at line \($0.line)" } ?? ""
    }
}
