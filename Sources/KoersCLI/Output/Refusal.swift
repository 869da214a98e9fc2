import Contract

/// A problem document (RFC 9457) of the server, with what Koers adds to it.
struct Refusal: Hashable {
    struct InvalidInput: Hashable {
        var location: String
        var detail: String
    }

    var status: Int
    /// The last segment of `type`, such as `governance-refused`.
    var slug: String
    var title: String
    var detail: String?
    var instance: String?
    var errors: [InvalidInput]
    var blockers: [Finding]
    var allowed: [String]

    /// - Returns: `nil` when the value is not a problem document.
    init?(_ value: JSON, status: Int) {
        guard let title = value["title"]?.string else { return nil }
        self.status = status
        self.title = title
        slug = value["type"]?.string?.split(separator: "/").last.map(String.init) ?? ""
        detail = value["detail"]?.string
        instance = value["instance"]?.string
        errors = (value["errors"]?.array ?? []).map { error in
            let place = error["location"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? error["in"]?.string ?? "?"
            return InvalidInput(location: place, detail: error["detail"]?.string ?? error["code"]?.string ?? "")
        }
        blockers = (value["blockers"]?.array ?? []).compactMap(Finding.init)
        allowed = (value["allowed"]?.array ?? []).compactMap(\.string)
    }

    /// The refusal as a person reads it: what, why, and what would make it possible.
    func rendered(on page: Page) -> String {
        let words = page.words
        var text = page.paint(TerminalText.line(title), .heading) + "\n"
        if let detail, !detail.isEmpty, detail != title {
            for line in TerminalText.block(detail).split(separator: "\n", omittingEmptySubsequences: false) {
                text += page.paragraph("", String(line), indent: 0)
            }
        }
        for error in errors {
            text += page.paragraph("  ", TerminalText.line("\(error.location) – \(error.detail)"), indent: 4)
        }
        if !allowed.isEmpty {
            text += TerminalText.line("\(words.allowedSteps): \(allowed.joined(separator: ", "))") + "\n"
        }
        if !blockers.isEmpty { text += "\n" + blockers.rendered(on: page) }
        if status >= 500, let instance { text += TerminalText.line("\(words.requestID): \(instance)") + "\n" }
        return text
    }
}
