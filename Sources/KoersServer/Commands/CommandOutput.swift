import Foundation

/// What a command prints: a line for a person, or JSON for a script.
struct CommandOutput: Sendable {
    let asJSON: Bool

    func write(_ value: some Encodable, text: @autoclosure () -> String) throws {
        guard asJSON else {
            print(text())
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
