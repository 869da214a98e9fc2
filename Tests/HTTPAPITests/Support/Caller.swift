import AsyncHTTPClient
import Contract
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// A client of Koers. Every answer that any test receives comes through `send`, which holds it against the contract.
struct Caller: Sendable {
    let koers: Koers
    let token: String?

    /// - Parameter patience: How long to wait for the whole answer; whoever waits in vain throws.
    func send(
        _ method: String,
        _ target: String,
        body: [UInt8]? = nil,
        fields: [String: String] = [:],
        patience: TimeAmount = .seconds(30),
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: koers.address + target)
        request.method = HTTPMethod(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        for (name, value) in fields { request.headers.replaceOrAdd(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await koers.http.execute(request, timeout: patience)
        let collected = try await response.body.collect(upTo: 16 * 1024 * 1024)
        let answer = Answer(
            request: "\(method) \(target)",
            status: Int(response.status.code),
            fields: response.headers,
            bytes: Array(collected.readableBytesView)
        )
        for fault in Witness(koers.contract).faults(method, target, answer) {
            Issue.record("\(answer.request): \(fault)\n\(answer)", sourceLocation: sourceLocation)
        }
        return answer
    }

    func get(
        _ target: String,
        _ fields: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        try await send("GET", target, fields: fields, sourceLocation: sourceLocation)
    }

    func post(
        _ target: String,
        _ body: JSON,
        _ fields: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        try await send(
            "POST",
            target,
            body: body.bytes,
            fields: ["Content-Type": "application/json"].merging(fields) { $1 },
            sourceLocation: sourceLocation
        )
    }

    /// - Parameter ifMatch: `*` changes whatever is there.
    func patch(
        _ target: String,
        _ body: JSON,
        ifMatch: String? = "*",
        _ fields: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        var all = ["Content-Type": "application/merge-patch+json"].merging(fields) { $1 }
        all["If-Match"] = ifMatch
        return try await send("PATCH", target, body: body.bytes, fields: all, sourceLocation: sourceLocation)
    }
}
