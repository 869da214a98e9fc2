/// A value of the document and where it stands.
struct DocumentNode {
    let value: JSON
    let place: JSONPointer

    subscript(key: String) -> DocumentNode? {
        value[key].map { DocumentNode(value: $0, place: place / key) }
    }

    var object: JSON.Object? { value.object }

    /// The members, extensions left out.
    var members: [(key: String, node: DocumentNode)] {
        (object.map(Array.init) ?? [])
            .filter { !$0.key.hasPrefix("x-") }
            .map { (key: $0.key, node: DocumentNode(value: $0.value, place: place / $0.key)) }
    }

    var elements: [DocumentNode] {
        (value.array ?? []).enumerated().map { DocumentNode(value: $0.element, place: place / $0.offset) }
    }
}

/// Compiles a document and collects every fault on the way, so that an author sees them all.
struct DocumentLoader {
    struct Loaded {
        var version = ""
        var basePath = ""
        var operations: [Contract.Operation] = []
    }

    let document: JSON
    private(set) var faults: [Contract.LoadFailure.Fault] = []
    var schemas: [CompiledSchema] = []
    var namedSchemas: [String: Contract.Schema.ID] = [:]
    var schemasByPlace: [JSONPointer: Contract.Schema.ID] = [:]

    init(document: JSON) { self.document = document }

    var root: DocumentNode { DocumentNode(value: document, place: JSONPointer()) }

    mutating func load() -> Loaded {
        var loaded = Loaded()
        checkKeys(
            of: root,
            allowed: ["openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs"]
        )
        if let version = text(root, "openapi"), !version.hasPrefix("3.0.") {
            report(root["openapi"] ?? root, "only OpenAPI 3.0 is enforced")
        }
        if let info = root["info"] { loaded.version = text(info, "version") ?? "" }
        loaded.basePath = loadBasePath()
        loadComponents()
        var shapes: Set<String> = []
        for (template, item) in root["paths"]?.members ?? [] {
            if !shapes.insert(PathRouter.shape(of: template)).inserted {
                report(item, "the path differs from another only in the names of its parameters")
            }
            loaded.operations += loadPathItem(item, template: template)
        }
        checkOperationIDs(loaded.operations)
        return loaded
    }

    /// The path that all server URLs share.
    private mutating func loadBasePath() -> String {
        let servers = root["servers"]?.elements ?? []
        let paths = servers.map { server in
            let url = server.value["url"]?.string ?? ""
            let afterScheme = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
            guard url.hasPrefix("/") == false else { return url }
            return afterScheme.firstIndex(of: "/").map { String(afterScheme[$0...]) } ?? ""
        }
        guard let first = paths.first else {
            report(root, "servers are missing")
            return ""
        }
        guard Set(paths).count == 1, !first.hasSuffix("/") else {
            report(root["servers"] ?? root, "every server URL ends in the same path, without a trailing slash")
            return first
        }
        return first
    }

    private mutating func loadComponents() {
        guard let components = root["components"] else { return }
        checkKeys(
            of: components,
            allowed: ["schemas", "parameters", "responses", "headers", "examples", "requestBodies", "securitySchemes"]
        )
        for (name, node) in components["schemas"]?.members ?? [] {
            namedSchemas[name] = compileSchema(node)
        }
    }

    private mutating func checkOperationIDs(_ operations: [Contract.Operation]) {
        var seen: Set<String> = []
        for operation in operations where !seen.insert(operation.id).inserted {
            report(DocumentNode(value: .null, place: operation.place), "operationId \(operation.id) is used twice")
        }
    }

    mutating func report(_ node: DocumentNode, _ detail: String) {
        faults.append(Contract.LoadFailure.Fault(place: node.place, detail: detail))
    }

    mutating func checkKeys(of node: DocumentNode, allowed: Set<String>) {
        for (key, member) in node.members where !allowed.contains(key) {
            report(member, "\(key) is not supported here")
        }
    }

    /// The string of a compulsory member.
    mutating func text(_ node: DocumentNode, _ key: String) -> String? {
        guard let text = node.value[key]?.string else {
            report(node, "\(key) is missing or no string")
            return nil
        }
        return text
    }

    /// Follows `$ref`, also to another `$ref`. Members beside it would be ignored silently, so they are faults.
    mutating func resolve(_ node: DocumentNode) -> DocumentNode {
        var node = node
        for _ in 0..<8 {
            guard let reference = node["$ref"] else { return node }
            if node.members.count > 1 { report(node, "members beside $ref are ignored by OpenAPI 3.0") }
            guard let text = reference.value.string, text.hasPrefix("#/"),
                let pointer = JSONPointer(String(text.dropFirst())),
                let value = document[pointer: pointer]
            else {
                report(reference, "the reference leads nowhere")
                return DocumentNode(value: [:], place: node.place)
            }
            node = DocumentNode(value: value, place: pointer)
        }
        report(node, "the reference leads in a circle")
        return DocumentNode(value: [:], place: node.place)
    }
}
