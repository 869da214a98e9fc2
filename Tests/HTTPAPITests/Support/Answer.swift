import Contract
import Foundation
import NIOHTTP1
import Testing

/// What Koers answered to one request.
struct Answer: Sendable, CustomStringConvertible {
    let request: String
    let status: Int
    let fields: HTTPHeaders
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: JSON { (try? JSON(parsing: bytes)) ?? .null }
    var description: String { "\(request) → \(status) \(text.prefix(1500))" }

    /// A header field by its name.
    func field(_ name: String) -> String? { fields.first(name: name) }

    subscript(_ member: String) -> JSON? { json[member] }

    var etag: String? { field("ETag") }

    /// Seconds after which to ask again; 0 where the answer says none.
    var retryAfter: Int { field("Retry-After").flatMap { Int($0) } ?? 0 }

    var results: [JSON] { json["results"]?.array ?? [] }

    /// The id of the resource.
    var id: UUID {
        get throws {
            try #require(json["id"]?.string.flatMap { UUID(uuidString: $0) }, "no resource: \(self)")
        }
    }

    /// The path of the resource, as `Location` says after a POST.
    var location: String {
        get throws { try #require(field("Location"), "no Location: \(self)") }
    }

    /// The slug of the problem.
    var problem: String? { json["type"]?.string?.split(separator: "/").last.map(String.init) }

    /// `location code` of every error, sorted.
    var errors: [String] {
        (json["errors"]?.array ?? []).map { "\($0["location"]?.string ?? "") \($0["code"]?.string ?? "")" }.sorted()
    }

    /// The rules of every blocker.
    var blockers: [String] { (json["blockers"]?.array ?? []).compactMap { $0["rule"]?.string } }

    /// Records an issue unless the status is the expected one.
    @discardableResult
    func expect(_ status: Int, _ problem: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        if self.status != status || (problem != nil && self.problem != problem) {
            Issue.record("expected \(status) \(problem ?? ""): \(self)", sourceLocation: sourceLocation)
        }
        return self
    }
}
