import ArgumentParser
import Contract
import Foundation

/// `koers commitments engage ITMDM-26 --kind subsidy --decision B-014 --line 6.1/2026=48.500,00`: promises money, in the
/// words in which people speak of it.
struct EngageCommand: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: "engage",
                abstract: "Promise money on budget lines that you name by task field and year.",
                usage: usageText(
                    ["koers commitments engage \(Programmes.identifier)", "--line <field/year=euros>"]
                        + FieldHelp.required(body.filter { $0.name != "lines" }) + ["[options]"]
                ),
                discussion: helpText([
                    Commitments.exampleText("engage"),
                    """
                    A line is a task field and a year with an amount in euros, such as
                    6.1/2026=48.500,00; repeat the option for more lines. Where several
                    budget lines have that task field and year, give the id of one
                    in their place.
                    """,
                    FieldHelp.rendered(fields, title: "FIELDS"),
                ])
            )
        }
    }

    @Option(
        name: .customLong("line"),
        help: ArgumentHelp("Task field, year and amount.", valueName: "field/year=euros")
    )
    var lines: [String] = []

    @OptionGroup var change: ChangeOptions
    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let arguments = try FieldArguments(
            words: words,
            fields: Self.fields,
            otherFlags: ["--line"] + ChangeOptions.flags + CommonOptions.flags
        )
        let asked = try lines.map { try AskedLine($0) }
        guard !asked.isEmpty else { throw Failure.usage("--line needs a value: --line 6.1/2026=48.500,00\n") }
        let create = try Catalogue.current.endpoint("POST", Commitments.path)
        let session = try Session(common)
        let location = try await Commitments.whereabouts(
            arguments.positionals,
            on: create,
            values: arguments.values,
            session: session
        )
        var found: [BudgetLineFound] = []
        for line in asked { found.append(try await line.found(within: location, session)) }
        var members = try await Endpoint.resolved(
            arguments.values(of: create.body),
            of: create.body,
            within: location,
            session
        )
        members["lines"] = .array(found.map(\.member))
        try create.requireMembers(of: members)
        let request = try create.request(location, body: .object(members)).asCommand(change)
        let reply = try await session.client.send(request)
        guard !change.dryRun, session.printer.format == .table else { return try session.show(reply, of: request) }
        let made = try session.json(reply)
        var told = session.words.engaged(
            cents: made["amountCents"]?.integer ?? 0,
            subject: TerminalText.line(made["subject"]?.string ?? ""),
            id: made["code"]?.string ?? made["id"]?.string ?? ""
        )
        for line in found.distinct {
            let state = made["lines"]?.array?.first { $0["budgetLineId"]?.string == line.id }
            told += "\n" + session.words.line(line, waits: state?["status"]?.string == "subject_to_budget")
            guard state?["status"]?.string == "engaged" else { continue }
            let free = try await line.freeCents(within: location, session)
            told += " " + session.words.stillFree(cents: free)
        }
        try Console.current.write(told + "\n")
    }

    private static var body: [Field] { Catalogue.current["POST", Commitments.path]?.body ?? [] }

    static var named: (any Resource.Type)? { Programmes.self }

    static var fields: [Field] {
        Commitments.outerFields(Catalogue.current["POST", Commitments.path]) + body.filter { $0.name != "lines" }
    }
}

/// What a person asks of one line: `6.1/2026=48.500,00`.
private struct AskedLine {
    let name: String
    let cents: Int64

    /// - Throws: a usage failure that shows how it is written.
    init(_ text: String) throws(Failure) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let cents = Euros(parts[1])?.cents else {
            throw .usage(
                "--line takes a task field, a year and an amount, such as 6.1/2026=48.500,00, not \"\(TerminalText.line(text))\".\n"
            )
        }
        name = parts[0]
        self.cents = cents
    }

    /// The budget line that it names.
    ///
    /// - Throws: not found, or a usage failure when it names several.
    func found(within location: JSON.Object, _ session: Session) async throws -> BudgetLineFound {
        if Contract.Schema.Format.uuid.admits(name) {
            return BudgetLineFound(id: name.lowercased(), name: name, cents: cents)
        }
        let parts = name.split(separator: "/").map(String.init)
        guard parts.count == 2, let year = Int64(parts[1]) else {
            throw Failure.usage(
                "--line names a task field and a year, such as 6.1/2026, not \"\(TerminalText.line(name))\".\n"
            )
        }
        let list = try Catalogue.current.endpoint("GET", BudgetLines.path)
        var values = location
        values["taskField"] = .array([.string(parts[0])])
        values["fiscalYear"] = .array([.number(NumberText(year))])
        values["direction"] = .array([.string("expense")])
        values["limit"] = 10
        let rows = try await session.rows(try list.request(values))
        let shown = "\(TerminalText.line(parts[0])) (\(year))"
        guard let id = rows.first?["id"]?.string else {
            throw Failure(session.words.noBudgetLine(shown) + "\n", .notFound)
        }
        guard rows.count == 1 else {
            let named = rows.map { row -> [String] in
                ["budgetProgramme", "nature", "id"].map { row[$0]?.string ?? "" }
            }
            let table = Table(columns: named[0].map { _ in .init(title: "") }, rows: named)
            throw Failure.usage(session.words.ambiguous(shown, table.lines))
        }
        return BudgetLineFound(id: id, name: shown, cents: cents)
    }
}

/// A budget line, what people call it, and what is asked of it.
struct BudgetLineFound: Hashable {
    let id: String
    let name: String
    var cents: Int64

    fileprivate var member: JSON { ["budgetLineId": .string(id), "amountCents": .number(NumberText(cents))] }

    fileprivate func freeCents(within location: JSON.Object, _ session: Session) async throws -> Int64 {
        let show = try Catalogue.current.endpoint("GET", BudgetLines.itemPath)
        var values = location
        values[BudgetLines.parameter] = .string(id)
        return try session.json(try await session.client.send(try show.request(values)))["freeCents"]?.integer ?? 0
    }
}

extension [BudgetLineFound] {
    /// Each line once, with all that is asked of it.
    fileprivate var distinct: [BudgetLineFound] {
        reduce(into: []) { distinct, line in
            if let place = distinct.firstIndex(where: { $0.id == line.id }) {
                distinct[place].cents += line.cents
            } else {
                distinct.append(line)
            }
        }
    }
}
