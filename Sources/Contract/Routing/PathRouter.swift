/// A trie of path segments. Literal segments win over captures.
struct PathRouter: Sendable {
    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var capture: Int?
        var operations: [Contract.Method: Contract.Operation] = [:]
    }

    private let basePath: String
    private var nodes = [Node()]

    init(basePath: String, operations: [Contract.Operation]) {
        self.basePath = basePath
        for operation in operations { insert(operation) }
    }

    /// The names between braces, in order.
    static func captureNames(in template: String) -> [String] {
        template.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// The template without the names: two templates of one shape match the same paths.
    static func shape(of template: String) -> String {
        template.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : $0 }.joined(separator: "/")
    }

    private mutating func insert(_ operation: Contract.Operation) {
        var current = 0
        for segment in operation.path.split(separator: "/") {
            let known = segment.hasPrefix("{") ? nodes[current].capture : nodes[current].literals[String(segment)]
            let next = known ?? nodes.count
            if known == nil {
                nodes.append(Node())
                if segment.hasPrefix("{") {
                    nodes[current].capture = next
                } else {
                    nodes[current].literals[String(segment)] = next
                }
            }
            current = next
        }
        nodes[current].operations[operation.method] = operation
    }

    /// The operations on a path and what its captures hold, in order; `nil` when the document knows no such path.
    func lookUp(_ path: String) -> (operations: [Contract.Method: Contract.Operation], captures: [String])? {
        guard let segments = segments(of: path) else { return nil }
        var captures: [String] = []
        guard let found = descend(from: 0, segments[...], &captures) else { return nil }
        return (nodes[found].operations, captures)
    }

    private func descend(from node: Int, _ segments: ArraySlice<String>, _ captures: inout [String]) -> Int? {
        guard let segment = segments.first else { return nodes[node].operations.isEmpty ? nil : node }
        let rest = segments.dropFirst()
        if let next = nodes[node].literals[segment], let found = descend(from: next, rest, &captures) { return found }
        guard let next = nodes[node].capture else { return nil }
        captures.append(segment)
        if let found = descend(from: next, rest, &captures) { return found }
        captures.removeLast()
        return nil
    }

    /// The decoded segments below the base path; `nil` for an empty segment, `.`, `..`, or what cannot be decoded.
    private func segments(of path: String) -> [String]? {
        let (slash, base, bytes) = (UInt8(ascii: "/"), basePath.utf8, Array(path.utf8))
        guard bytes.starts(with: base), bytes.count > base.count, bytes[base.count] == slash else { return nil }
        var segments: [String] = []
        var start = base.count + 1
        guard start < bytes.count else { return segments }
        for end in start...bytes.count where end == bytes.count || bytes[end] == slash {
            guard let segment = percentDecoded(bytes[start..<end], plusIsSpace: false),
                !segment.isEmpty, segment != ".", segment != ".."
            else { return nil }
            segments.append(segment)
            start = end + 1
        }
        return segments
    }
}
