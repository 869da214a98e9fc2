import ArgumentParser
import Contract

/// A list that can be read in at once.
protocol ImportedList: Sendable {
    associatedtype Owner: Resource
    /// The member of the body that holds it.
    static var member: String { get }
    static var abstract: String { get }
    /// The columns of CSV and what each holds, for help.
    static var columns: String { get }
    /// The command that it stands under, where that is not the owner's.
    static var home: any Resource.Type { get }
    /// What one and several of it are called.
    static func count(_ number: Int, _ words: Words) -> String
}

extension ImportedList {
    static var home: any Resource.Type { Owner.self }
}

/// The goals of a programme, each under another.
enum GoalsImported: ImportedList {
    typealias Owner = Goals
    static let member = "goals"
    static let abstract = "Add the goals of a list at once, all of them or none."
    static let columns = """
          kind          main_goal, effect or goal
          text          what is to be reached
          key           by what other rows name this one, such as a number
          parentKey     the key of the row under which it lies
          parentId      or the id of a goal that the programme has already
          description, targetGroup, policyField, ownerRoleId   if you like
        """
    static func count(_ number: Int, _ words: Words) -> String { words.goals(number) }
}

/// A budget: lines with their estimates.
enum BudgetImported: ImportedList {
    typealias Owner = BudgetLines
    static let member = "lines"
    static let home: any Resource.Type = Budget.self
    static let abstract = "Open the budget lines of a list at once with their estimates, all of them or none."
    static let columns = """
          fiscalYear        the year, which is not adopted yet
          taskField         the code of a task field, such as 6.1
          budgetProgramme   the code on which the council authorises
          direction         expense or income
          nature            structural or incidental
          authorisedCents   the estimate in cents
          policyField, description, budgetHolderRoleId   if you like
        A position that was written as CSV has this form.
        """
    static func count(_ number: Int, _ words: Words) -> String { words.budgetLines(number) }
}

/// `koers goals import doelen.csv --programme WDW-26`: a whole list, all of it or nothing.
struct ImportCommand<List: ImportedList>: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: "import",
                abstract: List.abstract,
                usage: "koers \(List.home.command) import <file> --programme <\(Programmes.placeholder)> [options]",
                discussion: helpText([
                    List.home.exampleText("import"),
                    """
                    The file is CSV, as a spreadsheet writes it, or JSON; - is standard
                    input. The first row of CSV names the columns:
                    """ + "\n" + List.columns,
                    FieldHelp.rendered(fields, title: "FIELDS"),
                ])
            )
        }
    }

    @OptionGroup var change: ChangeOptions
    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let endpoint = try Catalogue.current.endpoint("POST", Self.path)
        let arguments = try FieldArguments(
            words: words,
            fields: Self.fields,
            otherFlags: ChangeOptions.flags + CommonOptions.flags
        )
        guard let file = arguments.positionals.first, arguments.positionals.count == 1 else {
            throw arguments.positionals.isEmpty
                ? Failure.usage("Which file? Give its name, or - for standard input.\n")
                : unexpected(Array(arguments.positionals.dropFirst()))
        }
        let list = try ListFile(try BodyOptions.bytes(file), named: file, member: List.member)
        let session = try Session(common)
        let location = try await List.Owner.whereabouts([], on: endpoint, values: arguments.values, session: session)
        var request = try endpoint.request(location).asCommand(change)
        request.headers.append(.init("Content-Type", list.mediaType))
        request.body = list.bytes
        try await send(request, of: list, session)
    }

    /// Sends the list; as long as the server works on it, a line says so.
    private func send(_ request: Request, of list: ListFile, _ session: Session) async throws {
        let words = session.words
        let reply = try await withThrowingTaskGroup(of: Reply?.self) { group in
            group.addTask { try await session.client.send(request) { list.name(of: $0, words) } }
            group.addTask {
                var progress = Progress(words: words)
                defer { progress.clear() }
                var seconds = 0
                while !Task.isCancelled {
                    progress.show(words.reading(List.count(list.count, words), seconds: seconds))
                    // Wakes early, and ends, when the answer is there.
                    try? await Task.sleep(for: .seconds(1))
                    seconds += 1
                }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
        guard !change.dryRun, session.printer.format == .table else {
            return try session.show(reply, of: request)
        }
        Console.current.warn(words.imported(List.count(list.count, words)) + "\n")
    }

    private static var path: String { List.Owner.path + "/_import" }

    static var named: (any Resource.Type)? { nil }

    static var fields: [Field] { Catalogue.current["POST", path]?.fields(in: .path) ?? [] }
}

/// A list in a file, as far as the command line must know it.
struct ListFile: Sendable {
    let bytes: [UInt8]
    /// How many elements it holds.
    let count: Int
    /// The number of the row of each element, where rows have numbers.
    private let rows: [Int]
    private let member: String

    var mediaType: String { rows.isEmpty ? "application/json" : "text/csv" }

    /// - Parameter file: JSON where that is its name's ending, or what it holds begins as JSON does.
    /// - Throws: a usage failure when it cannot be read as what it is.
    init(_ bytes: [UInt8], named file: String, member: String) throws(Failure) {
        self.bytes = bytes
        self.member = member
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        if file.hasSuffix(".json") || first == UInt8(ascii: "{") {
            do {
                count = try JSON(parsing: bytes)[member]?.array?.count ?? 0
            } catch {
                throw .usage("\(file) is not JSON: \(error.detail).\n")
            }
            rows = []
        } else {
            guard let table = try? CSVTable(String(decoding: bytes, as: UTF8.self)) else {
                // The server says what is wrong with it.
                (count, rows) = (0, [1])
                return
            }
            count = table.rows.count
            rows = table.rows.map(\.number)
        }
    }

    /// `/goals/12/kind` by its row and column.
    func name(of location: String, _ words: Words) -> String {
        let parts = location.split(separator: "/")
        guard parts.count >= 2, parts[0] == member, let index = Int(parts[1]), rows.indices.contains(index) else {
            return location
        }
        return words.row(rows[index], column: parts.count > 2 ? String(parts[2]) : "*")
    }
}
