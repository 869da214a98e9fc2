import Contract
import Testing

@Suite("Linting a document")
struct LintTests {
    private static let version = "headers: {API-Version: {schema: {type: string}}}"
    private static let good = """
        operationId: show, summary: Show, description: Shows it., tags: [things], security: [], \
        responses: {"200": {description: It, \(version), content: {application/json: {schema: {type: integer}, example: 1}}}}
        """

    @Test("A document that keeps the rules is clean")
    func clean() throws {
        #expect(try lint("/things: {get: {\(Self.good)}}") == [])
    }

    @Test(
        "What an operation lacks is reported",
        arguments: [
            ("summary: Show,", "", "show: summary is missing"),
            ("description: Shows it.,", "", "show: description is missing"),
            ("tags: [things],", "", "show: the tag '' is not declared"),
            ("tags: [things],", "tags: [others],", "show: the tag 'others' is not declared"),
            (
                "tags: [things],", "tags: [things], parameters: [{name: a, in: query, schema: {type: string}}],",
                "show: 400 is not declared"
            ),
            ("tags: [things],", "tags: [things], requestBody: {content: {}},", "show: 400 is not declared"),
            (", example: 1", "", "show: there is no example"),
            ("\(version),", "", "show: 200 does not declare API-Version"),
            (
                #""200""#, "\"404\": {description: None, \(version)}, \"200\"",
                "show: 404 is not application/problem+json"
            ),
        ]
    )
    func reports(part: String, replacement: String, fault: String) throws {
        #expect(try lint("/things: {get: {\(Self.good.replacing(part, with: replacement))}}") == [fault])
    }

    @Test("Examples that do not fit are reported")
    func examples() throws {
        let faults = try lint("/things: {get: {\(Self.good.replacing("example: 1", with: "example: one"))}}")
        #expect(faults.count == 1)
        #expect(faults.first?.contains("type") == true)
    }

    @Test("Names are kebab-case in paths and camelCase in queries, dates are dates")
    func names() throws {
        #expect(
            try lint("/someThings: {get: {\(Self.good)}}") == ["show: the path segment someThings is not kebab-case"]
        )
        let parameter = "parameters: [{name: a_b, in: query, schema: {type: string}}], operationId"
        #expect(
            try lint("/things: {get: {\(Self.good.replacing("operationId", with: parameter))}}")
                .contains("show: the query key a_b is not camelCase")
        )
        let dates =
            "schemas: {A: {type: object, properties: {endDate: {type: string}, takenAt: {type: string, format: date}}}}"
        #expect(
            try lint("{}", components: dates) == [
                "/components/schemas/A: endDate is not a date", "/components/schemas/A: takenAt is not a date-time",
            ]
        )
    }

    private func lint(_ paths: String, components: String = "") throws -> [String] {
        try contract(document(paths: paths, components: components)).lint()
    }
}
