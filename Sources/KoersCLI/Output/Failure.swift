/// Why a command did not do what was asked: what to tell the person, and how to end.
struct Failure: Error, Equatable {
    /// The text for standard error, one or more whole lines, safe for a terminal.
    var message: String
    var outcome: Outcome

    init(_ message: String, _ outcome: Outcome) {
        self.message = message
        self.outcome = outcome
    }

    static func usage(_ message: String) -> Failure { Failure(message, .usage) }

    init(_ refusal: Refusal, on page: Page) {
        self.init(refusal.rendered(on: page), Outcome(status: refusal.status, slug: refusal.slug))
    }
}
