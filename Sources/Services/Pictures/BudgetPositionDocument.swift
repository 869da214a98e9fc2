import Foundation

/// A budget position as `GET …/budget-position` shows it, read for drawing and for rows.
struct BudgetPositionDocument: Decodable {
    let groupBy: String
    let fiscalYear: Int64?
    let expense: Sums
    let income: Sums
    let groups: [Group]

    struct Sums: Decodable, Equatable {
        let authorisedCents: Int64
        let committedCents: Int64
        let realisedCents: Int64
        let freeCents: Int64

        /// Whether there is anything to show.
        var isEmpty: Bool { authorisedCents == 0 && committedCents == 0 && realisedCents == 0 }
    }

    struct Group: Decodable {
        let key: String?
        let name: String?
        let expense: Sums
        let income: Sums
        let lines: [Line]
    }

    struct Line: Decodable {
        let fiscalYear: Int64
        let taskField: String
        let budgetProgramme: String
        let policyField: String?
        let direction: String
        let nature: String
        let description: String?
        let authorisedCents: Int64
        let committedCents: Int64
        let realisedCents: Int64
        let freeCents: Int64
    }

    init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(json))
    }
}
