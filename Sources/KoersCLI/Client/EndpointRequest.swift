import Contract

extension Endpoint {
    /// The request of this operation with these values.
    ///
    /// - Parameters:
    ///   - values: parameters of path, query and header by name; what is no parameter is left out.
    ///   - body: the JSON body, when the operation takes one.
    /// - Throws: a usage failure when a parameter that the path needs is missing.
    func request(_ values: JSON.Object, body: JSON? = nil) throws(Failure) -> Request {
        var request = Request(method: method, path: try path(values))
        request.headers.append(.init("Accept", (produces + ["application/problem+json"]).joined(separator: ", ")))
        for parameter in parameters {
            guard let value = values[parameter.field.name] else { continue }
            let pair = Request.Pair(parameter.field.name, Self.text(value))
            switch parameter.place {
            case .path: break
            case .query: request.query.append(pair)
            case .header: request.headers.append(pair)
            }
        }
        if let body, let bodyType {
            request.headers.append(.init("Content-Type", bodyType))
            request.body = body.bytes
        }
        return request
    }

    private func path(_ values: JSON.Object) throws(Failure) -> String {
        var result = ""
        for segment in path.split(separator: "/") {
            guard segment.hasPrefix("{") else {
                result += "/" + segment
                continue
            }
            let name = String(segment.dropFirst().dropLast())
            guard let value = values[name].map(Self.text), !value.isEmpty else {
                throw .usage("\(name) is missing.\n")
            }
            result += "/" + Request.encoded(value)
        }
        return result
    }

    /// A parameter as text: several values are separated by commas.
    private static func text(_ value: JSON) -> String {
        switch value {
        case .string(let text): text
        case .array(let elements): elements.map(text).joined(separator: ",")
        default: value.text
        }
    }
}
