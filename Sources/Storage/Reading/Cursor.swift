import Domain
import Foundation

/// Where the next page begins: the sort values of the last row shown, opaque to the client.
package struct Cursor: Hashable, Sendable {
    /// The order that the cursor belongs to; another order refuses it.
    let order: String
    let values: [String]

    init(order: String, values: [String]) {
        self.order = order
        self.values = values
    }

    /// Reads a cursor of an earlier answer; `nil` when it is none.
    package init?(_ token: String) {
        let padded =
            token.replacing("-", with: "+").replacing("_", with: "/")
            + String(repeating: "=", count: (4 - token.count % 4) % 4)
        guard let data = Data(base64Encoded: padded),
            let parts = try? JSONDecoder().decode([String].self, from: data),
            let order = parts.first, parts.count > 1, !parts.contains(where: { $0.contains("\0") })
        else { return nil }
        self.init(order: order, values: Array(parts.dropFirst()))
    }

    /// The text for a URL: base64url, without padding.
    package var token: String {
        let json = Value.array(([order] + values).map(Value.string)).json
        var token: [UInt8] = []
        var bits = (value: UInt32(0), count: 0)
        for byte in json.utf8 {
            bits = (bits.value << 8 | UInt32(byte), bits.count + 8)
            while bits.count >= 6 {
                bits.count -= 6
                token.append(Self.alphabet[Int(bits.value >> bits.count & 63)])
            }
        }
        if bits.count > 0 { token.append(Self.alphabet[Int(bits.value << (6 - bits.count) & 63)]) }
        return String(decoding: token, as: UTF8.self)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
