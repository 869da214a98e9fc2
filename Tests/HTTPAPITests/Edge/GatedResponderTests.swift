import Foundation
import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite struct `The gate before the line` {
    @Test func `answers 503 with Retry-After until it is opened`() async {
        let line = StubResponder()
        let gate = GatedResponder(problem: line.problem)
        let request = APIRequest(id: UUID(), method: .get, path: "/a")
        let before = await gate.respond(to: request)
        #expect(before.status == .serviceUnavailable)
        #expect(before.fields[.retryAfter] == "1")
        #expect(before.fields[.contentType] == "application/problem+json")
        #expect(line.requests.isEmpty)

        gate.open(line)
        #expect(await gate.respond(to: request).status == .ok)
        #expect(gate.problem(.payloadTooLarge, for: nil).fields[.retryAfter] == nil)
    }

    @Test func `leaves failures of the edge to the line once it is opened`() {
        let gate = GatedResponder(problem: { _, _ in APIResponse(status: .serviceUnavailable) })
        #expect(gate.problem(.methodNotAllowed, for: nil).status == .serviceUnavailable)
        gate.open(StubResponder())
        #expect(gate.problem(.methodNotAllowed, for: nil).status.code == 405)
    }
}
