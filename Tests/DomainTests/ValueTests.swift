import Domain
import Testing

@Suite struct `A value` {
    private static let examples: [(value: Value, json: String)] = [
        (.null, "null"), (true, "true"), (false, "false"), (0, "0"), (-1, "-1"),
        (.integer(.max), "9223372036854775807"), (.integer(.min), "-9223372036854775808"),
        (.decimal("0.10"), "0.10"), ("", #""""#), ([], "[]"), (.object([]), "{}"),
        ([1, "a", .null], #"[1,"a",null]"#),
        (.object([Member("b", 1), Member("a", .object([Member("\"", "x")]))]), #"{"b":1,"a":{"\"":"x"}}"#),
    ]

    @Test(arguments: examples)
    func `is written as compact JSON, members in their order`(value: Value, json: String) {
        #expect(value.json == json)
    }

    @Test func `escapes what to_json escapes and nothing else`() {
        let controls = (0..<0x20).map { String(UnicodeScalar(UInt8($0))) }.joined()
        #expect(
            Value.string(controls).json
                == #""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
                + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f""#
        )
        #expect(Value.string("\r\n").json == #""\r\n""#)
        for text in [
            "/", "\u{7F}", "\u{80}", "\u{2028}\u{2029}", "é", "e\u{301}", "👨‍👩‍👧", "\u{FEFF}", "مرحبا", "\u{202E}",
        ] {
            #expect(Value.string(text).json == "\"\(text)\"")
        }
    }

    @Test(arguments: [
        "null", "true", "-9223372036854775808", "9223372036854775807", #""a\nb""#, "[]", "[1,[2,[3]]]", #"{"a":null}"#,
        #"["é","\u2028"]"#,
    ])
    func `reads the JSON that the database makes`(json: String) throws {
        let value = try Value(json: json)
        #expect(try Value(json: value.json) == value)
    }

    @Test(arguments: examples)
    func `is read as it was written`(value: Value, json: String) throws {
        #expect(try Value(json: json) == value)
        #expect(try Value(json: " \t\r\n[ \(json) , \(json) ] ") == [value, value])
    }

    @Test func `keeps the digits of a number that is not whole, or too large`() throws {
        let numbers = ["0.10", "-1.5e3", "2E-7", "9223372036854775808"]
        for digits in numbers { #expect(try Value(json: digits) == .decimal(digits)) }
    }

    @Test func `reads every escape, and texts of any script`() throws {
        let texts: [(json: String, text: String)] = [
            (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{08}\u{0C}\n\r\t"), (#"a\u00e9b\u2028c"#, "aéb\u{2028}c"),
            (#"\ud83d\udc68 \uD83D\uDC68é"#, "👨 👨é"), ("👨‍👩‍👧 مرحبا", "👨‍👩‍👧 مرحبا"), (#"\u0301e\u0301"#, "\u{301}e\u{301}"),
        ]
        for (json, text) in texts {
            #expect(try Value(json: "\"\(json)\"") == .string(text))
            #expect(try Value(json: "{\"\(json)\":1}") == .object([Member(text, 1)]))
        }
    }

    @Test func `keeps whole numbers apart from truths`() throws {
        #expect(try Value(json: "[0,1,true,false]") == [0, 1, true, false])
    }

    @Test func `refuses what is not JSON`() {
        let texts: [(json: String, offset: Int)] = [
            ("", 0), (" ", 1), ("{", 1), ("[1", 2), ("[1,]", 3), ("[1 2]", 3), ("{1:2}", 1), (#"{"a" 1}"#, 5),
            (#"{"a":1,}"#, 7),
            (#"{"a":1 "b":2}"#, 7), ("nul", 3), ("'a'", 0), ("1 2", 2), ("-", 1), ("1.", 2), ("1e+", 3), (".5", 0),
            (#""a"#, 2),
            (#""\"#, 2), (#""\x""#, 3), (#""\u12""#, 3), (#""\u+123""#, 3), (#""\ud83d""#, 7), (#""\udc68""#, 7),
            (#""\ud83d\u0041""#, 13),
        ]
        for (json, offset) in texts {
            #expect(throws: Value.NotJSON(offset: offset), "\(json)") { try Value(json: json) }
        }
    }

    @Test func `compares equal in another order of members`() {
        let one = Value.object([Member("a", 1), Member("b", .object([Member("c", 1), Member("d", 2)]))])
        let other = Value.object([Member("b", .object([Member("d", 2), Member("c", 1)])), Member("a", 1)])
        #expect(one != other)
        #expect(one.normalized == other.normalized)
    }

    @Test func `changes, appends and removes members by name`() {
        var members: Members = [Member("a", 1), Member("b", 2)]
        members["a"] = 3
        members["c"] = .null
        members["b"] = nil
        members["d"] = nil
        #expect(members == [Member("a", 3), Member("c", .null)])
    }
}

/// RFC 7396, appendix A: the table, as far as patch and target are objects, as they are in Koers.
@Suite struct `A merge patch` {
    @Test(arguments: [
        (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        (#"{"a":"b"}"#, #"{"a":null}"#, "{}"),
        (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
        (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
        ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
        (#"{"a":"foo"}"#, "{}", #"{"a":"foo"}"#),
        (#"{"a":"foo"}"#, #"{"a":{"b":1}}"#, #"{"a":{"b":1}}"#),
    ])
    func `gives the result of the RFC`(target: String, patch: String, result: String) throws {
        let target = try #require(Value(json: target).members)
        let patch = try #require(Value(json: patch).members)
        #expect(try Value.object(target.merged(with: patch)).normalized == Value(json: result).normalized)
    }
}
