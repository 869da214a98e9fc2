/// Why a command did not do what was asked: what to tell the person, and how to end.
struct Failure: Error, Equatable {
    /// The text for standard error, one or more whole lines, safe for a terminal.
    var message: String
    var exitStatus: ExitStatus

    init(_ message: String, _ exitStatus: ExitStatus) {
        self.message = message
        self.exitStatus = exitStatus
    }

    static func usage(_ message: String) -> Failure { Failure(message, .usage) }

    init(_ problem: Problem, words: Words) {
        self.init(problem.rendered(words), ExitStatus(status: problem.status, slug: problem.slug))
    }
}
