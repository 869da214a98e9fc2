import Contract

/// What the server answered.
struct Reply: Sendable {
    var status: Int
    /// Header fields by lowercase name; the first of several counts.
    var headers: [String: String]
    var body: [UInt8]

    var entityTag: String? { headers["etag"] }

    /// The body as JSON.
    ///
    /// - Throws: a failure that names the address when the body is not JSON: then something else than Koers answered.
    func json(from server: ServerURL, words: Words) throws(Failure) -> JSON {
        do {
            return try JSON(parsing: body)
        } catch {
            throw Failure(words.notKoers(server.description, status: status) + "\n", .server)
        }
    }

    /// The problem document in the body, when there is one.
    var refusal: Refusal? {
        guard status >= 400, let value = try? JSON(parsing: body) else { return nil }
        return Refusal(value, status: status)
    }
}
