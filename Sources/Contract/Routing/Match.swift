extension Contract {
    /// What the document says about a method and a path.
    package enum Match: Sendable {
        /// `path` holds the decoded path parameters by name. HEAD is answered by the operation of GET.
        case operation(Operation, path: [String: String])

        /// OPTIONS on a path of the document: the methods for `Allow`.
        case options(allow: [String])
        case methodNotAllowed(allow: [String])
        case notFound
    }

    /// Finds the operation of a request.
    ///
    /// - Parameters:
    ///   - method: as in the request line, in capitals.
    ///   - path: the raw path with the base path and without the query.
    package func match(method: String, path: String) -> Match {
        guard let (operations, captures) = router.lookUp(path) else { return .notFound }
        if method == "OPTIONS" { return .options(allow: Self.allowed(operations)) }
        let wanted = method == "HEAD" ? "GET" : method
        guard let known = Method.allCases.first(where: { $0.name == wanted }), let operation = operations[known] else {
            return .methodNotAllowed(allow: Self.allowed(operations))
        }
        return .operation(
            operation,
            path: Dictionary(zip(operation.captureNames, captures), uniquingKeysWith: { first, _ in first })
        )
    }

    private static func allowed(_ operations: [Method: Operation]) -> [String] {
        var names: [String] = []
        for method in Method.allCases where operations[method] != nil {
            names.append(method.name)
            if method == .get { names.append("HEAD") }
        }
        return names + ["OPTIONS"]
    }
}
