import Foundation

extension Request {
    /// The same request for the page that a `next` leads to, which is a cursor or an address that holds one.
    func page(at next: String) -> Request {
        var request = self
        request.query.removeAll { $0.name == "cursor" }
        request.query.append(Pair("cursor", Self.cursor(in: next)))
        return request
    }

    private static func cursor(in next: String) -> String {
        guard next.contains("?") else { return next }
        let pairs = next.split(separator: "?", maxSplits: 1).last?.split(separator: "&") ?? []
        let cursor = pairs.first { $0.hasPrefix("cursor=") }?.dropFirst("cursor=".count)
        return cursor.map(String.init)?.removingPercentEncoding ?? next
    }
}
