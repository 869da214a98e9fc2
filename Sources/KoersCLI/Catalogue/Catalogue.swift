/// Everything that the server can be asked.
struct Catalogue: Sendable {
    /// `info.version` of the contract.
    let version: String
    /// In the contract's order.
    let endpoints: [Endpoint]
    private let byAddress: [String: Endpoint]

    /// What the running command believes the server to offer.
    @TaskLocal static var current = Catalogue.builtIn

    subscript(id id: String) -> Endpoint? { endpoints.first { $0.id == id } }

    /// The endpoint of a method on a path; the names of captures do not count: `/programmes/{}` will do.
    subscript(method: String, path: String) -> Endpoint? {
        byAddress["\(method) /v1\(path)"]
    }

    init(version: String, endpoints: [Endpoint]) {
        self.version = version
        self.endpoints = endpoints
        let addressed = endpoints.map { ("\($0.method) \(Self.anonymous($0.path))", $0) }
        byAddress = Dictionary(addressed, uniquingKeysWith: { first, _ in first })
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
