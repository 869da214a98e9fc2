/// Breaks text into lines between words, by what a terminal shows.
enum TextWrap {
    /// The lines of one paragraph; a word that is longer than a line is broken, never a character.
    ///
    /// - Parameters:
    ///   - width: columns of a line.
    ///   - first: columns of the first line, when something stands before it.
    static func lines(_ text: String, width: Int, first: Int? = nil) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        var room = first ?? width
        func close() {
            lines.append(line)
            (line, used, room) = ("", 0, width)
        }
        for word in text.split(separator: " ") {
            var rest = String(word)
            var length = DisplayWidth.of(rest)
            if used > 0, used + 1 + length <= room {
                line += " " + rest
                used += 1 + length
                continue
            }
            if used > 0 || (room < width && length > room) { close() }
            while length > room {
                line = prefix(of: rest, width: room)
                rest.removeFirst(line.count)
                close()
                length = DisplayWidth.of(rest)
            }
            (line, used) = (rest, length)
        }
        close()
        return lines
    }

    /// As many characters as fit, and one at least.
    static func prefix(of text: String, width: Int) -> String {
        var result = ""
        var used = 0
        for character in text {
            used += DisplayWidth.of(character)
            if used > width, !result.isEmpty { break }
            result.append(character)
        }
        return result
    }
}
