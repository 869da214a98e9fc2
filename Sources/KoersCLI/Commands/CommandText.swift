/// The paragraphs that say something, with an empty line between them.
func helpText(_ paragraphs: [String]) -> String {
    paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
}

/// - Returns: the failure for words that a command has no place for.
func unexpected(_ words: [String]) -> Failure {
    .usage("unexpected: \(TerminalText.line(words.joined(separator: " "))). See --help.\n")
}

/// A usage line, broken where it would not fit a terminal of 80 columns behind the word USAGE.
func usageText(_ parts: [String]) -> String {
    var lines: [String] = []
    for part in parts where !part.isEmpty {
        if let last = lines.last, last.count + 1 + part.count <= 72 {
            lines[lines.count - 1] = last + " " + part
        } else {
            lines.append(lines.isEmpty ? part : "  " + part)
        }
    }
    return lines.joined(separator: "\n")
}
