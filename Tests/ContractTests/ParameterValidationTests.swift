import Contract
import Testing

@Suite("Validating parameters")
struct ParameterValidationTests {
    private static let parameters = """
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 500, default: 50}}
        - {name: phase, in: query, explode: false, schema: {type: array, maxItems: 2, uniqueItems: true, items: {type: string, enum: [exploration, formation, execution]}}}
        - {name: tag, in: query, schema: {type: array, items: {type: string, maxLength: 3}}}
        - {name: dryRun, in: query, schema: {type: boolean, default: false}}
        - {name: search, in: query, schema: {type: string, minLength: 1}}
        - {name: If-Match, in: header, schema: {type: string, pattern: '^"[0-9]+"$'}}
        """
    private let contract: Contract

    init() throws { contract = try ContractTests.contract(parameters: Self.parameters) }

    @Test(
        "What a query does wrong",
        arguments: [
            ("", []), ("limit=1", []), ("limit=500", []), ("limit=0", ["limit minimum"]),
            ("limit=501", ["limit maximum"]), ("limit=", ["limit type"]), ("limit=1.0", ["limit type"]),
            ("limit=1e1", ["limit type"]), ("limit=%2B5", ["limit type"]), ("limit=05", ["limit type"]),
            ("limit=99999999999999999999", ["limit maximum"]), ("limit=-99999999999999999999", ["limit minimum"]),
            ("limit=%D9%A1", ["limit type"]), ("limit", ["limit type"]), ("limit=1&limit=2", ["limit duplicate_key"]),
            ("phase=execution,formation", []), ("phase=execution,none", ["phase enum"]),
            ("phase=execution,execution", ["phase unique_items"]), ("phase=", ["phase enum"]),
            ("phase=execution,", ["phase enum"]), ("phase=exploration,formation,execution", ["phase max_items"]),
            ("phase=execution&phase=formation", ["phase duplicate_key"]),
            ("tag=abc&tag=de", []), ("tag=abc&tag=defg", ["tag max_length"]),
            ("dryRun=true", []), ("dryRun=True", ["dryRun type"]), ("dryRun=1", ["dryRun type"]),
            ("search=", ["search min_length"]), ("search=%00", ["search malformed"]),
            ("search=%ff", ["search malformed"]),
            ("search=%c0%80", ["search malformed"]), ("search=%zz", ["search malformed"]),
            ("search=a%", ["search malformed"]),
            ("unknown=1", ["unknown unknown"]), ("Limit=1", ["Limit unknown"]), ("=1", [" unknown"]),
            ("%ff=1", ["%ff malformed"]), ("&&limit=1&", []), ("limit[]=1", ["limit[] unknown"]),
            ("limit=0&x=1&dryRun=2&phase=q", ["x unknown", "limit minimum", "phase enum", "dryRun type"]),
        ] as [(String, [String])]
    )
    func query(query: String, violations: [String]) throws {
        #expect(try contract.violations(query: query) == violations)
    }

    @Test("A valid query is typed and has its defaults")
    func typesQuery() throws {
        let query = try contract.request(query: "phase=execution,formation&search=a+b%26c&tag=x&tag=y,z").get().query
        #expect(
            query == [
                "limit": .integer(50), "dryRun": .bool(false), "search": .string("a b&c"),
                "phase": .list([.string("execution"), .string("formation")]),
                "tag": .list([.string("x"), .string("y,z")]),
            ]
        )
    }

    @Test("Headers are optional unless required, and judged when given")
    func headers() throws {
        #expect(try contract.request(headers: ["If-Match": "\"3\""]).get().headers == ["If-Match": "\"3\""])
        #expect(try contract.request(headers: ["If-Match": "3"]).lines == ["If-Match pattern"])
        let strict = try ContractTests.contract(
            parameters: "- {name: X-Key, in: header, required: true, schema: {type: integer}}"
        )
        #expect(try strict.request().lines == ["X-Key required"])
        #expect(try strict.request(headers: ["X-Key": "a"]).lines == ["X-Key type"])
    }

    @Test("A required query parameter that is missing is reported")
    func requiredQuery() throws {
        let contract = try ContractTests.contract(
            parameters: "- {name: to, in: query, required: true, schema: {type: string}}"
        )
        #expect(try contract.violations(query: "") == ["to required"])
    }

    @Test("All parts are reported together, path first")
    func reportsEverything() throws {
        let contract = try ContractTests.contract(
            document(
                paths: """
                    /things/{thingId}:
                      parameters: [{name: thingId, in: path, required: true, schema: {type: string, format: uuid}}]
                      patch:
                        operationId: update
                        security: []
                        parameters:
                          - {name: dryRun, in: query, schema: {type: boolean}}
                          - {name: Audit-Reason, in: header, schema: {type: string, maxLength: 3}}
                        requestBody: {content: {application/json: {schema: {type: object, additionalProperties: false}}}}
                        responses: {"204": {description: Done}}
                    """
            )
        )
        let result = try contract.request(
            path: ["thingId": "7"],
            query: "dryRun=x&y",
            headers: ["Audit-Reason": "long"],
            body: #"{"a":1}"#
        )
        guard case .failure(let violations) = result else {
            Issue.record("the request is valid")
            return
        }
        #expect(
            violations.all.map { "\($0.part) \($0.location) \($0.code.rawValue)" } == [
                "path thingId format", "query y unknown", "query dryRun type", "header Audit-Reason max_length",
                "body /a unknown",
            ]
        )
        #expect(violations.all.allSatisfy { !$0.detail.nl.isEmpty && !$0.detail.en.isEmpty })
    }
}
