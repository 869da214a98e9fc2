import Testing

@testable import Contract

@Suite("CSV is read as spreadsheets write it")
struct CSVTableTests {
    @Test(
        "Commas, semicolons and tabs; CRLF and line feeds; with and without a byte order mark",
        arguments: [
            "a,b\r\n1,2\r\n", "a;b\n1;2", "a\tb\r1\t2", "\u{FEFF}a,b\n1,2\n\n", " a , b \n1,2\n,\n",
        ]
    )
    func dialects(text: String) throws {
        let table = try CSVTable(text)
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.cells) == [["1", "2"]])
    }

    @Test("A quoted cell holds separators, quotation marks and line breaks, which are no rows")
    func quoted() throws {
        let table = try CSVTable("a;b\n\"x;\"\"y\"\"\r\nz\";\"\"\n👩‍👩‍👧;العربية")
        #expect(table.rows.map(\.cells) == [["x;\"y\"\r\nz", ""], ["👩‍👩‍👧", "العربية"]])
        #expect(table.rows.map(\.number) == [2, 3])
    }

    @Test("Empty rows are left out, and rows keep the number that a spreadsheet gives them")
    func numbers() throws {
        let table = try CSVTable("a,b\n\n1\n , \n2,3,\n")
        #expect(table.rows.map(\.number) == [3, 5])
        #expect(table.rows.map(\.cells) == [["1"], ["2", "3", ""]])
    }

    @Test(
        "What is no table says where",
        arguments: [
            ("", CSVTable.Failure.noHeader), ("a,,b\n", .noHeader), ("a,b,a\n", .repeatedColumn("a")),
            ("a\n\"x", .quotes(row: 2)), ("a\n\"x\"y", .quotes(row: 2)), ("a\n1\n2,3", .tooManyCells(row: 3)),
        ]
    )
    func failures(text: String, failure: CSVTable.Failure) {
        #expect(throws: failure) { try CSVTable(text) }
    }

    @Test("Any text is a table or a failure, and ends")
    func random() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &generator)).map { _ in "ab\",;\t\n\r é".randomElement()! }
            )
            _ = try? CSVTable(text)
        }
    }
}
