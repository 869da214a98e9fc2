extension Contract {
    /// What the document promises less than the NL GOV API Design Rules ask, one sentence each.
    ///
    /// For a test: a document that loads can be enforced; a document that lints clean can be published.
    package func lint() -> [String] {
        lintDocument() + operations.flatMap(lint) + schemas.map(\.definition).flatMap(lint)
    }

    private func lintDocument() -> [String] {
        var faults: [String] = []
        if version.wholeMatch(of: /(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?/) == nil {
            faults.append("info.version \(version) is not a semantic version")
        }
        for key in ["name", "email", "url"] where document["info"]?["contact"]?[key]?.string == nil {
            faults.append("info.contact has no \(key)")
        }
        let tags = (document["tags"]?.array ?? []).compactMap { $0["name"]?.string }
        if Set(tags).count < tags.count { faults.append("a tag is declared twice") }
        for operation in operations where !tags.contains(operation.tag) {
            faults.append("\(operation.id): the tag '\(operation.tag)' is not declared")
        }
        return faults
    }

    private func lint(_ operation: Operation) -> [String] {
        var faults: [String] = []
        if operation.summary.isEmpty { faults.append("summary is missing") }
        if operation.description.isEmpty { faults.append("description is missing") }
        for segment in operation.path.split(separator: "/") where !segment.hasPrefix("{") {
            if segment.wholeMatch(of: /_?[a-z0-9]+(-[a-z0-9]+)*(\.(json|yaml))?/) == nil {
                faults.append("the path segment \(segment) is not kebab-case")
            }
        }
        for parameter in operation.queryParameters where parameter.name.wholeMatch(of: /[a-z][a-zA-Z0-9]*/) == nil {
            faults.append("the query key \(parameter.name) is not camelCase")
        }
        if operation.requestBody != nil || !operation.parameters.isEmpty, operation.response(status: 400) == nil {
            faults.append("400 is not declared")
        }
        faults += lintResponses(operation) + lintExamples(operation)
        return faults.map { "\(operation.id): \($0)" }
    }

    private func lintResponses(_ operation: Operation) -> [String] {
        operation.responses.flatMap { response in
            var faults: [String] = []
            if !response.headers.contains(where: { $0.name.lowercased() == "api-version" }) {
                faults.append("\(response.status) does not declare API-Version")
            }
            if response.status >= 400, response.content.map(\.mediaType) != [.problem] {
                faults.append("\(response.status) is not application/problem+json")
            }
            return faults
        }
    }

    private func lintExamples(_ operation: Operation) -> [String] {
        let request = operation.requestBody?.content ?? []
        let success = operation.responses.filter(\.isSuccess).flatMap(\.content)
        var faults: [String] = []
        if !(request + success).isEmpty, (request + success).allSatisfy({ exampleCount($0) == 0 }) {
            faults.append("there is no example")
        }
        for content in request { faults += lintExamples(content, direction: .request) }
        for content in operation.responses.flatMap(\.content) { faults += lintExamples(content, direction: .response) }
        for parameter in operation.parameters {
            for example in parameter.examples {
                faults += schemaFaults(example.value, parameter.schema).map { "the example at \(example.place)\($0)" }
            }
        }
        return faults
    }

    private func exampleCount(_ content: Content) -> Int {
        content.examples.count + (content.schema.flatMap { self[$0].example } == nil ? 0 : 1)
    }

    private func lintExamples(_ content: Content, direction: SchemaValidator.Direction) -> [String] {
        guard let schema = content.schema, content.mediaType.isJSON || content.mediaType.isSame(as: .jsonLines) else {
            return []
        }
        return content.examples.flatMap { example in
            schemaFaults(example.value, schema, direction: direction).map { "the example at \(example.place)\($0)" }
        }
    }

    private func lint(_ schema: Schema) -> [String] {
        var faults: [String] = []
        for property in schema.properties {
            let format = self[property.schema].format
            if property.name.hasSuffix("Date"), format != .date {
                faults.append("\(property.name) is not a date")
            }
            if property.name.hasSuffix("At"), self[property.schema].kind == .string, format != .dateTime {
                faults.append("\(property.name) is not a date-time")
            }
        }
        if let example = schema.example, let id = schemas.firstIndex(where: { $0.definition.place == schema.place }) {
            faults += schemaFaults(example, Schema.ID(index: id)).map { "the example\($0)" }
        }
        return faults.map { "\(schema.place): \($0)" }
    }
}
