import Contract

/// One resource as `name: value` lines, nested objects and lists indented below their name.
enum Details {
    /// - Parameter width: columns of the terminal; longer texts are broken between words. `nil` breaks nothing.
    static func rendered(_ value: JSON, width: Int? = nil) -> String {
        lines(value, width).map { $0 + "\n" }.joined()
    }

    /// A text gets this many columns at least, however deep it is indented.
    private static let narrowest = 20

    /// A value on one line, as a table cell or a line of details shows it; `nil` when it needs lines of its own.
    static func inline(_ value: JSON) -> String? {
        switch value {
        case .null: return ""
        case .bool(let flag): return flag ? "true" : "false"
        case .number(let number): return number.text
        case .string(let text): return text
        case .array(let elements):
            let texts = elements.map { $0.object == nil && $0.array == nil ? inline($0) : nil }
            return texts.contains(nil) ? nil : texts.compactMap(\.self).joined(separator: ", ")
        case .object(let object): return object.isEmpty ? "" : nil
        }
    }

    private static func lines(_ value: JSON, _ room: Int?) -> [String] {
        switch value {
        case .object(let object) where !object.isEmpty:
            let labelled = object.map { (label: TerminalText.line($0.key) + ":", value: $0.value) }
            let width = labelled.map { DisplayWidth.of($0.label) }.max() ?? 0
            return labelled.flatMap { entry($0.label, $0.value, labelWidth: width, room) }
        case .array(let elements) where inline(value) == nil:
            return elements.flatMap { item($0, room) }
        default:
            return TerminalText.block(inline(value) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
                .flatMap { line in
                    room.map { TextWrap.lines(String(line), width: max(narrowest, $0)) } ?? [String(line)]
                }
        }
    }

    private static func entry(_ label: String, _ value: JSON, labelWidth: Int, _ room: Int?) -> [String] {
        guard inline(value) != nil else { return [label] + lines(value, room.map { $0 - 2 }).map { "  " + $0 } }
        let text = lines(value, room.map { $0 - labelWidth - 2 })
        guard text.contains(where: { !$0.isEmpty }) else { return [label] }
        let indent = String(repeating: " ", count: labelWidth + 2)
        let padded = label + String(repeating: " ", count: labelWidth + 2 - DisplayWidth.of(label))
        return text.enumerated().map { ($0.offset == 0 ? padded : indent) + $0.element }
    }

    private static func item(_ value: JSON, _ room: Int?) -> [String] {
        lines(value, room.map { $0 - 2 }).enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
    }
}
