import ArgumentParser
import Contract

/// `koers goals import doelen.csv --programme WDW-26`: a whole list of goals, all of them or none.
struct GoalImportCommand: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: "import",
                abstract: "Add the goals of a list at once, all of them or none.",
                usage: "koers goals import <file> --programme <\(Programmes.placeholder)> [options]",
                discussion: helpText([
                    Goals.exampleText("import"),
                    """
                    The file is CSV, as a spreadsheet writes it, or JSON; - is standard
                    input. The first row of CSV names the columns:
                      kind          main_goal, effect or goal
                      text          what is to be reached
                      key           by what other rows name this one, such as a number
                      parentKey     the key of the row under which it lies
                      parentId      or the id of a goal that the programme has already
                      description, targetGroup, policyField, ownerRoleId   if you like
                    """,
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
        let list = try GoalList(try BodyOptions.bytes(file), named: file)
        let session = try Session(common)
        let location = try await Goals.whereabouts([], on: endpoint, values: arguments.values, session: session)
        var request = try endpoint.request(location).asCommand(change)
        request.headers.append(.init("Content-Type", list.mediaType))
        request.body = list.bytes
        try await send(request, of: list, session)
    }

    /// Sends the list; as long as the server works on it, a line says so.
    private func send(_ request: Request, of list: GoalList, _ session: Session) async throws {
        let words = session.words
        let reply = try await withThrowingTaskGroup(of: Reply?.self) { group in
            group.addTask { try await session.client.send(request) { list.name(of: $0, words) } }
            group.addTask {
                var progress = Progress(words: words)
                defer { progress.clear() }
                var seconds = 0
                while !Task.isCancelled {
                    progress.show(words.reading(list.count, seconds: seconds))
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
        Console.current.warn(words.imported(list.count) + "\n")
    }

    private static let path = Goals.path + "/_import"

    static var named: (any Resource.Type)? { nil }

    static var fields: [Field] { Catalogue.current["POST", path]?.fields(in: .path) ?? [] }
}

/// A list of goals in a file, as far as the command line must know it.
struct GoalList: Sendable {
    let bytes: [UInt8]
    /// How many goals it holds.
    let count: Int
    /// The number of the row of each goal, where rows have numbers.
    private let rows: [Int]

    var mediaType: String { rows.isEmpty ? "application/json" : "text/csv" }

    /// - Parameter file: JSON where that is its name's ending, or what it holds begins as JSON does.
    /// - Throws: a usage failure when it cannot be read as what it is.
    init(_ bytes: [UInt8], named file: String) throws(Failure) {
        self.bytes = bytes
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        if file.hasSuffix(".json") || first == UInt8(ascii: "{") {
            do {
                count = try JSON(parsing: bytes)["goals"]?.array?.count ?? 0
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
        guard parts.count >= 2, parts[0] == "goals", let index = Int(parts[1]), rows.indices.contains(index) else {
            return location
        }
        return words.row(rows[index], column: parts.count > 2 ? String(parts[2]) : "*")
    }
}
