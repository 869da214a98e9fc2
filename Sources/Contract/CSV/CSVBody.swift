extension Contract {
    /// A body of CSV as the JSON that it stands for: an object of one list, with an object for each row.
    ///
    /// The columns are the members of the list's elements; an empty cell is an absent member, and a cell becomes what the
    /// member's schema asks for.
    /// - Returns: `nil` when the operation takes no such JSON.
    func json(ofCSV table: CSVTable, for body: RequestBody) -> JSON? {
        guard let list = list(of: body), let items = self[list.schema].items else { return nil }
        let element = self[items]
        let readings = table.header.map { name in
            element.property(named: name).map { reading(of: $0.schema) } ?? .string
        }
        let rows = table.rows.map { row -> JSON in
            var object = JSON.Object()
            for (index, cell) in row.cells.prefix(table.header.count).enumerated() where !cell.isEmpty {
                object[table.header[index]] = readings[index].value(of: cell)
            }
            return .object(object)
        }
        var object = JSON.Object()
        object[list.name] = .array(rows)
        return .object(object)
    }

    /// The one list that the JSON form of a body is made of.
    private func list(of body: RequestBody) -> Schema.Property? {
        guard let schema = body.content.first(where: \.mediaType.isJSON)?.schema else { return nil }
        return self[schema].properties.first { self[$0.schema].kind == .array }
    }

    private func reading(of schema: Schema.ID) -> ParameterReading {
        switch self[schema].kind {
        case .integer: .integer
        case .boolean: .boolean
        case .string, .number, .array, .object, nil: .string
        }
    }
}

extension CSVTable.Failure {
    var detail: BilingualText {
        switch self {
        case .quotes(let row):
            BilingualText(
                nl: "In rij \(row) heeft een cel een aanhalingsteken dat niet sluit, of gaat zij erachter door.",
                en: "In row \(row) the quotation mark of a cell does not close, or the cell goes on behind it."
            )
        case .tooManyCells(let row):
            BilingualText(
                nl: "Rij \(row) heeft meer cellen dan er kolommen zijn.",
                en: "Row \(row) has more cells than there are columns."
            )
        case .noHeader:
            BilingualText(
                nl: "De eerste rij noemt de kolommen, elk met een naam.",
                en: "The first row names the columns, each with a name."
            )
        case .repeatedColumn(let name):
            BilingualText(nl: "De kolom \(name) staat er twee keer.", en: "The column \(name) is there twice.")
        }
    }
}
