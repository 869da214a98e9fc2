import Contract
import Synchronization

/// Holds every answer against the contract, and remembers what was exercised.
struct Witness {
    private let contract: Contract
    private static let covered = Mutex<[String: Set<Int>]>([:])

    init(_ contract: Contract) {
        self.contract = contract
    }

    /// The statuses that were seen, by operation.
    static var coverage: [String: Set<Int>] { covered.withLock { $0 } }

    /// What the answer does that the contract does not allow, one sentence each.
    func faults(_ method: String, _ target: String, _ answer: Answer) -> [String] {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let isHead = method == "HEAD"
        var faults = commonFieldFaults(answer)
        switch contract.match(method: method, path: parts[0]) {
        case .operation(let operation, _):
            Self.covered.withLock { _ = $0[operation.id, default: []].insert(answer.status) }
            faults += contract.validateResponse(
                operation,
                status: answer.status,
                headers: { answer.field($0) },
                body: answer.bytes,
                isHead: isHead
            )
            if !isHead, answer.status < 300, !(parts.dropFirst().first ?? "").contains("fields=") {
                let content = operation.response(status: answer.status)?.content ?? []
                if let schema = content.first(where: { $0.mediaType.isJSON })?.schema,
                    answer.field("Content-Type") == "application/json"
                {
                    faults += absentMembers(answer.json, schema, at: "")
                }
            }
        case .options:
            if answer.status != 204 || !answer.bytes.isEmpty { faults.append("OPTIONS is answered 204 and empty") }
        case .methodNotAllowed, .notFound:
            if !isHead { faults += contract.faults(of: answer.json, inSchema: "Problem") }
        }
        if !isHead, answer.status >= 400 { faults += problemFaults(answer) }
        return faults
    }

    private func problemFaults(_ answer: Answer) -> [String] {
        var faults: [String] = []
        if answer.field("Content-Type") != "application/problem+json" {
            faults.append("an error is application/problem+json")
        }
        if answer["status"]?.integer != Int64(answer.status) { faults.append("status in the body differs") }
        if answer["type"]?.string?.hasPrefix("/v1/problems/") != true { faults.append("type is no problem page") }
        if answer["instance"]?.string?.wholeMatch(of: /urn:uuid:[0-9a-f-]{36}/) == nil {
            faults.append("instance names no request")
        }
        if (answer.status == 400) != (answer.problem == "invalid-request") {
            faults.append("400 is invalid-request, and nothing else is")
        }
        return faults
    }

    private func commonFieldFaults(_ answer: Answer) -> [String] {
        var expected = [
            "API-Version": contract.version, "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer", "Content-Security-Policy": "frame-ancestors 'none'",
            "Cache-Control": answer.etag == nil ? "no-store" : "no-cache",
        ]
        if answer.status == 304 { expected["Cache-Control"] = "no-cache" }
        var faults = expected.compactMap { name, value in
            answer.field(name) == value ? nil : "\(name) is \(answer.field(name) ?? "absent"), not \(value)"
        }
        if answer.field("Vary")?.hasPrefix("Accept, Accept-Language") != true { faults.append("Vary is incomplete") }
        if answer.field("Server") != nil { faults.append("Server is told") }
        return faults.sorted()
    }

    /// Declared members that are missing. `_expand` and what it holds, `next` and `totalCount` come only when there is
    /// reason to.
    private func absentMembers(_ value: JSON, _ id: Contract.Schema.ID, at pointer: String) -> [String] {
        let schema = contract[id]
        if !schema.anyOf.isEmpty {
            guard let fitting = schema.anyOf.first(where: { fits(value, contract[$0]) }) else { return [] }
            return absentMembers(value, fitting, at: pointer)
        }
        switch value {
        case .object(let object):
            return schema.properties.flatMap { property -> [String] in
                if let member = object[property.name] {
                    return absentMembers(member, property.schema, at: "\(pointer)/\(property.name)")
                }
                let isConditional = Self.conditional.contains(property.name) || pointer.hasSuffix("/_expand")
                return isConditional ? [] : ["\(pointer)/\(property.name) is absent"]
            }
        case .array(let elements):
            guard let items = schema.items else { return [] }
            return elements.enumerated().flatMap { absentMembers($1, items, at: "\(pointer)/\($0)") }
        case .null, .bool, .number, .string:
            return []
        }
    }

    private func fits(_ value: JSON, _ schema: Contract.Schema) -> Bool {
        switch value {
        case .object(let object): object.keys.allSatisfy { schema.property(named: $0) != nil }
        case .array: schema.kind == .array
        case .null, .bool, .number, .string: false
        }
    }

    private static let conditional: Set<String> = ["_expand", "next", "totalCount"]
}
