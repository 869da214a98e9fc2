import Foundation
import Testing

/// Holds a state machine against the reviewed table of its steps; `KOERS_REWRITE_GOLDEN=1` rewrites the file.
func expectGolden<Status: CaseIterable & RawRepresentable<String> & Equatable>(
    _ name: String,
    _ statuses: Status.Type,
    sourceLocation: SourceLocation = #_sourceLocation,
    successors: (Status) -> [Status]
) throws {
    let header = String(repeating: " ", count: 16) + statuses.allCases.map(\.rawValue).joined(separator: " ")
    let rows = statuses.allCases.map { from in
        let cells = statuses.allCases.map { to in
            let mark = successors(from).contains(to) ? "x" : "."
            return mark + String(repeating: " ", count: to.rawValue.count - 1)
        }
        return from.rawValue.padding(toLength: 16, withPad: " ", startingAt: 0)
            + cells.joined(separator: " ").trimmingCharacters(in: .whitespaces)
    }
    let table = ([header] + rows).joined(separator: "\n") + "\n"
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["KOERS_REWRITE_GOLDEN"] == "1" {
        try table.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == table, sourceLocation: sourceLocation)
}
