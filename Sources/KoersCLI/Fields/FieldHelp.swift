/// The part of a help page that the contract writes: the fields, what they take and what they mean.
enum FieldHelp {
    /// One entry a field: option and value, whether it is required, its values and its description.
    ///
    /// - Parameter spelling: how a field is written; without one, as an option.
    static func rendered(
        _ fields: [Field],
        title: String,
        width: Int = 78,
        spelling: (Field) -> String = option
    ) -> String {
        guard !fields.isEmpty else { return "" }
        let heads = fields.map { "  " + spelling($0) }
        let column = min(heads.map(\.count).max() ?? 0, 30) + 2
        let entries = zip(fields, heads).map { field, head in
            entry(head, text: explanation(field), column: column, width: width)
        }
        return title + ":\n" + entries.joined(separator: "\n")
    }

    /// A title and a text below it, wrapped; nothing when the text is empty.
    static func paragraph(_ title: String, _ text: String, width: Int = 78) -> String {
        guard !text.isEmpty else { return "" }
        return title + ":\n" + TextWrap.lines(text, width: width - 2).map { "  " + $0 }.joined(separator: "\n")
    }

    /// The fields that have to be given, for a usage line.
    static func required(_ fields: [Field]) -> [String] {
        fields.filter(\.isRequired).map { "\($0.flag) \($0.placeholder)" }
    }

    private static func option(_ field: Field) -> String {
        field.kind == .boolean ? "--[no-]\(field.flag.dropFirst(2))" : "\(field.flag) \(field.placeholder)"
    }

    private static func explanation(_ field: Field) -> String {
        var parts: [String] = []
        if !field.description.isEmpty { parts.append(field.description) }
        if !field.allowed.isEmpty { parts.append("One of: \(field.allowed.joined(separator: ", ")).") }
        if field.isRequired { parts.append("(required)") }
        return parts.joined(separator: " ")
    }

    private static func entry(_ head: String, text: String, column: Int, width: Int) -> String {
        let indent = String(repeating: " ", count: column)
        let lines = TextWrap.lines(text, width: width - column)
        guard let first = lines.first, !text.isEmpty else { return head }
        let opening =
            head.count + 2 <= column
            ? head + String(repeating: " ", count: column - head.count) + first : head + "\n" + indent + first
        return ([opening] + lines.dropFirst().map { indent + $0 }).joined(separator: "\n")
    }
}
