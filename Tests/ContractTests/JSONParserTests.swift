import Contract
import Testing

@Suite("Reading JSON")
struct JSONParserTests {
    @Test(
        "Malformed text is refused",
        arguments: [
            "", " ", "nul", "tru", "falsy", "{", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
            "{'a':1}", "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "01", "-", "-01", "+1", "1.", ".5",
            "1e", "1e+", "1.e3", "0x10", "NaN", "Infinity", "1 2", "{} {}", "[] x", "\"a\u{1}b\"", "\"a\nb\"",
            "\u{FEFF}{}", "// c\n1", "[1 2]", "{\"a\" 1}", "\u{A0}1", "\"\\u0000\"", "{\"\\u0000\":1}",
            "\"\\ud800\"", "\"\\ud800x\"", "\"\\ud800\\n\"", "\"\\ud800\\ud800\"", "\"\\udc00\"",
        ]
    )
    func refusesMalformedText(text: String) {
        let failure = #expect(throws: JSON.ParseFailure.self) { try JSON(parsing: text) }
        #expect(failure?.code == .malformed)
    }

    @Test(
        "Bytes that are not UTF-8 are refused",
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0x00, 0x22], [0xEF, 0xBB, 0xBF, 0x31], [0x00],
        ] as [[UInt8]]
    )
    func refusesInvalidUTF8(bytes: [UInt8]) {
        let failure = #expect(throws: JSON.ParseFailure.self) { try JSON(parsing: bytes) }
        #expect(failure?.code == .malformed)
    }

    @Test("A duplicate key is refused where it stands, also when it is spelled with escapes")
    func refusesDuplicateKeys() {
        let failure = #expect(throws: JSON.ParseFailure.self) {
            try JSON(parsing: #"{"a":[{"b/c":1,"b\u002fc":2}]}"#)
        }
        #expect(failure?.code == .duplicateKey)
        #expect(failure?.pointer.description == "/a/0/b~1c")
    }

    @Test("Two spellings of one letter are two keys")
    func comparesKeysByBytes() throws {
        #expect(try JSON(parsing: #"{"\u00e9":1,"e\u0301":2}"#).object?.count == 2)
    }

    @Test("A thousand members are read, and the thousand and first duplicate is found")
    func findsDuplicatesAmongMany() throws {
        let members = (0..<1000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect(try JSON(parsing: "{\(members)}")["k999"] == 999)
        #expect(throws: JSON.ParseFailure.self) { try JSON(parsing: "{\(members),\"k500\":0}") }
    }

    @Test("Nesting is read to 64 levels and refused beyond")
    func boundsNesting() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try JSON(parsing: nested(64))
        let failure = #expect(throws: JSON.ParseFailure.self) { try JSON(parsing: nested(65)) }
        #expect(failure?.code == .tooDeep)
        #expect(throws: JSON.ParseFailure.self) {
            try JSON(parsing: String(repeating: "{\"a\":", count: 100_000))
        }
    }

    @Test("A failure names the value in which it was found")
    func pointsAtTheFailure() {
        let failure = #expect(throws: JSON.ParseFailure.self) { try JSON(parsing: #"{"a":[1,{"b":01}]}"#) }
        #expect(failure?.pointer.description == "/a/1/b")
    }

    @Test(
        "Numbers keep their digits",
        arguments: ["0", "-0", "10", "1.50", "1e3", "1E+3", "-12.5e-7", "123456789012345678901234567890"]
    )
    func keepsDigits(text: String) throws {
        #expect(try JSON(parsing: " \(text)\r\n\t").text == text)
    }

    @Test("Strings are unescaped")
    func unescapes() throws {
        #expect(try JSON(parsing: #""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#) == .string("\"\\/\u{8}\u{C}\n\r\té😀"))
    }

    @Test("Members keep their order")
    func keepsOrder() throws {
        #expect(try JSON(parsing: #"{"b":1,"a":{"d":null,"c":true}}"#).text == #"{"b":1,"a":{"d":null,"c":true}}"#)
    }
}
