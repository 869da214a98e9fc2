/// Text of others, made harmless for a terminal: no escape sequences, no cursor movement, no reordering.
enum TerminalText {
    /// The text with line breaks kept and every other control character gone.
    static func block(_ text: String) -> String {
        cleaned(text, lineBreak: "\n")
    }

    /// The text on one line: line breaks and tabs become spaces.
    static func line(_ text: String) -> String {
        cleaned(text, lineBreak: " ")
    }

    private static func cleaned(_ text: String, lineBreak: Unicode.Scalar) -> String {
        var result = String.UnicodeScalarView()
        var previousWasReturn = false
        for scalar in text.unicodeScalars {
            defer { previousWasReturn = scalar == "\r" }
            switch scalar {
            case "\n" where previousWasReturn: continue
            case "\n", "\r", "\u{2028}", "\u{2029}": result.append(lineBreak)
            case "\t": result.append(" ")
            case _ where isUnsafe(scalar): continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// C0, C1 and DEL steer the terminal; the bidirectional controls make text read as what it is not.
    static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
