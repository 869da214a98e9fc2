import Contract
import Testing

@Suite("Matching paths")
struct RoutingTests {
    private let contract: Contract

    init() throws {
        func operation(_ id: String, _ names: String...) -> String {
            let parameters = names.map { "{name: \($0), in: path, required: true, schema: {type: string}}" }
            return "{operationId: \(id), security: [], parameters: [\(parameters.joined(separator: ", "))], "
                + "responses: {\"204\": {description: Done}}}"
        }
        contract = try ContractTests.contract(
            document(
                paths: """
                    /:
                      get: \(operation("root"))
                    /things:
                      get: \(operation("list"))
                      post: \(operation("create"))
                    /things/_import:
                      post: \(operation("import"))
                    /things/{thingId}:
                      get: \(operation("show", "thingId"))
                      patch: \(operation("update", "thingId"))
                    /things/{id}/parts/{partId}:
                      get: \(operation("part", "id", "partId"))
                    /openapi.json:
                      get: \(operation("document"))
                    """
            )
        )
    }

    @Test(
        "A path leads to its operation",
        arguments: [
            ("GET", "/v1/", "root"), ("GET", "/v1/things", "list"), ("HEAD", "/v1/things", "list"),
            ("POST", "/v1/things", "create"), ("POST", "/v1/things/_import", "import"),
            ("GET", "/v1/things/7", "show thingId=7"), ("PATCH", "/v1/things/7", "update thingId=7"),
            ("GET", "/v1/things/7/parts/8", "part id=7 partId=8"), ("GET", "/v1/openapi.json", "document"),
            ("GET", "/v1/things/a%20b%2Fc%C3%A9", "show thingId=a b/cé"), ("GET", "/v1/%74hings", "list"),
            ("GET", "/v1/things/a+b", "show thingId=a+b"),
            ("GET", "/v1/things/_import/parts/8", "part id=_import partId=8"),
        ]
    )
    func finds(method: String, path: String, expected: String) throws {
        guard case .operation(let operation, let captures) = contract.match(method: method, path: path) else {
            Issue.record("\(path) is not found")
            return
        }
        let shown = captures.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        #expect(([operation.id] + shown).joined(separator: " ") == expected)
    }

    @Test(
        "Nothing else is found",
        arguments: [
            "", "/", "/v1", "/v1//", "/things", "/v2/things", "/v1things", "/v1/things/", "/v1//things", "/v1/things//",
            "/v1/things/7/", "/v1/things/.", "/v1/things/..", "/v1/things/%2e%2E", "/v1/things/../things",
            "/v1/things/%", "/v1/things/%2", "/v1/things/%zz", "/v1/things/%00", "/v1/things/%ff", "/v1/Things",
            "/v1/things/7/parts", "/v1/things/7/parts/8/9", "/v1/other", "v1/things", "*",
        ]
    )
    func findsNothing(path: String) {
        guard case .notFound = contract.match(method: "GET", path: path) else {
            Issue.record("\(path) is found")
            return
        }
    }

    @Test(
        "A method that a path lacks is answered with those it has",
        arguments: [
            ("DELETE", "/v1/things", "GET HEAD POST OPTIONS"), ("get", "/v1/things", "GET HEAD POST OPTIONS"),
            ("GET", "/v1/things/_import", "POST OPTIONS"), ("HEAD", "/v1/things/_import", "POST OPTIONS"),
            ("POST", "/v1/things/7", "GET HEAD PATCH OPTIONS"), ("TRACE", "/v1/", "GET HEAD OPTIONS"),
        ]
    )
    func refusesMethods(method: String, path: String, allow: String) {
        guard case .methodNotAllowed(let methods) = contract.match(method: method, path: path) else {
            Issue.record("\(method) \(path) is allowed")
            return
        }
        #expect(methods.joined(separator: " ") == allow)
    }

    @Test("OPTIONS lists the methods of a path that exists")
    func options() {
        guard case .options(let allow) = contract.match(method: "OPTIONS", path: "/v1/things/7") else {
            Issue.record("OPTIONS is not answered")
            return
        }
        #expect(allow == ["GET", "HEAD", "PATCH", "OPTIONS"])
        guard case .notFound = contract.match(method: "OPTIONS", path: "/v1/none") else {
            Issue.record("OPTIONS answers for a path that does not exist")
            return
        }
    }
}
