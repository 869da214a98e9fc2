/// What a piece of text says by its colour, besides its words.
enum Style: Hashable, Sendable {
    case plain, heading, good, careful, bad

    /// The parameter of SGR, which every terminal with colour knows.
    fileprivate var code: String? {
        switch self {
        case .plain: nil
        case .heading: "1"
        case .good: "32"
        case .careful: "33"
        case .bad: "31"
        }
    }
}

/// Colours text where that is wanted. Nothing is said by colour alone.
struct Paint: Hashable, Sendable {
    var isOn = false

    func callAsFunction(_ text: String, _ style: Style) -> String {
        guard isOn, !text.isEmpty, let code = style.code else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}

/// When text is coloured.
enum ColorChoice: String, CaseIterable, Sendable {
    case auto, always, never

    /// - Parameter isTerminal: whether the text goes to a terminal.
    func paint(_ environment: [String: String], isTerminal: Bool) -> Paint {
        switch self {
        case .always: Paint(isOn: true)
        case .never: Paint(isOn: false)
        case .auto:
            Paint(isOn: isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb")
        }
    }
}
