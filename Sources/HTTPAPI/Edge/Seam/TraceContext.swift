/// The caller's place in a distributed trace: W3C Trace Context, field `traceparent`.
package struct TraceContext: Sendable, Hashable {
    /// 32 lower-case hexadecimal digits, not all zero.
    package let traceID: String
    /// 16 lower-case hexadecimal digits, not all zero: the span itself, which is the parent of what comes after it.
    package let parentID: String
    package let isSampled: Bool

    /// Nil where the field is not valid, as the specification asks: the trace is then ignored.
    package init?(traceparent: String) {
        let bytes = Array(traceparent.utf8)
        guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash else { return nil }
        let version = bytes[0..<2]
        let trace = bytes[3..<35]
        let parent = bytes[36..<52]
        let flags = bytes[53..<55]
        guard
            [version, trace, parent, flags].allSatisfy({ $0.allSatisfy(isLowerHexadecimal) }),
            !version.elementsEqual("ff".utf8),
            !version.elementsEqual("00".utf8) || bytes.count == 55,
            bytes.count == 55 || bytes[55] == dash,
            trace.contains(where: { $0 != zero }), parent.contains(where: { $0 != zero }),
            let flagBits = UInt8(String(decoding: flags, as: UTF8.self), radix: 16)
        else { return nil }
        traceID = String(decoding: trace, as: UTF8.self)
        parentID = String(decoding: parent, as: UTF8.self)
        isSampled = flagBits & 1 == 1
    }

    /// A new span in the trace of another one, or the first of a new trace.
    init(childOf outer: TraceContext?) {
        var random = SystemRandomNumberGenerator()
        traceID = outer?.traceID ?? hexadecimal(random.next()) + hexadecimal(random.next() | 1)
        parentID = hexadecimal(random.next() | 1)
        isSampled = outer?.isSampled ?? true
    }

    /// The field's value, as it is passed on.
    package var traceparent: String { "00-\(traceID)-\(parentID)-\(isSampled ? "01" : "00")" }
}

/// Sixteen digits.
private func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

private let dash = UInt8(ascii: "-")
private let zero = UInt8(ascii: "0")

private func isLowerHexadecimal(_ byte: UInt8) -> Bool {
    (byte >= zero && byte <= UInt8(ascii: "9")) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f"))
}
