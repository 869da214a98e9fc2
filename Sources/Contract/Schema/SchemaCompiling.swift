/// Schemas, each compiled once however often it is referred to.
extension DocumentLoader {
    /// The identity is known before the content, so that a schema may contain itself.
    mutating func compileSchema(_ unresolved: DocumentNode) -> Contract.Schema.ID {
        let node = resolve(unresolved)
        if let known = schemasByPlace[node.place] { return known }
        let id = Contract.Schema.ID(index: schemas.count)
        schemas.append(CompiledSchema(Contract.Schema(place: node.place)))
        schemasByPlace[node.place] = id
        if node.object == nil { report(node, "a schema is an object") }
        let compiled = compile(node)
        schemas[id.index] = CompiledSchema(compiled)
        checkConsistency(of: compiled, node)
        return id
    }

    /// Refuses composition anywhere below a schema.
    mutating func refuseComposition(_ id: Contract.Schema.ID, because reason: String) {
        var seen: Set<Contract.Schema.ID> = []
        var open = [id]
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            let schema = schemas[next.index].definition
            if schema.isComposed { report(DocumentNode(value: .null, place: schema.place), reason) }
            open += schema.references
        }
    }

    private mutating func compile(_ node: DocumentNode) -> Contract.Schema {
        var schema = Contract.Schema(place: node.place)
        for (key, member) in node.members {
            switch key {
            case "type": schema.kind = named(member)
            case "format": schema.format = named(member)
            case "title": schema.title = member.value.string ?? ""
            case "description": schema.description = member.value.string ?? ""
            case "deprecated", "exclusiveMinimum", "exclusiveMaximum": break
            case "nullable": schema.isNullable = flag(member)
            case "readOnly": schema.isReadOnly = flag(member)
            case "uniqueItems": schema.hasUniqueItems = flag(member)
            case "enum": schema.allowedValues = member.value.array
            case "minimum": schema.minimum = limit(member, exclusive: node["exclusiveMinimum"])
            case "maximum": schema.maximum = limit(member, exclusive: node["exclusiveMaximum"])
            case "minLength": schema.minimumLength = count(member)
            case "maxLength": schema.maximumLength = count(member)
            case "minItems": schema.minimumItems = count(member)
            case "maxItems": schema.maximumItems = count(member)
            case "maxProperties": schema.maximumMembers = count(member)
            case "pattern": schema.pattern = pattern(member)
            case "items": schema.items = compileSchema(member)
            case "required": schema.requiredNames = member.elements.compactMap(\.value.string)
            case "properties": break
            case "additionalProperties": schema.additionalMembers = additionalMembers(member)
            case "oneOf": schema.oneOf = member.elements.map { compileSchema($0) }
            case "anyOf": schema.anyOf = member.elements.map { compileSchema($0) }
            case "allOf": schema.allOf = member.elements.map { compileSchema($0) }
            case "default": schema.defaultValue = member.value
            case "example": schema.example = member.value
            default: report(member, "the keyword \(key) is not supported")
            }
        }
        schema.keyPattern = node["x-key-pattern"].flatMap { pattern($0) }
        compileProperties(of: node, into: &schema)
        applyIntegerRange(to: &schema)
        return schema
    }

    private mutating func compileProperties(of node: DocumentNode, into schema: inout Contract.Schema) {
        let required = Set(schema.requiredNames)
        for (name, member) in node["properties"]?.members ?? [] {
            schema.propertyIndex[ExactKey(text: name)] = schema.properties.count
            schema.properties.append(
                Contract.Schema.Property(
                    name: name,
                    schema: compileSchema(member),
                    isRequired: required.contains(name),
                    requiredScope: member.value["x-requires-scope"]?.string
                )
            )
        }
    }

    /// An integer always fits 64 bits, and 32 when its format says so.
    private func applyIntegerRange(to schema: inout Contract.Schema) {
        guard schema.kind == .integer else { return }
        let range: ClosedRange<Int64> =
            schema.format == .int32 ? Int64(Int32.min)...Int64(Int32.max) : Int64.min...Int64.max
        let lowest = Contract.Schema.Limit(value: NumberText(range.lowerBound), isExclusive: false)
        let highest = Contract.Schema.Limit(value: NumberText(range.upperBound), isExclusive: false)
        if schema.minimum.map({ $0.value < lowest.value }) ?? true { schema.minimum = lowest }
        if schema.maximum.map({ highest.value < $0.value }) ?? true { schema.maximum = highest }
    }

    private mutating func checkConsistency(of schema: Contract.Schema, _ node: DocumentNode) {
        for name in schema.requiredNames where schema.property(named: name) == nil && !schema.isComposed {
            report(node, "the required member \(name) is no property")
        }
        if schema.kind == .array, schema.items == nil { report(node, "an array has items") }
        if schema.allowedValues?.isEmpty == true { report(node, "enum is empty") }
        if let value = schema.defaultValue {
            var validator = SchemaValidator(schemas: schemas, direction: .response)
            validator.validate(value, against: Contract.Schema.ID(index: schemasByPlace[node.place]?.index ?? 0))
            if !validator.faults.isEmpty { report(node, "the default does not fit the schema") }
        }
    }

    private mutating func named<Name: RawRepresentable<String>>(_ node: DocumentNode) -> Name? {
        guard let name = node.value.string.flatMap(Name.init(rawValue:)) else {
            report(node, "\(node.value.text) is not supported")
            return nil
        }
        return name
    }

    private mutating func flag(_ node: DocumentNode) -> Bool {
        guard let flag = node.value.bool else {
            report(node, "true or false is expected")
            return false
        }
        return flag
    }

    private mutating func count(_ node: DocumentNode) -> Int? {
        guard let count = node.value.integer.flatMap(Int.init(exactly:)), count >= 0 else {
            report(node, "a count is expected")
            return nil
        }
        return count
    }

    private mutating func limit(_ node: DocumentNode, exclusive: DocumentNode?) -> Contract.Schema.Limit? {
        guard case .number(let number) = node.value else {
            report(node, "a number is expected")
            return nil
        }
        return Contract.Schema.Limit(value: number, isExclusive: exclusive.map { flag($0) } ?? false)
    }

    private mutating func pattern(_ node: DocumentNode) -> Pattern? {
        guard let source = node.value.string, let pattern = try? Pattern(source) else {
            report(node, "the pattern cannot be compiled")
            return nil
        }
        return pattern
    }

    private mutating func additionalMembers(_ node: DocumentNode) -> Contract.Schema.AdditionalMembers {
        switch node.value {
        case .bool(true): .allowed
        case .bool(false): .refused
        default: .matching(compileSchema(node))
        }
    }
}
