import Contract
import Testing

/// One body against one schema.
struct BodyCase: CustomTestStringConvertible, Sendable {
    let schema: String
    let body: String
    let violations: [String]

    init(_ schema: String, _ body: String, _ violations: String...) {
        self.schema = schema
        self.body = body
        self.violations = violations
    }

    var testDescription: String { "\(body) against \(schema)" }
}

@Suite("Validating bodies")
struct BodyValidationTests {
    private static let closed = """
        {type: object, additionalProperties: false, required: [name], properties: {
          name: {type: string}, status: {type: string, readOnly: true}, note: {type: string, nullable: true},
          lines: {type: array, items: {type: object, additionalProperties: false, properties: {cents: {type: integer}}}}}}
        """

    private static let keyed = "{type: object, x-key-pattern: '^[a-z0-9-]+$', additionalProperties: {type: string}}"

    @Test(
        "Members: required, unknown, read-only, nullable",
        arguments: [
            BodyCase(closed, #"{"name":"a"}"#),
            BodyCase(closed, #"{}"#, "/name required"),
            BodyCase(closed, #"{"name":null}"#, "/name type"),
            BodyCase(closed, #"{"name":"a","note":null}"#),
            BodyCase(closed, #"{"name":"a","other":1}"#, "/other unknown"),
            BodyCase(closed, #"{"name":"a","a/b~c":1}"#, "/a~1b~0c unknown"),
            BodyCase(closed, #"{"name":"a","status":"draft"}"#, "/status read_only"),
            BodyCase(
                closed,
                #"{"name":"a","lines":[{"cents":1},{"cents":"1","x":0}]}"#,
                "/lines/1/cents type",
                "/lines/1/x unknown"
            ),
            BodyCase(
                closed,
                #"{"status":1,"x":1,"note":2}"#,
                "/status read_only",
                "/x unknown",
                "/note type",
                "/name required"
            ),
            BodyCase(closed, #"[]"#, " type"),
            BodyCase(closed, #"{"name":"a","name":"b"}"#, "/name duplicate_key"),
            BodyCase(closed, #"{"name":"a",}"#, " malformed"),
            BodyCase(keyed, #"{"a-1":"x"}"#),
            BodyCase(keyed, #"{"A":"x","b":1}"#, "/A pattern", "/b type"),
            BodyCase("{type: object, additionalProperties: {type: integer}}", #"{"a":1,"b":"x"}"#, "/b type"),
            BodyCase("{type: object, required: [a], properties: {a: {type: string, readOnly: true}}}", "{}"),
        ]
    )
    func members(_ example: BodyCase) throws { try check(example) }

    @Test(
        "Types and numbers",
        arguments: [
            BodyCase("{type: integer}", "1"),
            BodyCase("{type: integer}", "1.0", " type"),
            BodyCase("{type: integer}", "1e3", " type"),
            BodyCase("{type: integer}", "\"1\"", " type"),
            BodyCase("{type: integer}", "true", " type"),
            BodyCase("{type: integer}", "9223372036854775807"),
            BodyCase("{type: integer}", "9223372036854775808", " maximum"),
            BodyCase("{type: integer}", "-9223372036854775808"),
            BodyCase("{type: integer}", "-9223372036854775809", " minimum"),
            BodyCase("{type: integer, format: int32}", "2147483647"),
            BodyCase("{type: integer, format: int32}", "2147483648", " maximum"),
            BodyCase("{type: integer, minimum: 1, maximum: 5}", "1"),
            BodyCase("{type: integer, minimum: 1, maximum: 5}", "0", " minimum"),
            BodyCase("{type: integer, minimum: 1, maximum: 5}", "5"),
            BodyCase("{type: integer, minimum: 1, maximum: 5}", "6", " maximum"),
            BodyCase("{type: number, minimum: 0, exclusiveMinimum: true}", "0.0", " minimum"),
            BodyCase("{type: number, minimum: 0, exclusiveMinimum: true}", "1e-400"),
            BodyCase("{type: number, maximum: 0.3, exclusiveMaximum: true}", "0.30", " maximum"),
            BodyCase("{type: number, maximum: 0.3}", "0.30000000000000000001", " maximum"),
            BodyCase("{type: boolean}", "false"),
            BodyCase("{type: boolean}", "0", " type"),
            BodyCase("{type: boolean, nullable: true}", "null"),
            BodyCase("{}", "null"),
        ]
    )
    func numbers(_ example: BodyCase) throws { try check(example) }

    @Test(
        "Strings: length in scalars, enum, pattern, format",
        arguments: [
            BodyCase("{type: string, minLength: 2, maxLength: 3}", "\"a\"", " min_length"),
            BodyCase("{type: string, minLength: 2, maxLength: 3}", "\"ab\""),
            BodyCase("{type: string, minLength: 2, maxLength: 3}", "\"abc\""),
            BodyCase("{type: string, minLength: 2, maxLength: 3}", "\"abcd\"", " max_length"),
            BodyCase("{type: string, maxLength: 2}", "\"😀😀\""),
            BodyCase("{type: string, maxLength: 1}", "\"e\\u0301\"", " max_length"),
            BodyCase("{type: string, enum: [K, draft]}", "\"draft\""),
            BodyCase("{type: string, enum: [K, draft]}", "\"Draft\"", " enum"),
            BodyCase("{type: string, enum: [K, draft]}", "\"\\u212a\"", " enum"),
            BodyCase("{type: string, pattern: '^[A-Z]{2}-\\d+$'}", "\"AB-12\""),
            BodyCase("{type: string, pattern: '^[A-Z]{2}-\\d+$'}", "\"AB-12\\n\"", " pattern"),
            BodyCase("{type: string, pattern: '^[A-Z]{2}-\\d+$'}", "\"x\\nAB-12\"", " pattern"),
            BodyCase("{type: string, pattern: '^[A-Z]{2}-\\d+$'}", "\"AB-١\"", " pattern"),
            BodyCase("{type: string, pattern: b}", "\"abc\""),
            BodyCase("{type: string, format: uuid}", "\"x\"", " format"),
            BodyCase("{type: string, format: date, maxLength: 3}", "\"2026-02-30\"", " max_length", " format"),
        ]
    )
    func strings(_ example: BodyCase) throws { try check(example) }

    @Test(
        "Arrays: number and uniqueness of items",
        arguments: [
            BodyCase("{type: array, minItems: 1, maxItems: 2, items: {type: integer}}", "[]", " min_items"),
            BodyCase("{type: array, minItems: 1, maxItems: 2, items: {type: integer}}", "[1]"),
            BodyCase("{type: array, minItems: 1, maxItems: 2, items: {type: integer}}", "[1,2]"),
            BodyCase("{type: array, minItems: 1, maxItems: 2, items: {type: integer}}", "[1,2,3]", " max_items"),
            BodyCase("{type: object, maxProperties: 1, additionalProperties: {type: integer}}", #"{"a":1}"#),
            BodyCase(
                "{type: object, maxProperties: 1, additionalProperties: {type: integer}}",
                #"{"a":1,"b":2}"#,
                " max_items"
            ),
            BodyCase("{type: array, uniqueItems: true, items: {}}", "[1,\"1\",{\"a\":1,\"b\":2}]"),
            BodyCase("{type: array, uniqueItems: true, items: {}}", "[1,1.0]", " unique_items"),
            BodyCase(
                "{type: array, uniqueItems: true, items: {}}",
                "[{\"a\":1,\"b\":2},{\"b\":2,\"a\":1}]",
                " unique_items"
            ),
            BodyCase("{type: array, items: {type: string}}", "[\"a\",1,null]", "/1 type", "/2 type"),
        ]
    )
    func arrays(_ example: BodyCase) throws { try check(example) }

    @Test("A body that is missing is required, one that is not declared is unknown")
    func presence() throws {
        let required = try contract(bodySchema: "{type: object}")
        #expect(try required.violations(body: nil) == [" required"])
        #expect(try required.violations(body: "") == [" required"])
        #expect(try required.violations(body: " ") == [" malformed"])
        let none = try contract(parameters: "- {name: a, in: query, schema: {type: string}}")
        #expect(try none.violations(body: "{}") == [" unknown"])
    }

    @Test("Nesting beyond 64 levels is too deep")
    func depth() throws {
        let contract = try contract(bodySchema: "{}")
        let body = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        #expect(try contract.violations(body: body).map { $0.split(separator: " ").last } == ["too_deep"])
    }

    @Test("Members that ask for a scope are listed when a body touches them")
    func scopedMembers() throws {
        let contract = try contract(
            bodySchema: """
                {type: object, properties: {name: {type: string},
                  actsFor: {type: array, x-requires-scope: 'organisation:admin', items: {type: string}}}}
                """
        )
        #expect(try contract.request(body: #"{"name":"a"}"#).get().scopedMembers == [])
        let touched = try contract.request(body: #"{"actsFor":[]}"#).get().scopedMembers
        #expect(touched.map(\.pointer.description) == ["/actsFor"])
        #expect(touched.map(\.scope) == ["organisation:admin"])
    }

    @Test("A hostile body is not answered with more than a bounded number of violations")
    func boundsViolations() throws {
        let contract = try contract(bodySchema: "{type: object, additionalProperties: false}")
        let members = (0..<5000).map { "\"\($0)\":0" }.joined(separator: ",")
        #expect(try contract.violations(body: "{\(members)}").count == 250)
    }

    @Test(
        "In a pattern the dot takes all but line ends, and space is what ECMA 262 calls so",
        arguments: [
            BodyCase("{type: string, pattern: '^.$'}", #""\u000B""#),
            BodyCase("{type: string, pattern: '^.$'}", #""\u000C""#),
            BodyCase("{type: string, pattern: '^.$'}", #""\u0085""#),
            BodyCase("{type: string, pattern: '^.$'}", #""\n""#, " pattern"),
            BodyCase("{type: string, pattern: '^.$'}", #""\r""#, " pattern"),
            BodyCase("{type: string, pattern: '^.$'}", #""\u2028""#, " pattern"),
            BodyCase("{type: string, pattern: '^.$'}", #""\u2029""#, " pattern"),
            BodyCase("{type: string, pattern: '^[.]$'}", #"".""#),
            BodyCase("{type: string, pattern: '^[.]$'}", #""a""#, " pattern"),
            BodyCase("{type: string, pattern: '^\\.$'}", #""a""#, " pattern"),
            BodyCase(
                "{type: string, pattern: '\\S'}",
                #"" \t\n\u000B\f\r\u00A0\u1680\u2003\u2028\u3000\uFEFF""#,
                " pattern"
            ),
            BodyCase("{type: string, pattern: '\\S'}", #""\u0085""#),
            BodyCase("{type: string, pattern: '\\S'}", #""\u200B""#),
            BodyCase("{type: string, pattern: '^\\s$'}", #""\u000B""#),
            BodyCase("{type: string, pattern: '^[\\s-]$'}", #""\uFEFF""#),
        ]
    )
    func patternClasses(_ example: BodyCase) throws { try check(example) }

    @Test("A pattern judges alike from many tasks at once")
    func concurrentPatterns() async throws {
        let contract = try contract(bodySchema: "{type: string, pattern: '^[a-z]{3}-\\d{2}$'}")
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<500).allSatisfy { round in
                        let isValid = round.isMultiple(of: 2)
                        return (try? contract.violations(body: isValid ? "\"abc-12\"" : "\"ABC-12\""))
                            == (isValid ? [] : [" pattern"])
                    }
                }
            }
            for await result in group { #expect(result) }
        }
    }

    @Test("A schema may contain itself")
    func recursion() throws {
        let contract = try contract(
            document(
                paths: """
                    /things:
                      post:
                        operationId: create
                        security: []
                        requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
                        responses: {"204": {description: Done}}
                    """,
                components: """
                    schemas:
                      Node:
                        type: object
                        additionalProperties: false
                        properties: {children: {type: array, items: {$ref: '#/components/schemas/Node'}}}
                    """
            )
        )
        #expect(try contract.violations(body: #"{"children":[{"children":[]}]}"#) == [])
        #expect(try contract.violations(body: #"{"children":[{"children":[1]}]}"#) == ["/children/0/children/0 type"])
    }

    private func check(_ example: BodyCase) throws {
        #expect(try contract(bodySchema: example.schema).violations(body: example.body) == example.violations)
    }
}
