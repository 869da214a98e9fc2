/// Holds a value against a compiled schema and collects everything that is wrong.
struct SchemaValidator {
    enum Direction {
        /// Members that the server owns are refused.
        case request

        /// Members that the server owns are expected.
        case response
    }

    struct Fault {
        let pointer: JSONPointer
        let reason: ViolationReason
    }

    /// Faults beyond this number are not reported, so that a hostile body cannot ask for an answer larger than itself.
    static let maximumFaults = 250

    let schemas: [CompiledSchema]
    let direction: Direction
    private(set) var faults: [Fault] = []
    private(set) var scopedMembers: [ScopedMember] = []
    private var path: [String] = []

    init(schemas: [CompiledSchema], direction: Direction) {
        self.schemas = schemas
        self.direction = direction
    }

    mutating func validate(_ value: JSON, against id: Contract.Schema.ID) {
        let schema = schemas[id.index]
        if schema.definition.isNullable, case .null = value { return }
        guard hasKind(value, of: schema) else {
            if let kind = schema.definition.kind { report(.type(kind)) }
            return
        }
        if let allowed = schema.definition.allowedValues, !allowed.contains(where: { isSame($0, value) }) {
            report(.allowedValues(allowed))
        }
        switch value {
        case .null, .bool: break
        case .number(let number): validate(number, against: schema)
        case .string(let string): validate(string, against: schema)
        case .array(let elements): validate(elements, against: schema)
        case .object(let object): validate(object, against: schema)
        }
        if schema.definition.isComposed { validateComposition(value, of: schema) }
    }

    private func hasKind(_ value: JSON, of schema: CompiledSchema) -> Bool {
        switch (schema.definition.kind, value) {
        case (nil, _): true
        case (.string, .string), (.number, .number), (.boolean, .bool), (.array, .array), (.object, .object): true
        case (.integer, .number(let number)): number.isWrittenAsInteger
        default: false
        }
    }

    private func isSame(_ allowed: JSON, _ value: JSON) -> Bool {
        guard case .string(let allowed) = allowed, case .string(let value) = value else { return allowed == value }
        return allowed.hasSameBytes(as: value)
    }

    private mutating func validate(_ number: NumberText, against schema: CompiledSchema) {
        if let limit = schema.definition.minimum, number < limit.value || (limit.isExclusive && number == limit.value) {
            report(.minimum(limit))
        }
        if let limit = schema.definition.maximum, limit.value < number || (limit.isExclusive && number == limit.value) {
            report(.maximum(limit))
        }
    }

    private mutating func validate(_ string: String, against schema: CompiledSchema) {
        var isTooLong = false
        if schema.definition.minimumLength != nil || schema.definition.maximumLength != nil {
            let length = string.unicodeScalars.count
            if let minimum = schema.definition.minimumLength, length < minimum { report(.minLength(minimum)) }
            if let maximum = schema.definition.maximumLength, length > maximum {
                isTooLong = true
                report(.maxLength(maximum))
            }
        }
        if let format = schema.definition.format, !format.admits(string) { report(.format(format)) }
        if let pattern = schema.definition.pattern, !isTooLong, !pattern.matches(string) {
            report(.pattern(pattern.source))
        }
    }

    private mutating func validate(_ elements: [JSON], against schema: CompiledSchema) {
        if let minimum = schema.definition.minimumItems, elements.count < minimum { report(.minItems(minimum)) }
        if let maximum = schema.definition.maximumItems, elements.count > maximum {
            report(.maxItems(maximum))
            return
        }
        if schema.definition.hasUniqueItems, Set(elements).count < elements.count { report(.uniqueItems) }
        guard let items = schema.definition.items else { return }
        for (index, element) in elements.enumerated() {
            path.append(String(index))
            validate(element, against: items)
            path.removeLast()
        }
    }

    private mutating func validate(_ object: JSON.Object, against schema: CompiledSchema) {
        if let maximum = schema.definition.maximumMembers, object.count > maximum {
            report(.maxItems(maximum))
            return
        }
        for (name, value) in object {
            path.append(name)
            if let property = schema.definition.property(named: name) {
                validate(value, of: property)
            } else {
                if let pattern = schema.definition.keyPattern, !pattern.matches(name) {
                    report(.pattern(pattern.source))
                }
                switch schema.definition.additionalMembers {
                case .allowed: break
                case .refused: report(.unknown)
                case .matching(let id): validate(value, against: id)
                }
            }
            path.removeLast()
        }
        for name in schema.definition.requiredNames where object[name] == nil {
            if direction == .request, let property = schema.definition.property(named: name),
                schemas[property.schema.index].definition.isReadOnly
            {
                continue
            }
            path.append(name)
            report(.required)
            path.removeLast()
        }
    }

    private mutating func validate(_ value: JSON, of property: Contract.Schema.Property) {
        guard direction == .response || !schemas[property.schema.index].definition.isReadOnly else {
            report(.readOnly)
            return
        }
        if let scope = property.requiredScope {
            scopedMembers.append(ScopedMember(pointer: JSONPointer(path), scope: scope))
        }
        validate(value, against: property.schema)
    }

    private mutating func validateComposition(_ value: JSON, of schema: CompiledSchema) {
        for id in schema.definition.allOf { validate(value, against: id) }
        if !schema.definition.anyOf.isEmpty, !schema.definition.anyOf.contains(where: { admits(value, $0) }) {
            report(.noAlternative)
        }
        if !schema.definition.oneOf.isEmpty, schema.definition.oneOf.count(where: { admits(value, $0) }) != 1 {
            report(.noAlternative)
        }
    }

    private func admits(_ value: JSON, _ id: Contract.Schema.ID) -> Bool {
        var validator = SchemaValidator(schemas: schemas, direction: direction)
        validator.validate(value, against: id)
        return validator.faults.isEmpty
    }

    private mutating func report(_ reason: ViolationReason) {
        guard faults.count < Self.maximumFaults else { return }
        faults.append(Fault(pointer: JSONPointer(path), reason: reason))
    }
}

/// A member of a body that asks for a scope of its own (`x-requires-scope`).
package struct ScopedMember: Sendable, Hashable {
    /// Where the body has it.
    package let pointer: JSONPointer

    /// Such as `organisation:admin`.
    package let scope: String
}
