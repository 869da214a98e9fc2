extension Contract {
    /// Holds a request against its operation and reports everything that is wrong at once.
    ///
    /// The media type has been accepted before (`Operation.requestContent`); a body of another type is judged by the
    /// first declared shape.
    /// - Parameters:
    ///   - path: the captures of `match`.
    ///   - query: the raw query without the question mark.
    ///   - headers: the value of a header by its name in any case; several lines joined by commas.
    ///   - body: `nil` or no bytes when none was sent.
    package func validate(
        _ operation: Operation,
        path: [String: String],
        query: String?,
        headers: (String) -> String?,
        body: [UInt8]?,
        contentType: String?
    ) -> Result<ValidRequest, Violations> {
        var validation = RequestValidation(contract: self, operation: operation)
        validation.validatePath(path)
        let query = validation.validateQuery(query)
        let headers = validation.validateHeaders(headers)
        let body = validation.validateBody(body, contentType: contentType)
        guard validation.violations.isEmpty else {
            return .failure(
                Violations(validation.violations, scopedMembers: validation.scopedMembers)
            )
        }
        return .success(
            ValidRequest(
                path: path,
                query: query,
                headers: headers,
                body: body,
                scopedMembers: validation.scopedMembers
            )
        )
    }
}

/// Collects the violations of one request.
private struct RequestValidation {
    let contract: Contract
    let operation: Contract.Operation
    var violations: [Violation] = []
    var scopedMembers: [ScopedMember] = []

    init(contract: Contract, operation: Contract.Operation) {
        self.contract = contract
        self.operation = operation
    }

    mutating func validatePath(_ captures: [String: String]) {
        for parameter in operation.pathParameters {
            guard let text = captures[parameter.name] else {
                report(.path, parameter.name, .required)
                continue
            }
            judge(parameter.reading.value(of: text), parameter)
        }
    }

    mutating func validateQuery(_ query: String?) -> [String: QueryValue] {
        let parameters = operation.queryParameters
        var given = [[String]](repeating: [], count: parameters.count)
        for pair in QueryPairs(query ?? "") {
            switch pair {
            case .malformed(let key):
                report(.query, key, .malformed(Self.malformedEncoding))
            case .pair(let key, let value):
                guard let index = operation.queryIndex[ExactKey(text: key)] else {
                    report(.query, key, .unknown)
                    continue
                }
                if !given[index].isEmpty, !parameters[index].isRepeatable { report(.query, key, .repeated) }
                given[index].append(value)
            }
            if violations.count >= SchemaValidator.maximumFaults { break }
        }
        var values: [String: QueryValue] = [:]
        for (parameter, texts) in zip(parameters, given) {
            if !texts.isEmpty {
                let value = parameter.value(of: texts)
                judge(value, parameter)
                values[parameter.name] = QueryValue(value)
            } else if let value = parameter.defaultValue {
                values[parameter.name] = value
            } else if parameter.isRequired {
                report(.query, parameter.name, .required)
            }
        }
        return values
    }

    mutating func validateHeaders(_ lookUp: (String) -> String?) -> [String: String] {
        var values: [String: String] = [:]
        for parameter in operation.headerParameters {
            guard let text = lookUp(parameter.name) else {
                if parameter.isRequired { report(.header, parameter.name, .required) }
                continue
            }
            judge(parameter.reading.value(of: text), parameter)
            values[parameter.name] = text
        }
        return values
    }

    mutating func validateBody(_ bytes: [UInt8]?, contentType: String?) -> JSON? {
        guard let bytes, !bytes.isEmpty else {
            if operation.requestBody?.isRequired == true { report(.body, "", .required) }
            return nil
        }
        guard let declared = operation.requestBody else {
            report(.body, "", .unknown)
            return nil
        }
        let content = operation.requestContent(contentType: contentType) ?? declared.content.first
        if content?.mediaType.isSame(as: .csv) == true { return validateCSV(bytes, declared) }
        guard let content, content.mediaType.isJSON else { return nil }
        do {
            let value = try JSON(parsing: bytes)
            if let schema = content.schema { judge(value, schema) }
            return value
        } catch {
            report(.body, error.pointer.description, ViolationReason(error))
            return nil
        }
    }

    /// A body of CSV is judged as the JSON that it stands for.
    private mutating func validateCSV(_ bytes: [UInt8], _ declared: Contract.RequestBody) -> JSON? {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            report(.body, "", .malformed(Self.malformedText))
            return nil
        }
        do {
            guard let value = contract.json(ofCSV: try CSVTable(text), for: declared) else { return nil }
            let schema = declared.content.first { $0.mediaType.isJSON }?.schema
            if let schema { judge(value, schema) }
            return value
        } catch {
            report(.body, "", .malformed(error.detail))
            return nil
        }
    }

    private mutating func judge(_ value: JSON, _ parameter: Contract.Parameter) {
        var validator = SchemaValidator(schemas: contract.schemas, direction: .request)
        validator.validate(value, against: parameter.schema)
        for fault in validator.faults { report(parameter.part, parameter.name, fault.reason) }
    }

    private mutating func judge(_ body: JSON, _ schema: Contract.Schema.ID) {
        var validator = SchemaValidator(schemas: contract.schemas, direction: .request)
        validator.validate(body, against: schema)
        for fault in validator.faults { report(.body, fault.pointer.description, fault.reason) }
        scopedMembers = validator.scopedMembers
    }

    private mutating func report(_ part: Violation.Part, _ location: String, _ reason: ViolationReason) {
        violations.append(Violation(in: part, location: location, reason))
    }

    private static let malformedText = BilingualText(
        nl: "Dit is geen UTF-8, of bevat een NUL-teken.",
        en: "This is no UTF-8, or holds a NUL character."
    )

    private static let malformedEncoding = BilingualText(
        nl: "Dit is geen geldige procentcodering van UTF-8, of bevat een NUL-teken.",
        en: "This is not valid percent-encoding of UTF-8, or holds a NUL character."
    )
}

extension Contract.Parameter {
    fileprivate var isRepeatable: Bool {
        guard case .list = reading else { return false }
        return explodes
    }

    fileprivate func value(of texts: [String]) -> JSON {
        guard case .list(let items) = reading, explodes else { return reading.value(of: texts.first ?? "") }
        return .array(texts.map { items.value(of: $0) })
    }
}
