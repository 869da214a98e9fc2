import Contract
import Testing

@Suite("JSON values")
struct JSONValueTests {
    @Test("Text is escaped as PostgreSQL's to_json escapes it")
    func escapesAsPostgreSQL() {
        let value: JSON = ["k\"": "\"\\/\u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F}é\u{2028}😀<>&"]
        #expect(value.text == #"{"k\"":"\"\\/\b\f\n\r\t\u0001\u001f"# + "\u{7F}é\u{2028}😀<>&\"}")
    }

    @Test("Values are equal when they say the same")
    func comparesByMeaning() throws {
        #expect(try JSON(parsing: #"{"a":1,"b":[1.0]}"#) == JSON(parsing: #"{"b":[1],"a":1e0}"#))
        #expect(try JSON(parsing: "[1,2]") != JSON(parsing: "[2,1]"))
        #expect(try Set([JSON(parsing: "1.0"), JSON(parsing: "10e-1"), JSON(parsing: "1")]).count == 1)
    }

    @Test(
        "Numbers are ordered without rounding",
        arguments: [
            ("1", "2"), ("-2", "-1"), ("-1", "0"), ("0", "0.1"), ("9.99", "10"),
            ("9007199254740992", "9007199254740993"),
            ("0.1", "0.10000000000000000001"), ("9223372036854775807", "9223372036854775808"), ("-1e99", "1e-99"),
            ("1e2", "101"),
        ]
    )
    func ordersNumbers(smaller: String, larger: String) throws {
        let (smaller, larger) = try (number(smaller), number(larger))
        #expect(smaller < larger)
        #expect(!(larger < smaller))
        #expect(smaller != larger)
    }

    @Test("Zero has one value", arguments: ["0", "-0", "0.00", "0e9", "-0.0e-99999999999999999999"])
    func zeroIsZero(text: String) throws {
        #expect(try number(text) == number("0"))
    }

    @Test("A JSON Pointer leads to its value and back to its text")
    func followsPointers() throws {
        let value: JSON = ["a/b": ["m~n": [10, 20]]]
        let pointer = try #require(JSONPointer("/a~1b/m~0n/1"))
        #expect(value[pointer: pointer] == 20)
        #expect(pointer.description == "/a~1b/m~0n/1")
        #expect(value[pointer: JSONPointer()] == value)
        #expect(JSONPointer("a") == nil)
        #expect(JSONPointer("/~2") == nil)
    }

    private func number(_ text: String) throws -> NumberText {
        guard case .number(let number) = try JSON(parsing: text) else { throw NoNumber() }
        return number
    }

    private struct NoNumber: Error {}
}
