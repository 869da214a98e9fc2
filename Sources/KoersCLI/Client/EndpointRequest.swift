import ArgumentParser
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

    /// The same, answered as a document of the type that a word names, such as `svg` or `html`.
    ///
    /// - Throws: a usage failure when the operation answers with no such type.
    func request(_ values: JSON.Object, as word: String?) throws(Failure) -> Request {
        var request = try request(values)
        guard let word else { return request }
        guard let type = documents[word] else {
            let words = documents.keys.sorted().joined(separator: ", ")
            throw .usage(words.isEmpty ? "There is no document of it.\n" : "--as takes \(words).\n")
        }
        request.headers.removeAll { $0.name == "Accept" }
        request.headers.append(.init("Accept", "\(type), application/problem+json"))
        return request
    }

    /// The media types of an answer that are no JSON, by the word for each: `image/svg+xml` is `svg`.
    private var documents: [String: String] {
        let others = produces.filter { !$0.hasSuffix("/json") }
        return Dictionary(
            others.map { type in (String(type.split(separator: "/").last?.prefix { $0 != "+" } ?? ""), type) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// What help says of `--as`; nothing where an answer is only data.
    static func documentHelp(_ method: String, _ path: String) -> ArgumentHelp {
        let words = Catalogue.current[method, path]?.documents.keys.sorted() ?? []
        guard !words.isEmpty else { return .hidden }
        return ArgumentHelp("As a document: \(words.joined(separator: " or ")).", valueName: "type")
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
