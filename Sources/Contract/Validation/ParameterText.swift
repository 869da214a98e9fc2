extension ParameterReading {
    /// The text of a parameter as the value that its schema judges.
    ///
    /// Text that is no integer or boolean stays a string, so that the schema reports the type.
    func value(of text: String) -> JSON {
        switch self {
        case .string: return .string(text)
        case .integer: return isInteger(text) ? .number(NumberText(checked: text)) : .string(text)
        case .boolean:
            switch text {
            case "true": return .bool(true)
            case "false": return .bool(false)
            default: return .string(text)
            }
        case .list(let items):
            return .array(
                text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
                    .map { items.value(of: String(Substring($0))) }
            )
        }
    }

    /// `-?(0|[1-9][0-9]*)`
    private func isInteger(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard let first = digits.first, digits.count == 1 || first != UInt8(ascii: "0") else { return false }
        return digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
