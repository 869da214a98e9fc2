/// What one operation is for and what it takes, for `koers api --list OPERATION`.
enum EndpointHelp {
    static func rendered(_ endpoint: Endpoint) -> String {
        let sections = [
            "\(endpoint.id)  \(endpoint.method) \(endpoint.path)",
            endpoint.summary,
            endpoint.description == endpoint.summary ? "" : endpoint.description,
            section("Path", endpoint.fields(in: .path)),
            section("Query", endpoint.fields(in: .query)),
            section("Header", endpoint.fields(in: .header)),
            section("Body", endpoint.body),
        ]
        return TerminalText.block(helpText(sections)) + "\n"
    }

    private static func section(_ title: String, _ fields: [Field]) -> String {
        FieldHelp.rendered(fields, title: title) { "\($0.name)=\($0.placeholder)" }
    }
}
