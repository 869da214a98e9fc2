import Contract

/// An answer that says whether something is allowed and what every rule found: a dry run, readiness, method advice.
struct Verdict {
    var allowed: Bool?
    var advice: String?
    var programmeAllowed: Bool?
    var findings: [Finding]

    /// - Returns: `nil` when the value is no such answer.
    init?(_ value: JSON) {
        guard let findings = value["findings"]?.array, value["id"] == nil else { return nil }
        allowed = value["allowed"]?.bool
        advice = value["advice"]?.string
        programmeAllowed = value["programmeAllowed"]?.bool
        guard allowed != nil || advice != nil else { return nil }
        self.findings = findings.compactMap(Finding.init)
    }

    /// Refused when it says that something is not allowed; advice refuses nothing.
    var outcome: Outcome { allowed == false ? .refused : .done }

    func rendered(on page: Page) -> String {
        let words = page.words
        var lines: [String] = []
        if let advice { lines.append(words.advice(TerminalText.line(advice))) }
        if let programmeAllowed { lines.append(words.programmeAllowed(programmeAllowed)) }
        if let allowed { lines.append(page.paint(allowed ? words.allowed : words.notAllowed, allowed ? .good : .bad)) }
        let head = lines.map { $0 + "\n" }.joined()
        return findings.isEmpty ? head : head + "\n" + findings.rendered(on: page)
    }
}
