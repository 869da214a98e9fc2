import Contract
import Testing

@Suite("Negotiating media types")
struct NegotiationTests {
    private let operation: Contract.Operation

    init() throws {
        let contract = try contract(
            document(
                paths: """
                    /matrix:
                      post:
                        operationId: matrix
                        security: []
                        requestBody:
                          content:
                            application/json: {schema: {type: object}}
                            application/merge-patch+json: {schema: {type: object}}
                        responses:
                          "200":
                            description: The matrix
                            content:
                              application/json: {schema: {type: object}}
                              image/svg+xml: {schema: {type: string}}
                          "400": {description: Wrong, content: {application/problem+json: {schema: {type: object}}}}
                    /nothing:
                      post: {operationId: nothing, security: [], responses: {"204": {description: Done}}}
                    """
            )
        )
        operation = try #require(contract.operation("matrix"))
        empty = try #require(contract.operation("nothing"))
    }

    private let empty: Contract.Operation

    @Test(
        "Accept selects a media type",
        arguments: [
            (nil, "application/json"), ("", "application/json"), ("*/*", "application/json"),
            ("application/json", "application/json"), ("APPLICATION/JSON", "application/json"),
            ("application/*", "application/json"), ("image/*", "image/svg+xml"), ("image/svg+xml", "image/svg+xml"),
            ("application/json;charset=utf-8", "application/json"),
            ("application/json;q=0.5, image/svg+xml", "image/svg+xml"),
            ("application/json;q=0.5, image/svg+xml;q=0.5", "application/json"),
            ("*/*;q=0.1, application/json;q=0", "image/svg+xml"), ("image/*, */*;q=0.8", "image/svg+xml"),
            ("application/json;q=0.001", "application/json"), ("garbage, application/json", "application/json"),
            ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "application/json"),
            ("application/json ; q=1.000", "application/json"),
        ] as [(String?, String)]
    )
    func selects(accept: String?, expected: String) {
        #expect(operation.negotiate(accept: accept)?.description == expected)
    }

    @Test(
        "Accept that names nothing on offer is refused",
        arguments: [
            "text/html", "application/xml", "*/*;q=0", "application/json;q=0", "application/json;q=2", "json", "/",
            "*/json", "application/json;q=abc", "application/problem+json", ",",
        ]
    )
    func refuses(accept: String) {
        #expect(operation.negotiate(accept: accept) == nil)
    }

    @Test("Success without content is never refused")
    func withoutContent() {
        #expect(empty.negotiate(accept: "text/html") == .problem)
    }

    @Test(
        "Content-Type selects the body's shape",
        arguments: [
            ("application/json", "application/json"), ("application/json; charset=UTF-8", "application/json"),
            ("application/json;charset=\"utf-8\"", "application/json"),
            ("Application/Merge-Patch+JSON", "application/merge-patch+json"),
            ("application/json; version=1", "application/json"),
        ]
    )
    func readsContentType(contentType: String, expected: String) {
        #expect(operation.requestContent(contentType: contentType)?.mediaType.description == expected)
    }

    @Test(
        "Other content is unsupported",
        arguments: [
            nil, "", "text/plain", "application/json; charset=iso-8859-1", "application/*", "*/*", "json",
            "application/json/x", "application/problem+json", "application/json; charset", "application /json",
        ]
    )
    func refusesContentType(contentType: String?) {
        #expect(operation.requestContent(contentType: contentType) == nil)
    }
}
