import Testing

@testable import KoersCLI

@Suite("Tables align by what a terminal shows")
struct TableTests {
    @Test(
        "a character takes the columns that a terminal gives it",
        arguments: [
            ("a", 1), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｆｕｌｌ", 8),
            ("👩‍👩‍👧‍👦", 2), ("🇳🇱", 2), ("❤️", 2), ("❤", 1), ("👍🏽", 2), ("⌛", 2), ("⌛\u{FE0E}", 1), ("שלום", 4), ("سلام", 4),
            ("\u{200B}", 0), ("", 0), ("€", 1), ("…", 1),
        ]
    )
    func width(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test("rows line up, whatever the script, and numbers stand to the right")
    func alignment() {
        let table = Table(
            columns: [.init(title: "name"), .init(title: "hours"), .init(title: "kind")],
            rows: [["日本", "36", "care"], ["👩‍👩‍👧‍👦 gezin", "8", "עמותה"], ["Welzijn", "", "x"]]
        )
        #expect(
            table.rendered(width: nil) == """
                name      hours  kind
                日本         36  care
                👩‍👩‍👧‍👦 gezin      8  עמותה
                Welzijn          x

                """
        )
    }

    private let id = "019dab5a-11e0-7a77-8b67-9fbedcd58a07"

    @Test("a table fits the terminal: texts are broken over lines, identifiers never")
    func fitting() {
        let table = Table(
            columns: [.init(title: "name"), .init(title: "id", keepsWhole: true)],
            rows: [["Iedereen telt mee en doet mee", id], ["日本語日本語日本語", id]]
        )
        #expect(
            table.rendered(width: 56) == """
                name                id
                Iedereen telt mee   \(id)
                en doet mee
                日本語日本語日本語  \(id)

                """
        )
    }

    @Test("what can be missed is left out where there is no room, and shown where there is")
    func expendable() {
        let table = Table(
            columns: [.init(title: "name"), .init(title: "id", keepsWhole: true, isExpendable: true)],
            rows: [["Iedereen telt mee en doet mee", id]]
        )
        #expect(table.rendered(width: 66) == "name\nIedereen telt mee en doet mee\n")
        #expect(table.rendered(width: 67).contains(id))
        #expect(table.rendered(width: nil).contains(id))
    }

    @Test("where columns do not fit at all every row is a block of lines")
    func narrow() {
        let table = Table(
            columns: [.init(title: "number"), .init(title: "statement"), .init(title: "id", keepsWhole: true)],
            rows: [["1", "Iedereen telt mee en doet mee", id], ["2", "", id]]
        )
        #expect(
            table.rendered(width: 40) == """
                number:     1
                statement:  Iedereen telt mee en doet
                            mee
                id:         019dab5a-11e0-7a77-8b67-9fbe
                            dcd58a07

                number:  2
                id:      019dab5a-11e0-7a77-8b67-9fbedcd
                         58a07

                """
        )
    }

    @Test("in a block of lines a mark stands before what it marks")
    func markedBlock() {
        let table = Table(
            columns: [.init(title: ""), .init(title: "name"), .init(title: "id", keepsWhole: true)],
            rows: [["✓", "Oeverwijs", id]]
        )
        #expect(table.rendered(width: 48) == "name:  ✓ Oeverwijs\nid:    \(id)\n")
    }

    @Test("a cell takes four lines at most and then says that there is more")
    func tall() {
        #expect(Table.broken("een twee drie vier vijf zes", to: 5) == ["een", "twee", "drie", "vier…"])
        #expect(Table.broken("日本語日本", to: 4) == ["日本", "語日", "本"])
        #expect(Table.broken("日本", to: 4) == ["日本"])
        #expect(Table.broken("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", to: 3) == ["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"])
    }

    @Test("colour takes no room, and none is written without it")
    func coloured() {
        let mark = Table.Column(title: "", style: { $0 == "✓" ? .good : .plain })
        let table = Table(columns: [mark, .init(title: "name")], rows: [["✓", "x"], ["", "y"]])
        #expect(
            table.rendered(width: nil, paint: Paint(isOn: true))
                == "\u{1B}[1m   name\u{1B}[0m\n\u{1B}[32m✓\u{1B}[0m  x\n   y\n"
        )
        #expect(table.rendered(width: nil) == "   name\n✓  x\n   y\n")
    }

    @Test(
        "text is broken between words, and a word only where it must be",
        arguments: [
            ("een twee drie", 8, nil, ["een twee", "drie"]), ("een", 2, nil, ["ee", "n"]), ("", 5, nil, [""]),
            ("onderschrijft", 20, 4, ["", "onderschrijft"]), ("een twee", 20, 4, ["een", "twee"]),
            ("a  b", 9, nil, ["a b"]),
        ] as [(String, Int, Int?, [String])]
    )
    func wrapping(text: String, width: Int, first: Int?, lines: [String]) {
        #expect(TextWrap.lines(text, width: width, first: first) == lines)
    }

    @Test("what a server sends cannot steer the terminal")
    func safety() {
        #expect(TerminalText.line("a\u{1B}[31mb\u{7}\u{9B}2Jc\r\nd\te") == "a[31mb2Jc d e")
        #expect(TerminalText.block("one\r\ntwo\rthree\u{2028}four\u{0}") == "one\ntwo\nthree\nfour")
        #expect(TerminalText.line("abc\u{202E}fdp.exe") == "abcfdp.exe")
        #expect(TerminalText.line("👩‍👩‍👧‍👦") == "👩‍👩‍👧‍👦")
    }
}
