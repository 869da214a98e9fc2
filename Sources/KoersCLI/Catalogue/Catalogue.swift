/// Everything that the server can be asked.
struct Catalogue: Sendable {
    /// `info.version` of the contract.
    var version = ""
    /// In the contract's order.
    let endpoints: [Endpoint]

    /// What the running command believes the server to offer.
    @TaskLocal static var current = Catalogue.builtIn

    subscript(id id: String) -> Endpoint? { endpoints.first { $0.id == id } }

    /// The endpoint of a method on a path; the names of captures do not count: `/programmes/{}` will do.
    subscript(method: String, path: String) -> Endpoint? {
        endpoints.first { $0.method == method && Self.anonymous($0.path) == "/v1" + path }
    }

    /// - Throws: a failure when this client does not know the endpoint.
    func endpoint(_ method: String, _ path: String) throws(Failure) -> Endpoint {
        guard let endpoint = self[method, path] else {
            throw .usage("This version of koers does not know \(method) /v1\(path). See: koers api --list\n")
        }
        return endpoint
    }

    private static func anonymous(_ path: String) -> String {
        path.split(separator: "/").map { $0.hasPrefix("{") ? "/{}" : "/" + $0 }.joined()
    }
}
