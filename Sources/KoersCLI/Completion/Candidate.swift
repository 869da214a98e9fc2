/// A word that may come next on a command line, and what it is.
struct Candidate: Hashable, Sendable {
    var word: String
    var explanation = ""

    /// One line for the shell: the word, and after a tab what it is.
    var line: String {
        let explanation = TerminalText.line(explanation)
        return TerminalText.line(word) + (explanation.isEmpty ? "" : "\t" + explanation)
    }
}

/// What a shell is told when Tab is pressed.
enum Completion: Hashable, Sendable {
    case words([Candidate])
    /// The shell completes names of files itself.
    case files

    /// The lines that the scripts of ``Shell`` read.
    var lines: String {
        switch self {
        case .words(let candidates): candidates.map { $0.line + "\n" }.joined()
        case .files: ":files\n"
        }
    }
}
