/// The paragraphs that say something, with an empty line between them.
func helpText(_ paragraphs: [String]) -> String {
    paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
}

/// - Returns: the failure for words that a command has no place for.
func unexpected(_ words: [String]) -> Failure {
    .usage("unexpected: \(TerminalText.line(words.joined(separator: " "))). See --help.\n")
}
