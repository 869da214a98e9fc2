import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The few requests that the tests of the process make themselves.
enum HTTP {
    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: String
    }

    static func get(_ url: String, token: String? = nil) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        let body = try await response.body.collect(upTo: 1 << 20)
        let headers = Dictionary(
            response.headers.map { ($0.name.lowercased(), $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
        return Answer(status: Int(response.status.code), headers: headers, body: String(buffer: body))
    }
}
