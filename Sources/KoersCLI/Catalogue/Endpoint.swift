/// One operation of the contract, as a command uses it.
struct Endpoint: Sendable {
    enum Place: Hashable, Sendable {
        case path, query, header
    }

    struct Parameter: Hashable, Sendable {
        var place: Place
        var field: Field
    }

    var id: String
    /// As in a request line, in capitals.
    var method: String
    /// With the base path, captures in braces: `/v1/programmes/{programmeId}`.
    var path: String
    var summary = ""
    var description = ""
    var parameters: [Parameter] = []
    /// The members of the request body that a client may send, in the contract's order.
    var body: [Field] = []
    /// The media type of the request body; `nil` when the operation takes none.
    var bodyType: String?
    /// The media types of successful answers, the preferred one first.
    var produces: [String] = []

    /// The names between braces in the path, in order.
    var captures: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    func fields(in place: Place) -> [Field] {
        parameters.filter { $0.place == place }.map(\.field)
    }

    /// Whether it changes something, and so takes an idempotency key and can be tried with `dryRun`.
    var isCommand: Bool { method != "GET" }
}
