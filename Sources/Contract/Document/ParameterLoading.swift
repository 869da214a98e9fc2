/// Parameters of the path, the query and the header.
extension DocumentLoader {
    /// An operation's own parameter replaces the path item's of the same name and part.
    mutating func loadParameters(own: [DocumentNode], shared: [DocumentNode]) -> [Contract.Parameter] {
        var parameters: [Contract.Parameter] = []
        for node in own {
            guard let parameter = loadParameter(node) else { continue }
            if parameters.contains(where: { $0.name == parameter.name && $0.part == parameter.part }) {
                report(node, "the parameter \(parameter.name) is declared twice")
            }
            parameters.append(parameter)
        }
        for node in shared {
            guard let parameter = loadParameter(node) else { continue }
            if !parameters.contains(where: { $0.name == parameter.name && $0.part == parameter.part }) {
                parameters.append(parameter)
            }
        }
        return parameters
    }

    private mutating func loadParameter(_ unresolved: DocumentNode) -> Contract.Parameter? {
        let node = resolve(unresolved)
        checkKeys(
            of: node,
            allowed: [
                "name", "in", "required", "description", "schema", "style", "explode", "example", "examples",
                "deprecated",
            ]
        )
        guard let name = text(node, "name"), let place = text(node, "in") else { return nil }
        guard let part = Violation.Part(rawValue: place), part != .body else {
            report(node, "a parameter stands in path, query or header")
            return nil
        }
        guard let schemaNode = node["schema"] else {
            report(node, "the schema is missing")
            return nil
        }
        let isRequired = node.value["required"]?.bool ?? false
        if part == .path, !isRequired { report(node, "a path parameter is required") }
        if let style = node.value["style"]?.string, style != (part == .query ? "form" : "simple") {
            report(node, "the style \(style) is not supported")
        }
        let schema = compileSchema(schemaNode)
        refuseComposition(schema, because: "a parameter uses no allOf, anyOf or oneOf")
        let reading = loadReading(of: schema, node)
        if case .list = reading, part == .path { report(node, "a path parameter is no array") }
        return Contract.Parameter(
            name: name,
            part: part,
            isRequired: isRequired,
            description: node.value["description"]?.string ?? "",
            schema: schema,
            explodes: node.value["explode"]?.bool ?? (part == .query),
            examples: loadExamples(node),
            reading: reading,
            defaultValue: schemas[schema.index].definition.defaultValue.flatMap(QueryValue.init)
        )
    }

    mutating func loadReading(of schema: Contract.Schema.ID, _ node: DocumentNode) -> ParameterReading {
        let compiled = schemas[schema.index].definition
        switch compiled.kind {
        case .string: return .string
        case .integer: return .integer
        case .boolean: return .boolean
        case .array:
            guard let items = compiled.items else { return .list(.string) }
            let reading = loadReading(of: items, node)
            if case .list = reading { report(node, "a parameter is no array of arrays") }
            return .list(reading)
        case .number, .object, nil:
            report(node, "a parameter or header is a string, integer, boolean or array")
            return .string
        }
    }
}
