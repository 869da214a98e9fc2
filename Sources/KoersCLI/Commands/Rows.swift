import Contract

extension Session {
    /// The rows of a list to its end, page after page.
    ///
    /// - Throws: a failure when the server's pages run in a circle.
    func rows(_ first: Request) async throws -> [JSON] {
        var rows: [JSON] = []
        var request = first
        var followed: Set<String> = []
        var progress = Progress(words: words)
        defer { progress.clear() }
        while true {
            let page = try json(try await client.send(request))
            rows += page["results"]?.array ?? page.array ?? []
            guard let next = page["next"]?.string else { return rows }
            guard followed.insert(next).inserted else { throw Failure(words.pagesInACircle + "\n", .server) }
            progress.show(rows.count)
            request = request.page(at: next)
        }
    }
}
