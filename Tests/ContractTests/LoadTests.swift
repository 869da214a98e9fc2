import Contract
import Testing

@Suite("Loading a document")
struct LoadTests {
    @Test("An operation is what the document says")
    func readsOperation() throws {
        let contract = try contract(
            document(
                paths: """
                    /things/{thingId}:
                      get:
                        operationId: show
                        summary: Show
                        description: Shows it.
                        tags: [things]
                        x-scopes: ['course:read', 'people:read']
                        x-resource: {view: thing, columns: [id]}
                        security: [{bearer: []}]
                        parameters: [{$ref: '#/components/parameters/ThingID'}]
                        responses:
                          "200": {description: It, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
                    """,
                components: """
                    parameters:
                      ThingID: {name: thingId, in: path, required: true, schema: {type: string, format: uuid}}
                    schemas:
                      Thing: {type: object, required: [id], properties: {id: {type: string, readOnly: true}, at: {type: string, nullable: true}}}
                    """
            )
        )
        #expect(contract.version == "1.2.3")
        #expect(contract.basePath == "/v1")
        let operation = try #require(contract.operation("show"))
        #expect(operation.access == .required(["course:read", "people:read"]))
        #expect(operation.method.name == "GET")
        #expect(operation.path == "/things/{thingId}")
        #expect([operation.tag, operation.summary, operation.description] == ["things", "Show", "Shows it."])
        #expect(operation.extensions["x-resource"]?["columns"] == ["id"])
        #expect(operation.parameters.map(\.name) == ["thingId"])
        let schema = try #require(contract.schema(named: "Thing"))
        #expect(schema.properties.map(\.name) == ["id", "at"])
        #expect(schema.properties.map(\.isRequired) == [true, false])
        #expect(contract[schema.properties[1].schema].isNullable)
    }

    @Test("Who may call: everyone, any token, a token with scopes")
    func access() throws {
        func access(_ text: String) throws -> Contract.Access {
            try contract(document(paths: "/a: {get: {operationId: a, \(text), \(Self.done)}}")).operations[0].access
        }
        #expect(try access("security: []") == .public)
        #expect(try access("security: [{bearer: []}], x-scopes: []") == .required([]))
        #expect(try access("security: [{bearer: []}], x-scopes: ['a:read']") == .required(["a:read"]))
    }

    private static let done = #"responses: {"204": {description: Done}}"#

    @Test(
        "An operation that cannot be enforced fails the load",
        arguments: [
            ("operationId: a", "a security requirement is missing"),
            ("operationId: a, security: [{bearer: []}]", "x-scopes is missing"),
            ("operationId: a, security: [{}], x-scopes: []", "an empty requirement"),
            ("operationId: a, security: [{other: []}], x-scopes: []", "other is not declared"),
            ("operationId: a, security: [{bearer: [x]}], x-scopes: []", "scopes stand in x-scopes"),
            ("operationId: a, security: [], x-scopes: []", "a public operation has no x-scopes"),
            ("security: []", "operationId is missing"),
            ("operationId: a, security: [], callbacks: {}", "callbacks is not supported"),
            (
                "operationId: a, security: [], parameters: [{name: b, in: path, required: true, schema: {type: string}}]",
                "the path has no parameter b"
            ),
            (
                "operationId: a, security: [], parameters: [{name: b, in: cookie, schema: {type: string}}]",
                "path, query or header"
            ),
            ("operationId: a, security: [], parameters: [{name: b, in: query}]", "the schema is missing"),
            (
                "operationId: a, security: [], parameters: [{name: b, in: query, style: deepObject, schema: {type: string}}]",
                "deepObject is not supported"
            ),
            (
                "operationId: a, security: [], parameters: [{name: b, in: query, schema: {type: object}}]",
                "is a string, integer, boolean or array"
            ),
            (
                "operationId: a, security: [], parameters: [{name: b, in: query, schema: {type: number}}]",
                "is a string, integer, boolean or array"
            ),
            (
                "operationId: a, security: [], parameters: [{$ref: '#/components/parameters/None'}]",
                "the reference leads nowhere"
            ),
            (
                "operationId: a, security: [], requestBody: {content: {application/json: {schema: {allOf: [{type: object}]}}}}",
                "no allOf, anyOf or oneOf"
            ),
            (
                "operationId: a, security: [], requestBody: {content: {application/json: {schema: {type: object, properties: {b: {oneOf: [{type: string}]}}}}}}",
                "no allOf, anyOf or oneOf"
            ),
            ("operationId: a, security: [], requestBody: {content: {nonsense: {}}}", "nonsense is no media type"),
        ]
    )
    func refusesOperation(operation: String, detail: String) {
        expectFault(detail) { try contract(document(paths: "/a: {get: {\(operation), \(Self.done)}}")) }
    }

    @Test(
        "A schema that cannot be enforced fails the load",
        arguments: [
            ("{type: text}", "is not supported"), ("{type: string, format: iban}", "is not supported"),
            ("{type: string, pattern: '('}", "the pattern cannot be compiled"),
            ("{not: {}}", "the keyword not is not supported"),
            ("{type: integer, multipleOf: 2}", "the keyword multipleOf is not supported"),
            ("{type: string, maxLength: -1}", "a count is expected"),
            ("{type: integer, minimum: a}", "a number is expected"),
            ("{type: string, nullable: yes}", "true or false is expected"), ("{type: array}", "an array has items"),
            ("{type: object, required: [a]}", "the required member a is no property"),
            ("{type: string, enum: []}", "enum is empty"), ("{type: integer, default: a}", "the default does not fit"),
            ("{$ref: '#/components/schemas/Other', description: x}", "members beside $ref"),
            ("{$ref: '#/components/schemas/None'}", "the reference leads nowhere"),
            ("{$ref: 'other.yaml#/A'}", "the reference leads nowhere"),
            ("{$ref: '#/components/schemas/Test'}", "the reference leads in a circle"), ("7", "a schema is an object"),
        ]
    )
    func refusesSchema(schema: String, detail: String) {
        expectFault(detail) {
            try contract(document(paths: "{}", components: "schemas: {Other: {type: string}, Test: \(schema)}"))
        }
    }

    @Test(
        "A path that cannot be matched fails the load",
        arguments: [
            ("/a/", "no trailing slash"), ("/a//b", "no empty segment"), ("/a-{b}", "fills a whole segment"),
            ("a", "starts with a slash"), ("/{b}", "the path parameter b is not declared"),
        ]
    )
    func refusesPath(path: String, detail: String) {
        expectFault(detail) {
            try contract(document(paths: "\"\(path)\": {get: {operationId: a, security: [], \(Self.done)}}"))
        }
    }

    @Test("Two paths that match the same requests fail the load")
    func refusesAmbiguousPaths() {
        func path(_ name: String, _ method: String) -> String {
            "/a/{\(name)}: {\(method): {operationId: \(method), security: [], \(Self.done), "
                + "parameters: [{name: \(name), in: path, required: true, schema: {type: string}}]}}"
        }
        expectFault("differs from another only in the names") {
            try contract(document(paths: path("b", "get") + "\n" + path("c", "post")))
        }
    }

    @Test("Every fault is reported with its place, an operationId used twice among them")
    func reportsAll() throws {
        let failure = #expect(throws: Contract.LoadFailure.self) {
            try contract(
                document(
                    paths: """
                        /a: {get: {operationId: a, security: [], responses: {"204": {description: Done}}}}
                        /b: {get: {operationId: a, security: [], responses: {default: {description: Done}}}}
                        """
                )
            )
        }
        let faults = failure?.faults.map { "\($0.place) \($0.detail)" } ?? []
        #expect(
            faults == [
                "/paths/~1b/get/responses/default responses are declared by status",
                "/paths/~1b/get operationId a is used twice",
            ]
        )
    }

    private func expectFault(_ detail: String, _ load: () throws -> Contract) {
        let failure = #expect(throws: Contract.LoadFailure.self) { try load() }
        #expect(failure?.description.contains(detail) == true, "\(failure?.description ?? "")")
    }
}
