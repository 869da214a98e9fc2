/// Tag resolution of plain scalars by the core schema, YAML 1.2 chapter 10.3.2.
enum CoreSchema {
    enum Value {
        /// `null`, a boolean or a number, spelled as JSON spells it.
        case literal(String)
        case string
    }

    /// - Throws: `EmbedError` for infinities and not-a-number, which JSON cannot say.
    static func value(ofPlain text: String) throws -> Value {
        switch text {
        case "", "~", "null", "Null", "NULL": return .literal("null")
        case "true", "True", "TRUE": return .literal("true")
        case "false", "False", "FALSE": return .literal("false")
        default: break
        }
        if text.wholeMatch(of: /[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)/) != nil {
            throw EmbedError("\(text) cannot be written as JSON")
        }
        if let octal = text.wholeMatch(of: /0o([0-7]+)/), let number = Int(octal.1, radix: 8) {
            return .literal(String(number))
        }
        if let hexadecimal = text.wholeMatch(of: /0x([0-9a-fA-F]+)/), let number = Int(hexadecimal.1, radix: 16) {
            return .literal(String(number))
        }
        let decimal = /([-+]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))([eE][-+]?[0-9]+)?/
        guard let match = text.wholeMatch(of: decimal) else { return .string }
        let whole = (match.2 ?? "0").drop { $0 == "0" }
        let fraction = match.3 ?? match.4 ?? ""
        return .literal(
            (match.1 == "-" ? "-" : "") + (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : ".\(fraction)")
                + (match.5 ?? "")
        )
    }
}
