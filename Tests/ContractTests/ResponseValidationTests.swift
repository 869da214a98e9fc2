import Contract
import Testing

@Suite("Validating responses")
struct ResponseValidationTests {
    private let contract: Contract

    init() throws {
        contract = try ContractTests.contract(
            document(
                paths: """
                    /things:
                      get:
                        operationId: list
                        security: []
                        responses:
                          "200":
                            description: Them
                            headers: {API-Version: {required: true, schema: {type: string}}, ETag: {schema: {type: string, minLength: 3}}}
                            content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}, text/csv: {}}
                          "204": {description: Nothing}
                          "304": {description: Known}
                    """,
                components: """
                    schemas:
                      Thing:
                        type: object
                        additionalProperties: false
                        required: [id, owner]
                        properties:
                          id: {type: integer, readOnly: true}
                          owner: {nullable: true, allOf: [{$ref: '#/components/schemas/Owner'}]}
                          value: {oneOf: [{type: integer}, {type: string}, {type: string, maxLength: 1}]}
                          any: {anyOf: [{type: integer}, {type: string}]}
                      Owner: {type: object, required: [name], properties: {name: {type: string}}}
                    """
            )
        )
    }

    @Test(
        "What a response does wrong",
        arguments: [
            (#"{"id":1,"owner":null}"#, []), (#"{"id":1,"owner":{"name":"a"},"value":"ab","any":"x"}"#, []),
            (#"{"owner":{}}"#, ["/owner/name required", "/id required"]),
            (#"{"id":1,"owner":null,"more":1}"#, ["/more unknown"]),
            (#"{"id":"1","owner":null,"value":"a"}"#, ["/id type", "/value type"]),
            (#"{"id":1,"owner":null,"any":true}"#, ["/any type"]),
        ] as [(String, [String])]
    )
    func body(body: String, faults: [String]) {
        let found = validate(200, body: body)
        #expect(found.count == faults.count, "\(found)")
        for fault in faults { #expect(found.contains { $0.contains("body\(fault)") }, "\(found)") }
    }

    @Test("An undeclared status, media type, header or body is reported")
    func declarations() {
        #expect(validate(500, body: "{}") == ["list does not declare status 500"])
        #expect(validate(200, type: "text/html", body: "x") == ["list 200: the media type text/html is not declared"])
        #expect(validate(200, type: "text/csv; charset=utf-8", body: "x") == [])
        #expect(validate(200, body: "") == ["list 200: the body is missing"])
        #expect(validate(204, body: "{}") == ["list 204: a body is not declared"])
        #expect(validate(204, body: "") == [])
        #expect(validate(304, body: "") == [])
        #expect(validate(200, body: "{") != [])
        #expect(
            validate(200, headers: ["ETag": "x"], body: #"{"id":1,"owner":null}"#) == [
                "list 200: the header API-Version is missing",
                "list 200: the header ETag min_length: At least 3 characters.",
            ]
        )
    }

    @Test("HEAD has the headers of GET and no body")
    func head() {
        func head(_ body: String) -> [String] {
            contract.validateResponse(
                contract.operations[0],
                status: 200,
                headers: { $0 == "API-Version" ? "1.2.3" : nil },
                body: Array(body.utf8),
                isHead: true
            )
        }
        #expect(head("") == [])
        #expect(head("{}") == ["list 200: HEAD is answered without a body"])
    }

    @Test("Each line of JSON lines is held against the schema, and the last one is ended")
    func lines() throws {
        let contract = try Contract.embedded()
        let export = try #require(contract.operation("exportJournal"))
        let entry = try #require(export.response(status: 200)?.content.first?.examples.first?.value.text)
        func faults(_ body: String) -> [String] {
            contract.validateResponse(
                export,
                status: 200,
                headers: { $0 == "Content-Type" ? "application/x-ndjson" : contract.version },
                body: Array(body.utf8)
            )
        }
        #expect(faults("\(entry)\n\(entry)\n") == [])
        #expect(faults("") == [])
        #expect(faults(entry) == ["exportJournal 200: the last line of the body is not ended"])
        #expect(faults("\(entry)\n\n").count == 1)
        #expect(faults("\(entry)\n{}\n").allSatisfy { $0.hasPrefix("exportJournal 200: line 2/") })
        #expect(!faults("\(entry)\n{}\n").isEmpty)
    }

    @Test("A value is held against a named schema")
    func namedSchema() {
        #expect(contract.faults(of: ["name": "a"], inSchema: "Owner") == [])
        #expect(contract.faults(of: [:], inSchema: "Owner") == ["/name required: This is required."])
        #expect(contract.faults(of: [:], inSchema: "None") == ["there is no schema None"])
    }

    private func validate(
        _ status: Int,
        type: String = "application/json",
        headers: [String: String] = ["API-Version": "1.2.3"],
        body: String
    ) -> [String] {
        contract.validateResponse(
            contract.operations[0],
            status: status,
            headers: { $0 == "Content-Type" ? type : headers[$0] },
            body: Array(body.utf8)
        )
    }
}
