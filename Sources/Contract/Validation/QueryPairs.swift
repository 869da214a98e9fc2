/// The pairs of a raw query string, decoded as forms are: `+` is a space.
struct QueryPairs: Sequence, IteratorProtocol {
    enum Pair: Equatable {
        case pair(key: String, value: String)

        /// The key or the value cannot be decoded; the key as far as it can be shown.
        case malformed(key: String)
    }

    private var rest: ArraySlice<UInt8>

    init(_ query: String) { rest = Array(query.utf8)[...] }

    mutating func next() -> Pair? {
        while !rest.isEmpty {
            let pair = rest.prefix { $0 != UInt8(ascii: "&") }
            rest = rest[pair.endIndex...].dropFirst()
            guard !pair.isEmpty else { continue }
            let rawKey = pair.prefix { $0 != UInt8(ascii: "=") }
            let rawValue = pair[rawKey.endIndex...].dropFirst()
            guard let key = percentDecoded(rawKey, plusIsSpace: true) else {
                return .malformed(key: String(decoding: rawKey, as: UTF8.self))
            }
            guard let value = percentDecoded(rawValue, plusIsSpace: true) else { return .malformed(key: key) }
            return .pair(key: key, value: value)
        }
        return nil
    }
}
