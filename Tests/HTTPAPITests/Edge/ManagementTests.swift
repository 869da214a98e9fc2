import CoreMetrics
import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import HTTPAPI

@Suite struct `The management port` {
    private let readiness = Readiness(reasons: ["database": "the database does not answer"])
    private let registry = MetricsRegistry(seriesLimit: 2)

    private func get(_ path: String, method: HTTPRequest.Method = .get) async -> (status: Int, body: String) {
        let responder = ManagementResponder(readiness: readiness, metrics: registry)
        let response = await responder.respond(to: APIRequest(id: UUID(), method: method, path: path))
        return (response.status.code, String(decoding: response.body, as: UTF8.self))
    }

    @Test func `says alive whether ready or not`() async {
        #expect(await get("/livez").status == 200)
    }

    @Test func `says why it is not ready, until nothing is in the way`() async {
        let before = await get("/readyz")
        #expect(before.status == 503)
        #expect(before.body == #"{"ready":false,"reasons":["the database does not answer"]}"#)
        #expect(!readiness.set("database", reason: "the database does not answer"))
        #expect(readiness.set("database", reason: nil))
        let after = await get("/readyz")
        #expect(after.status == 200)
        #expect(after.body == #"{"ready":true,"reasons":[]}"#)
    }

    @Test func `knows nothing else`() async {
        #expect(await get("/").status == 404)
        #expect(await get("/metrics/").status == 404)
        #expect(await get("/metrics", method: .post).status == 404)
    }

    @Test func `prints metrics with bounded series and escaped labels`() async {
        registry.makeCounter(label: "a.b", dimensions: [("x", "say \"hi\"\n\\")]).increment(by: 2)
        registry.makeCounter(label: "a.b", dimensions: [("x", "2")]).increment(by: 1)
        registry.makeCounter(label: "a.b", dimensions: [("x", "3")]).increment(by: 5)
        registry.makeCounter(label: "a.b", dimensions: [("x", "4")]).increment(by: 6)
        registry.makeMeter(label: "m", dimensions: []).set(Int64(7))
        registry.makeTimer(label: "t", dimensions: []).recordNanoseconds(3_000_000)
        let text = await get("/metrics").body
        #expect(text.contains("# TYPE a_b counter\n"))
        #expect(text.contains(#"a_b{x="say \"hi\"\n\\"} 2"# + "\n"))
        #expect(text.contains(#"a_b{overflow="true"} 11"# + "\n"))
        #expect(text.contains("m 7.0\n"))
        #expect(text.contains(#"t_bucket{le="0.0025"} 0"# + "\n"))
        #expect(text.contains(#"t_bucket{le="0.005"} 1"# + "\n"))
        #expect(text.contains("t_count 1\n"))
    }
}

@Suite struct `The date of a response` {
    @Test func `is written as RFC 9110 asks`() {
        #expect(HTTPDate.text(ofSecond: 784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.text(ofSecond: 1_709_164_800) == "Thu, 29 Feb 2024 00:00:00 GMT")
    }
}
