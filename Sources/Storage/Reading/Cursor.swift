/// Where the next page begins: the sort values of the last row shown, opaque to the client.
///
/// By hand, because each page but the first reads one, and Foundation's decoders took a fifth of what such a page of ten cost.
package struct Cursor: Hashable, Sendable {
    /// The order that the cursor belongs to; another order refuses it.
    let order: String
    /// As PostgreSQL writes them, so that there is no NUL among their characters.
    let values: [String]

    init(order: String, values: [String]) {
        self.order = order
        self.values = values
    }

    /// Reads a cursor of an earlier answer; `nil` when it is none.
    package init?(_ token: String) {
        guard let bytes = Self.bytes(of: token) else { return nil }
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
            String(validating: $0, as: UTF8.self)
        }
        let texts = parts.compactMap(\.self)
        guard texts.count == parts.count, texts.count > 1, !texts[0].isEmpty else { return nil }
        self.init(order: texts[0], values: Array(texts.dropFirst()))
    }

    /// The text for a URL: order and values with a NUL between them, in base64url without padding (RFC 4648).
    package var token: String {
        // As one text first: a closure that captures the bits has to claim them anew for each byte.
        var text = Array(order.utf8)
        for value in values {
            text.append(0)
            text.append(contentsOf: value.utf8)
        }
        let alphabet = Self.alphabet
        return String(unsafeUninitializedCapacity: (text.count * 4 + 2) / 3) { token in
            var length = 0
            var bits = (value: UInt32(0), count: 0)
            for byte in text {
                bits = (bits.value << 8 | UInt32(byte), bits.count + 8)
                while bits.count >= 6 {
                    bits.count -= 6
                    token[length] = alphabet[Int(bits.value >> bits.count & 63)]
                    length += 1
                }
            }
            if bits.count > 0 {
                token[length] = alphabet[Int(bits.value << (6 - bits.count) & 63)]
                length += 1
            }
            return length
        }
    }

    /// `nil` for any text that is not exactly the base64url of some bytes.
    private static func bytes(of token: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(token.utf8.count * 3 / 4)
        var bits = (value: UInt32(0), count: 0)
        for character in token.utf8 {
            guard let sextet = sextets[Int(character)] else { return nil }
            bits = (bits.value << 6 | sextet, bits.count + 6)
            if bits.count >= 8 {
                bits.count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits.value >> bits.count))
            }
        }
        let isWhole = bits.count < 6 && bits.value & (1 << bits.count - 1) == 0
        return isWhole ? bytes : nil
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// What each character stands for, by its code.
    private static let sextets: [UInt32?] = {
        var sextets = [UInt32?](repeating: nil, count: 256)
        for (sextet, character) in alphabet.enumerated() { sextets[Int(character)] = UInt32(sextet) }
        return sextets
    }()
}
