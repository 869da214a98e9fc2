import Domain
import Foundation
import Storage

/// Books money: an entry for each movement, and the totals of each line once.
enum Ledger {
    /// - Parameters:
    ///   - moves: What moves, on lines that are locked.
    ///   - further: What else the entries say.
    ///   - unfunded: What is, or is no longer, promised without cover; that is no entry.
    static func effects(
        _ moves: [BudgetMove],
        _ further: Members = [],
        unfunded: [UnfundedChange] = [],
        by person: UUID?,
        at moment: Moment
    ) -> [Effect] {
        Self.effects(moves.map { ($0, further) }, unfunded: unfunded, by: person, at: moment)
    }

    /// - Parameter moves: What moves, each with what else its entry says.
    static func effects(
        _ moves: [(move: BudgetMove, further: Members)],
        unfunded: [UnfundedChange],
        by person: UUID?,
        at moment: Moment
    ) -> [Effect] {
        let moves = moves.filter { $0.move.amountCents != 0 }
        let entries = moves.map { move, further in
            Effect.create(
                .budgetEntry,
                id: .version7(at: moment),
                in: Place([move.line.programmeID, move.line.id]),
                [
                    Member("kind", .string(move.kind.rawValue)), Member("amountCents", .integer(move.amountCents)),
                    Member("enteredById", .id(person)),
                ] + further,
                programmeID: move.line.programmeID
            )
        }
        return entries + totals(moves.map(\.move), unfunded)
    }

    /// The lines as they become, each once.
    private static func totals(_ moves: [BudgetMove], _ unfunded: [UnfundedChange]) -> [Effect] {
        let touched = moves + unfunded.map { BudgetMove(line: $0.line, kind: .engagement, amountCents: 0) }
        return touched.byLine.map { line, after in
            let change = unfunded.filter { $0.line.id == line.id }.reduce(0) { $0 + $1.cents }
            return Effect.update(
                .budgetLine,
                id: line.id,
                in: Place([line.programmeID]),
                after.changes(from: line.totals)
                    + (change == 0 ? [] : [Member("unfundedCents", .integer(line.unfundedCents + change))]),
                of: [],
                programmeID: line.programmeID
            )
        }
    }
}

/// More or less of what is promised on a line subject to a budget that has no room for it.
struct UnfundedChange: Sendable {
    let line: BudgetLineFacts
    let cents: Int64
}

extension BudgetTotals {
    /// The totals that become others.
    fileprivate func changes(from before: BudgetTotals) -> Members {
        [
            ("authorisedCents", before.authorisedCents, authorisedCents),
            ("committedCents", before.committedCents, committedCents),
            ("realisedCents", before.realisedCents, realisedCents),
        ].filter { $0.1 != $0.2 }.map { Member($0.0, .integer($0.2)) }
    }
}

extension InvalidMember {
    /// Lines whose totals would become larger than a line can be.
    static func beyondBounds(_ moves: [BudgetMove], at location: String) -> [InvalidMember] {
        moves.byLine.contains { !$0.after.isBounded } ? [tooLarge(location)] : []
    }

    static func tooLarge(_ location: String) -> InvalidMember {
        let largest = Euros(cents: BudgetTotals.largestCents).title
        return InvalidMember(
            location: location,
            code: "maximum",
            detail: .init(
                nl: "Op een budgetregel past hoogstens \(largest.nl).",
                en: "A budget line holds \(largest.en) at most."
            )
        )
    }

    /// An amount of nothing, where something must move.
    static func nothing(_ location: String) -> InvalidMember {
        InvalidMember(
            location: location,
            code: "minimum",
            detail: .init(nl: "Een bedrag van nul verandert niets.", en: "An amount of zero changes nothing.")
        )
    }
}
