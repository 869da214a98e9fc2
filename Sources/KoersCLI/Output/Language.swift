/// The language of what koers says itself and of what it asks the server for.
enum Language: String, CaseIterable, Sendable {
    case dutch = "nl"
    case english = "en"

    /// Dutch when the environment's locale is Dutch, else English; the first variable that says something counts.
    init(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        self = locale?.lowercased().hasPrefix("nl") == true ? .dutch : .english
    }
}
