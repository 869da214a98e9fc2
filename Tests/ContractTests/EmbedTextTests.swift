import EmbedText
import Testing

@Suite("Embedding text")
struct EmbedTextTests {
    @Test(
        "Plain scalars follow the core schema of YAML 1.2",
        arguments: [
            ("on", #""on""#), ("yes", #""yes""#), ("No", #""No""#), ("true", "true"), ("False", "false"),
            ("tRue", #""tRue""#),
            ("null", "null"), ("~", "null"), ("", "null"), ("2026-11-21", #""2026-11-21""#),
            ("12:30:45", #""12:30:45""#),
            ("1", "1"), ("-0", "-0"), ("+5", "5"), ("007", "7"), ("1_000", #""1_000""#), ("1.50", "1.50"),
            (".5", "0.5"),
            ("1.", "1"), ("1e3", "1e3"), ("12345678901234567890123", "12345678901234567890123"), ("0x1F", "31"),
            ("0o17", "15"), ("0b1", #""0b1""#), ("3.0.3", #""3.0.3""#), ("\"1\"", #""1""#), ("'true'", #""true""#),
            ("\"a\\n\\\"\\t\\u0001\\\\\"", #""a\n\"\t\u0001\\""#), ("é😀", #""é😀""#), ("=", #""=""#),
            ("1e3x", #""1e3x""#),
        ]
    )
    func resolvesScalars(yaml: String, json: String) throws {
        #expect(try jsonText(ofYAML: "a: \(yaml)\n") == "{\"a\":\(json)}")
    }

    @Test("Order, block text, keys and anchors survive")
    func keepsStructure() throws {
        let yaml = """
            b: &x {200: [1, {}], "on": []}
            a: >-
              one
              two
            c: |
              one
              two
            d: *x
            """
        #expect(
            try jsonText(ofYAML: yaml)
                == #"{"b":{"200":[1,{}],"on":[]},"a":"one two","c":"one\ntwo\n","d":{"200":[1,{}],"on":[]}}"#
        )
    }

    @Test(
        "What JSON cannot say is refused",
        arguments: [
            "", "a: .inf", "a: -.INF", "a: .nan", "{a: 1, a: 2}", "? [a]\n: 1", "<<: {a: 1}", "a: [", "a: b: c",
        ]
    )
    func refuses(yaml: String) {
        #expect(throws: (any Error).self) { try jsonText(ofYAML: yaml) }
    }

    @Test(
        "A raw literal takes one more # than the text could close or escape",
        arguments: [
            ("a", 1), (#"\(a)"#, 1), ("\"\"\"", 1), ("\"\"\"#", 2), (##"\#(a)"##, 2), ("\"\"\"###", 4), ("# # ##", 1),
        ]
    )
    func countsPounds(text: String, pounds: Int) throws {
        let fence = String(repeating: "#", count: pounds)
        #expect(try rawLiteral(text, in: "test") == "\(fence)\"\"\"\n\(text)\n\"\"\"\(fence)")
    }
}
