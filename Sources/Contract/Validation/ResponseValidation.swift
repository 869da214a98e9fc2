extension Contract {
    /// What a response does that its operation does not declare, one sentence each; empty when it keeps its word.
    ///
    /// For tests: every response that a test receives passes through here.
    /// - Parameters:
    ///   - headers: the value of a header by its name in any case.
    ///   - isHead: whether it answers HEAD, whose declared body stays away.
    package func validateResponse(
        _ operation: Operation,
        status: Int,
        headers: (String) -> String?,
        body: [UInt8],
        isHead: Bool = false
    ) -> [String] {
        guard let response = operation.response(status: status) else {
            return ["\(operation.id) does not declare status \(status)"]
        }
        var faults = headerFaults(response, headers)
        if !isHead {
            faults += contentFaults(response, headers("Content-Type"), body)
        } else if !body.isEmpty {
            faults.append("HEAD is answered without a body")
        }
        return faults.map { "\(operation.id) \(status): \($0)" }
    }

    /// What a value does that a schema of `components/schemas` does not allow in an answer, one sentence each.
    ///
    /// For tests of answers that belong to no operation, such as the problem of an unknown path.
    package func faults(of value: JSON, inSchema name: String) -> [String] {
        guard let schema = namedSchemas[name] else { return ["there is no schema \(name)"] }
        return schemaFaults(value, schema)
    }

    private func headerFaults(_ response: Response, _ headers: (String) -> String?) -> [String] {
        response.headers.flatMap { header in
            guard let text = headers(header.name) else {
                return header.isRequired ? ["the header \(header.name) is missing"] : []
            }
            return schemaFaults(header.reading.value(of: text), header.schema).map { "the header \(header.name)\($0)" }
        }
    }

    private func contentFaults(_ response: Response, _ contentType: String?, _ body: [UInt8]) -> [String] {
        guard !body.isEmpty else {
            let mayBeEmpty = response.status == 304 || response.content.contains { $0.mediaType.isSame(as: .jsonLines) }
            return response.content.isEmpty || mayBeEmpty ? [] : ["the body is missing"]
        }
        guard !response.content.isEmpty else { return ["a body is not declared"] }
        guard let contentType, let mediaType = MediaType(contentType) else { return ["Content-Type is missing"] }
        guard let content = response.content.first(where: { $0.mediaType.isSame(as: mediaType) }) else {
            return ["the media type \(mediaType) is not declared"]
        }
        guard let schema = content.schema else { return [] }
        if content.mediaType.isJSON { return jsonFaults(body, schema, named: "body") }
        guard content.mediaType.isSame(as: .jsonLines) else { return [] }
        // The schema of JSON lines is that of a line.
        guard body.last == UInt8(ascii: "\n") else { return ["the last line of the body is not ended"] }
        return body.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .flatMap { number, line in jsonFaults(Array(line), schema, named: "line \(number + 1)") }
    }

    private func jsonFaults(_ text: [UInt8], _ schema: Schema.ID, named name: String) -> [String] {
        do {
            return schemaFaults(try JSON(parsing: text), schema).map { "\(name)\($0)" }
        } catch {
            return ["the \(name) is not JSON: \(error.detail)"]
        }
    }

    /// Each fault as `/pointer code: detail`.
    func schemaFaults(_ value: JSON, _ schema: Schema.ID, direction: SchemaValidator.Direction = .response) -> [String]
    {
        var validator = SchemaValidator(schemas: schemas, direction: direction)
        validator.validate(value, against: schema)
        return validator.faults.map { "\($0.pointer) \($0.reason.code.rawValue): \($0.reason.detail.en)" }
    }
}
