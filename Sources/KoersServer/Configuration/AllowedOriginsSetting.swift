import Foundation

/// The web origins whose pages may read the API, from `KOERS_ALLOWED_ORIGINS`, separated by commas; nobody by default.
enum AllowedOriginsSetting {
    static func read(_ environment: Environment = Environment()) throws -> Set<String> {
        let text = environment.value("allowed-origins", flag: nil)?.content ?? ""
        return Set(text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
    }
}
