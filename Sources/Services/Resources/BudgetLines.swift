import Domain
package import Foundation
package import Governance
package import Storage

/// Opens a budget line with nothing on it.
package struct CreateBudgetLine: CreateCommand {
    package static let resource = Resource.budgetLine
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    private var opening: BudgetOpening { BudgetOpening([input.members], ids: [id], in: place) }
    package var facts: FactQuery<BudgetOpeningGround> { opening.facts }

    package func invalidMembers(in situation: Situation<BudgetOpeningGround>) -> [InvalidMember] {
        opening.unknownYears(situation.facts)
    }

    package func decide(_ situation: Situation<BudgetOpeningGround>) throws(Refusal) -> Decision {
        Rulebook.openBudgetLine.evaluate(opening.facts(on: situation.facts))
    }
}

/// Changes what does not touch the money of a budget line.
package struct UpdateBudgetLine: UpdateCommand {
    package static let resource = Resource.budgetLine
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }
}

/// Opens the budget lines of a list at once, each with its estimate.
package struct ImportBudgetLines: Command {
    package static let resource = Resource.budgetLine
    private let input: CommandInput
    private let rows: [Members]
    private let ids: [UUID]

    package init(_ input: CommandInput) throws(Refusal) {
        self.input = input
        rows = (input.members["lines"]?.elements ?? []).map { Self.resource.asKept($0.members ?? []) }
        ids = rows.map { _ in UUID.version7(at: input.moment) }.sorted { $0.uuidString < $1.uuidString }
    }

    package var subject: CommandSubject { .new(ids.first ?? .version7(at: input.moment)) }
    package var place: Place { input.place(of: Self.resource) }

    package var references: [Reference] {
        rows.enumerated().flatMap { index, row in
            Self.resource.references(in: row).map {
                Reference(pointer: "/lines/\(index)\($0.pointer)", resource: $0.resource, name: $0.name)
            }
        }
    }

    private var opening: BudgetOpening { BudgetOpening(rows, ids: ids, in: place, member: "lines") }
    package var facts: FactQuery<BudgetOpeningGround> { opening.facts }

    package func invalidMembers(in situation: Situation<BudgetOpeningGround>) -> [InvalidMember] {
        opening.unknownYears(situation.facts) + opening.repeated(situation.facts)
    }

    package func decide(_ situation: Situation<BudgetOpeningGround>) throws(Refusal) -> Decision {
        Rulebook.importBudget.evaluate(opening.facts(on: situation.facts))
    }

    /// The lines in their order, then what is booked on them.
    package func effects(_ situation: Situation<BudgetOpeningGround>) -> [Effect] {
        let opened = opening.facts(on: situation.facts).lines
        let creations = zip(rows, opened).map { row, line in
            Effect.create(
                Self.resource,
                id: line.line.id,
                in: place,
                row.filter { !BudgetOpening.shown.contains($0.name) }
                    + [Member("authorisedCents", .integer(line.estimateCents))],
                programmeID: programmeID
            )
        }
        let entries = opened.filter { $0.estimateCents != 0 }.map { line in
            Effect.create(
                .budgetEntry,
                id: .version7(at: input.moment),
                in: Place(place.ids + [line.line.id]),
                [
                    Member("kind", .string(BudgetEntryKind.estimate.rawValue)),
                    Member("amountCents", .integer(line.estimateCents)),
                    Member("enteredById", .id(input.credentials.personID)),
                ],
                programmeID: programmeID
            )
        }
        return creations + entries
    }
}

/// Budget lines that a request opens, as it gives them.
private struct BudgetOpening {
    private let rows: [Members]
    private let ids: [UUID]
    private let place: Place
    /// The member that holds the list, where there is one.
    private let member: String?

    init(_ rows: [Members], ids: [UUID], in place: Place, member: String? = nil) {
        self.rows = rows
        self.ids = ids
        self.place = place
        self.member = member
    }

    /// What an exported position shows of a line besides what opens one.
    static let shown = ["authorisedCents", "committedCents", "realisedCents", "freeCents"]

    var facts: FactQuery<BudgetOpeningGround> {
        .ground(years: rows.map(\.year), taskFields: rows.map(\.taskField), ofProgramme: place.programme)
    }

    private func pointer(_ index: Int) -> String { member.map { "/\($0)/\(index)" } ?? "" }

    /// Years that were not opened.
    func unknownYears(_ ground: BudgetOpeningGround) -> [InvalidMember] {
        rows.enumerated().filter { ground.years[$0.element.year] == nil }.map { index, row in
            InvalidMember(
                location: "\(pointer(index))/fiscalYear",
                code: "unknown_reference",
                detail: .init(
                    nl: "Het begrotingsjaar \(row.year) is hier onbekend.",
                    en: "The fiscal year \(row.year) is unknown here."
                )
            )
        }
    }

    /// Lines that are there already, or stand twice in the list.
    func repeated(_ ground: BudgetOpeningGround) -> [InvalidMember] {
        var known = ground.taken
        return rows.enumerated().filter { !known.insert($0.element.key).inserted }.map { index, row in
            InvalidMember(
                location: pointer(index),
                code: "unique_items",
                detail: .init(
                    nl: "Deze budgetregel (\(row.taskField), \(row.year)) is er al, of staat al eerder in de lijst.",
                    en: "This budget line (\(row.taskField), \(row.year)) is there already, or earlier in the list."
                )
            )
        }
    }

    /// What the rules weigh; asked only when every year and task field is known.
    func facts(on ground: BudgetOpeningGround) -> BudgetOpeningFacts {
        BudgetOpeningFacts(
            lines: rows.enumerated().map { index, row in
                BudgetOpeningFacts.Line(
                    line: BudgetLineFacts(
                        id: ids[index],
                        programmeID: place.programme ?? ids[index],
                        fiscalYear: row.year,
                        yearStatus: ground.years[row.year] ?? .closed,
                        taskField: row.taskField,
                        budgetProgramme: row["budgetProgramme"]?.string ?? "",
                        direction: row["direction"]?.string.flatMap(BudgetDirection.init) ?? .expense
                    ),
                    taskField: ground.taskFields[row.taskField]
                        ?? TaskFieldFacts(id: ids[index], code: row.taskField, fromYear: .max),
                    estimateCents: row["authorisedCents"]?.integer ?? 0,
                    number: member == nil ? nil : index + 1
                )
            }
        )
    }
}

extension Members {
    fileprivate var year: Int64 { self["fiscalYear"]?.integer ?? 0 }
    fileprivate var taskField: String { self["taskField"]?.string ?? "" }

    fileprivate var key: BudgetLineKey {
        BudgetLineKey(
            fiscalYear: year,
            taskField: taskField,
            budgetProgramme: self["budgetProgramme"]?.string ?? "",
            direction: self["direction"]?.string ?? "",
            nature: self["nature"]?.string ?? ""
        )
    }
}
