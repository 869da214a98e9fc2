/// How wide a text becomes and where its lines break, without a font at hand.
///
/// The widths are those of common sans-serif fonts (Arial, Helvetica, DejaVu Sans) rounded up, so that a line that is said
/// to fit does fit.
enum TextWidth {
    /// The width of a text in the unit of its font size.
    static func width(_ text: some StringProtocol, size: Double, bold: Bool = false) -> Double {
        text.unicodeScalars.reduce(0) { $0 + em($1) } * size * (bold ? 1.08 : 1)
    }

    /// A text in lines that fit, broken at white space; a word that is longer than a line is broken with a hyphen.
    ///
    /// - Returns: At least one line.
    static func lines(_ text: String, width: Double, size: Double, bold: Bool = false) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            let longer = line.isEmpty ? String(word) : "\(line) \(word)"
            if Self.width(longer, size: size, bold: bold) <= width {
                line = longer
                continue
            }
            if !line.isEmpty { lines.append(line) }
            var pieces = pieces(of: word, width: width, size: size, bold: bold)
            line = pieces.removeLast()
            lines += pieces
        }
        return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
    }

    /// A word in pieces that fit; each but the last ends in a hyphen, and none is shorter than three letters.
    private static func pieces(of word: Substring, width: Double, size: Double, bold: Bool) -> [String] {
        var pieces: [String] = []
        var rest = word
        while rest.count > 6, Self.width(rest, size: size, bold: bold) > width {
            var piece = rest.prefix(3)
            while rest.count - piece.count > 3,
                Self.width("\(rest.prefix(piece.count + 1))-", size: size, bold: bold) <= width
            {
                piece = rest.prefix(piece.count + 1)
            }
            pieces.append("\(piece)-")
            rest = rest.dropFirst(piece.count)
        }
        return pieces + [String(rest)]
    }

    private static func em(_ scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", "!": 0.3
        case " ", "f", "r", "t", "(", ")", "[", "]", "/", "-", "\"": 0.38
        case "m", "w", "M", "W", "@", "%", "—", "→": 0.92
        case "A"..."Z": 0.72
        case "\u{20}"..."\u{7E}": 0.58
        default:
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: 0
            default: scalar.value < 0x2E80 ? 0.66 : 1.1
            }
        }
    }
}
