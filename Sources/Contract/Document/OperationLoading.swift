/// Paths and operations.
extension DocumentLoader {
    mutating func loadPathItem(_ item: DocumentNode, template: String) -> [Contract.Operation] {
        checkTemplate(template, item)
        let shared = item["parameters"]?.elements ?? []
        return item.members.compactMap { key, node in
            if let method = Contract.Method(rawValue: key) {
                return loadOperation(node, method: method, path: template, shared: shared)
            }
            if !["parameters", "summary", "description"].contains(key) { report(node, "\(key) is not supported here") }
            return nil
        }
    }

    private mutating func checkTemplate(_ template: String, _ item: DocumentNode) {
        guard template.hasPrefix("/") else { return report(item, "a path starts with a slash") }
        if template != "/", template.dropFirst().split(separator: "/", omittingEmptySubsequences: false).contains("") {
            report(item, "a path has no empty segment and no trailing slash")
        }
        for segment in template.split(separator: "/") {
            let isCapture = segment.hasPrefix("{") && segment.hasSuffix("}")
            if segment.contains("{") || segment.contains("}"), !isCapture {
                report(item, "a path parameter fills a whole segment")
            }
        }
    }

    private mutating func loadOperation(
        _ node: DocumentNode,
        method: Contract.Method,
        path: String,
        shared: [DocumentNode]
    ) -> Contract.Operation? {
        checkKeys(
            of: node,
            allowed: [
                "operationId", "summary", "description", "tags", "parameters", "requestBody", "responses", "security",
                "deprecated", "externalDocs",
            ]
        )
        guard let id = text(node, "operationId") else { return nil }
        var parts = OperationParts(id: id, method: method, path: path, place: node.place)
        parts.tag = node["tags"]?.elements.first?.value.string ?? ""
        parts.summary = node.value["summary"]?.string ?? ""
        parts.description = node.value["description"]?.string ?? ""
        parts.isDeprecated = node.value["deprecated"]?.bool ?? false
        parts.extensions = Dictionary(
            uniqueKeysWithValues: (node.object.map(Array.init) ?? []).filter { $0.key.hasPrefix("x-") }.map {
                ($0.key, $0.value)
            }
        )
        parts.access = loadAccess(node)
        parts.parameters = loadParameters(own: node["parameters"]?.elements ?? [], shared: shared)
        checkCaptures(parts, node)
        parts.requestBody = node["requestBody"].map { loadRequestBody($0) }
        parts.responses = loadResponses(node)
        return Contract.Operation(parts)
    }

    /// Deny by default: without a requirement and its scopes the document does not load.
    private mutating func loadAccess(_ node: DocumentNode) -> Contract.Access {
        let denied = Contract.Access.required([])
        guard let security = node["security"] ?? root["security"], security.value.array != nil else {
            report(node, "a security requirement is missing; a public operation says security: []")
            return denied
        }
        guard !security.elements.isEmpty else {
            if node["x-scopes"] != nil { report(node, "a public operation has no x-scopes") }
            return .public
        }
        for requirement in security.elements {
            guard let object = requirement.object, !object.isEmpty else {
                report(requirement, "an empty requirement would make the operation public")
                continue
            }
            for (scheme, scopes) in object {
                if document["components"]?["securitySchemes"]?[scheme] == nil {
                    report(requirement, "the security scheme \(scheme) is not declared")
                }
                if scopes != .array([]) { report(requirement, "scopes stand in x-scopes") }
            }
        }
        guard let scopes = node["x-scopes"]?.value.array else {
            report(node, "x-scopes is missing; [] asks for any valid credentials")
            return denied
        }
        let names = scopes.compactMap(\.string)
        if names.count != scopes.count || names.contains("") { report(node, "x-scopes is a list of names") }
        return .required(Set(names))
    }

    private mutating func checkCaptures(_ parts: OperationParts, _ node: DocumentNode) {
        let captures = Set(PathRouter.captureNames(in: parts.path))
        let declared = Set(parts.parameters.filter { $0.part == .path }.map(\.name))
        for name in captures.subtracting(declared).sorted() {
            report(node, "the path parameter \(name) is not declared")
        }
        for name in declared.subtracting(captures).sorted() { report(node, "the path has no parameter \(name)") }
        if captures.count != PathRouter.captureNames(in: parts.path).count {
            report(node, "the path names a parameter twice")
        }
    }

    private mutating func loadRequestBody(_ unresolved: DocumentNode) -> Contract.RequestBody {
        let node = resolve(unresolved)
        checkKeys(of: node, allowed: ["description", "content", "required"])
        let content = loadContent(node)
        for part in content {
            if let schema = part.schema {
                refuseComposition(schema, because: "a request body uses no allOf, anyOf or oneOf")
            }
        }
        return Contract.RequestBody(isRequired: node.value["required"]?.bool ?? false, content: content)
    }

    private mutating func loadResponses(_ node: DocumentNode) -> [Contract.Response] {
        let members = node["responses"]?.members ?? []
        if members.isEmpty { report(node, "responses are missing") }
        return members.compactMap { key, unresolved in
            guard let status = Int(key), (100..<600).contains(status) else {
                report(unresolved, "responses are declared by status")
                return nil
            }
            let node = resolve(unresolved)
            checkKeys(of: node, allowed: ["description", "headers", "content"])
            return Contract.Response(
                status: status,
                description: text(node, "description") ?? "",
                headers: (node["headers"]?.members ?? []).map { loadHeader($0.node, name: $0.key) },
                content: loadContent(node)
            )
        }
    }

    private mutating func loadHeader(_ unresolved: DocumentNode, name: String) -> Contract.Response.Header {
        let node = resolve(unresolved)
        checkKeys(of: node, allowed: ["description", "required", "schema", "example", "deprecated"])
        let schema = compileSchema(node["schema"] ?? node)
        return Contract.Response.Header(
            name: name,
            isRequired: node.value["required"]?.bool ?? false,
            schema: schema,
            reading: loadReading(of: schema, node)
        )
    }

    private mutating func loadContent(_ node: DocumentNode) -> [Contract.Content] {
        (node["content"]?.members ?? []).compactMap { key, node in
            guard let mediaType = MediaType(key), !mediaType.isRange else {
                report(node, "\(key) is no media type")
                return nil
            }
            checkKeys(of: node, allowed: ["schema", "example", "examples"])
            return Contract.Content(
                mediaType: mediaType,
                schema: node["schema"].map { compileSchema($0) },
                examples: loadExamples(node)
            )
        }
    }

    mutating func loadExamples(_ node: DocumentNode) -> [Contract.Example] {
        var examples = node["example"].map { [Contract.Example(name: "", value: $0.value, place: $0.place)] } ?? []
        for (name, unresolved) in node["examples"]?.members ?? [] {
            let example = resolve(unresolved)
            checkKeys(of: example, allowed: ["summary", "description", "value"])
            guard let value = example["value"] else {
                report(example, "the example has no value")
                continue
            }
            examples.append(Contract.Example(name: name, value: value.value, place: value.place))
        }
        return examples
    }
}
