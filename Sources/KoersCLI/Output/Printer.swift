import Contract

/// How data is written to standard output.
enum OutputFormat: String, CaseIterable, Sendable {
    case table, json, csv
}

/// Writes what the server answered in the format that was asked for.
struct Printer {
    var format: OutputFormat
    /// JSON as the server sent it, without layout.
    var compact: Bool
    var page: Page
    var console = Console.current

    private var words: Words { page.words }

    /// Rows of a list.
    ///
    /// - Parameters:
    ///   - columns: members for a table; without any, the first that hold single values.
    ///   - json: the list as JSON, for the json format.
    func rows(_ rows: [JSON], columns: [String], json: [UInt8]) throws {
        switch format {
        case .json: try self.json(json)
        case .csv: try csv(rows)
        case .table:
            guard !rows.isEmpty else { return console.warn(words.noResults + "\n") }
            let shown = columns.isEmpty ? Self.plainColumns(rows) : columns
            let table = Table(
                columns: shown.map { name in
                    Table.Column(
                        title: name,
                        keepsWhole: Self.keepsWhole(name),
                        isExpendable: Self.isExpendable(name, in: rows),
                        isRemark: ["note", "reason"].contains(name)
                    )
                },
                rows: rows.map { row in shown.map { cell($0, of: row) } }
            )
            try self.table(table)
        }
    }

    func table(_ table: Table) throws {
        try console.write(table.rendered(width: page.width, paint: page.paint))
    }

    /// One resource or report.
    func item(_ value: JSON, json: [UInt8]) throws {
        switch format {
        case .json: try self.json(json)
        case .csv: try csv([value])
        case .table: try console.write(Details.rendered(localised(value), width: page.width))
        }
    }

    func json(_ bytes: [UInt8]) throws {
        let safe = console.isTerminal ? JSONLayout.escapingControls(bytes) : bytes
        try console.write(compact ? safe + [UInt8(ascii: "\n")] : JSONLayout.pretty(safe))
    }

    private func csv(_ rows: [JSON]) throws {
        let text = CSV.rendered(objects: rows)
        try console.write(console.isTerminal ? TerminalText.block(text) : text)
    }

    /// A part of an answer of JSON lines, as it is, made harmless for a terminal.
    func lines(_ bytes: [UInt8]) throws {
        try console.write(console.isTerminal ? JSONLayout.escapingControls(bytes) : bytes)
    }

    /// What is no JSON, such as a picture or a document: as it is, made harmless for a terminal.
    func document(_ bytes: [UInt8]) throws {
        guard console.isTerminal else { return try console.write(bytes) }
        try console.write(TerminalText.block(String(decoding: bytes, as: UTF8.self)))
    }

    /// A value on one line; the source of a rule is its citation, anything else that is nested is JSON.
    private func cell(_ name: String, of row: JSON) -> String {
        guard let value = row[name] else { return Names.name(of: name, in: row) ?? row[name + "Id"]?.string ?? "" }
        if name.hasSuffix("At"), let moment = value.string { return Moment.minute(of: moment) }
        if name.hasSuffix("Cents"), let cents = value.integer { return Euros(cents: cents).text }
        let shown = localised(value)
        return Details.inline(shown) ?? shown["citation"]?.string ?? shown.text
    }

    /// A text that comes in both languages becomes the one that the reader reads, and cents become euros.
    private func localised(_ value: JSON) -> JSON {
        switch value {
        case .object(let object):
            if Set(object.keys) == ["nl", "en"], let text = object[words.language.rawValue] { return text }
            var result = JSON.Object()
            for (key, member) in object {
                let cents = key.hasSuffix("Cents") ? member.integer : nil
                result[key] = cents.map { .string(Euros(cents: $0).text) } ?? localised(member)
            }
            return .object(result)
        case .array(let elements): return .array(elements.map(localised))
        default: return value
        }
    }

    /// By the contract's naming: `…Id`, `…At` for moments and `…Date` for days.
    private static func keepsWhole(_ name: String) -> Bool {
        name == "id" || ["Id", "At", "Date"].contains { name.hasSuffix($0) }
    }

    /// Ids that no person reads, and addresses made of them.
    private static func isExpendable(_ name: String, in rows: [JSON]) -> Bool {
        rows.allSatisfy { row in
            let last = row[name]?.string?.split(separator: "/").last.map(String.init)
            return last.map(Contract.Schema.Format.uuid.admits) ?? false
        }
    }

    private static func plainColumns(_ rows: [JSON]) -> [String] {
        var names: [String] = []
        for row in rows {
            for (name, value) in row.object ?? JSON.Object() where !names.contains(name) {
                if value.object == nil, value.array == nil { names.append(name) }
            }
        }
        return Array(names.prefix(8))
    }
}
