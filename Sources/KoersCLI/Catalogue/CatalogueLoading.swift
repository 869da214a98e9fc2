import Contract

extension Catalogue {
    /// The contract that was built into this binary; empty when it cannot be read, which a test excludes.
    static let builtIn: Catalogue = {
        guard let contract = try? Contract.embedded() else { return Catalogue(version: "", endpoints: []) }
        return Catalogue(contract)
    }()

    init(_ contract: Contract) {
        self.init(version: contract.version, endpoints: contract.operations.map { Endpoint($0, in: contract) })
    }
}

extension Endpoint {
    fileprivate init(_ operation: Contract.Operation, in contract: Contract) {
        self.init(id: operation.id, method: operation.method.name, path: contract.basePath + operation.path)
        let home = operation.path.split(separator: "/").first.map(String.init)
        summary = operation.summary
        description = operation.description
        parameters = operation.parameters.compactMap { parameter in
            guard let place = Place(parameter.part) else { return nil }
            var field = Field(parameter.name, parameter.schema, in: contract)
            field.isRequired = parameter.isRequired
            field.home = home
            if !parameter.description.isEmpty { field.description = parameter.description }
            return Parameter(place: place, field: field)
        }
        let content = operation.requestBody?.content.first
        produces = operation.producedMediaTypes.map(\.description)
        bodyType = content?.mediaType.description
        if let schema = content?.schema {
            body = contract.resolved(schema).properties.compactMap { property in
                guard !contract.resolved(property.schema).isReadOnly else { return nil }
                var field = Field(property.name, property.schema, in: contract)
                field.isRequired = property.isRequired
                field.home = home
                return field
            }
        }
    }
}

extension Endpoint.Place {
    fileprivate init?(_ part: Violation.Part) {
        switch part {
        case .path: self = .path
        case .query: self = .query
        case .header: self = .header
        case .body: return nil
        }
    }
}

extension Field {
    fileprivate init(_ name: String, _ id: Contract.Schema.ID, in contract: Contract) {
        let outer = contract[id]
        let schema = contract.resolved(id)
        self.init(name: name, kind: Kind(schema, in: contract))
        let valued = schema.items.map { contract.resolved($0) } ?? schema
        allowed = (valued.allowedValues ?? []).compactMap(\.string)
        format = valued.format?.rawValue
        isNullable = outer.isNullable || schema.isNullable
        description = outer.description.isEmpty ? schema.description : outer.description
    }
}

extension Field.Kind {
    fileprivate init(_ schema: Contract.Schema, in contract: Contract) {
        switch schema.kind {
        case .string: self = .text
        case .integer: self = .integer
        case .number: self = .number
        case .boolean: self = .boolean
        case .array: self = .list(of: schema.items.map { Field.Kind(contract.resolved($0), in: contract) } ?? .json)
        case .object, nil: self = .json
        }
    }
}

extension Contract {
    /// The schema itself, or the single one that it only wraps to say more about it.
    fileprivate func resolved(_ id: Schema.ID) -> Schema {
        let schema = self[id]
        guard schema.kind == nil, schema.allOf.count == 1, let inner = schema.allOf.first else { return schema }
        return resolved(inner)
    }
}
