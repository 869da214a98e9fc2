import Contract
import EmbedText

/// A contract from YAML, as the build makes one.
func contract(_ yaml: String) throws -> Contract {
    try Contract(json: Array(try jsonText(ofYAML: yaml).utf8))
}

/// A document around some paths and components, with everything that the load asks for.
func document(paths: String, components: String = "") -> String {
    """
    openapi: 3.0.3
    info: {title: Test, version: 1.2.3, contact: {name: Test, email: test@example.org, url: https://example.org}}
    servers: [{url: https://koers.example.org/v1}]
    tags: [{name: things}]
    paths:
    \(paths.indented(by: 2))
    components:
      securitySchemes: {bearer: {type: http, scheme: bearer}}
    \(components.indented(by: 2))
    """
}

/// A document with one operation, `create`, whose body has the given schema.
func contract(bodySchema: String) throws -> Contract {
    try contract(
        document(
            paths: """
                /things:
                  post:
                    operationId: create
                    security: []
                    requestBody:
                      required: true
                      content:
                        application/json:
                          schema:
                \(bodySchema.indented(by: 12))
                    responses: {"204": {description: Done}}
                """
        )
    )
}

/// A document with one operation, `list`, with the given parameters.
func contract(parameters: String) throws -> Contract {
    try contract(
        document(
            paths: """
                /things:
                  get:
                    operationId: list
                    security: []
                    parameters:
                \(parameters.indented(by: 6))
                    responses: {"204": {description: Done}}
                """
        )
    )
}

extension Contract {
    /// Validates a request to the only operation.
    func request(
        path: [String: String] = [:],
        query: String? = nil,
        headers: [String: String] = [:],
        body: String? = nil
    ) throws -> Result<ValidRequest, Violations> {
        validate(
            operations[0],
            path: path,
            query: query,
            headers: { headers[$0] },
            body: body.map { Array($0.utf8) },
            contentType: "application/json"
        )
    }

    /// The violations of a body as `pointer code`.
    func violations(body: String?) throws -> [String] { try request(body: body).lines }

    /// The violations of a query as `name code`.
    func violations(query: String) throws -> [String] { try request(query: query).lines }
}

extension Result<ValidRequest, Violations> {
    /// Each violation as `location code`; empty for a valid request.
    var lines: [String] {
        switch self {
        case .success: []
        case .failure(let violations): violations.all.map { "\($0.location) \($0.code.rawValue)" }
        }
    }
}

extension String {
    fileprivate func indented(by spaces: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { String(repeating: " ", count: spaces) + $0 }
            .joined(separator: "\n")
    }
}
