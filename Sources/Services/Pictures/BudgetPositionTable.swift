package import Domain
import Foundation

/// A budget position as CSV (RFC 4180): a row for each line, under the names that an import reads.
package enum BudgetPositionTable {
    /// The rows of what `GET …/budget-position` shows.
    ///
    /// - Throws: `DecodingError` when the bytes are no budget position.
    package static func rows(_ json: [UInt8], in language: Language) throws -> String {
        let position = try BudgetPositionDocument(json: json)
        let rows = position.groups.flatMap(\.lines).map { line in
            [
                "\(line.fiscalYear)", line.taskField, line.budgetProgramme, line.policyField ?? "", line.direction,
                line.nature, line.description ?? "", "\(line.authorisedCents)", "\(line.committedCents)",
                "\(line.realisedCents)", "\(line.freeCents)",
            ]
        }
        return ([header] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static let header = [
        "fiscalYear", "taskField", "budgetProgramme", "policyField", "direction", "nature", "description",
        "authorisedCents", "committedCents", "realisedCents", "freeCents",
    ]

    /// Quoted where it is needed.
    private static func cell(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { [",", "\"", "\r", "\n"].contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
