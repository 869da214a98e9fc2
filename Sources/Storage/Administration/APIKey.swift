import Crypto
package import Domain
package import Foundation

/// The token of a client: `koers_<id>_<secret>`.
///
/// The id encodes the organisation and the key, so that the row is found inside the tenant wall; of the secret, 256
/// random bits, only the hash is stored.
package struct APIKey: Hashable, Sendable {
    package let organisationID: UUID
    package let id: UUID
    let secret: [UInt8]

    /// A new key with a fresh secret.
    package init(organisationID: UUID, at moment: Moment) {
        self.organisationID = organisationID
        id = .version7(at: moment)
        var generator = SystemRandomNumberGenerator()
        secret = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Reads a token; `nil` when it is not of this form.
    package init?(token: String) {
        let parts = token.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "koers", let id = Base32.decode(parts[1]), id.count == 32,
            let secret = Base32.decode(parts[2]), secret.count == 32
        else { return nil }
        organisationID = Self.uuid(id[0..<16])
        self.id = Self.uuid(id[16..<32])
        self.secret = secret
    }

    /// The token as its holder keeps it. It is shown once.
    package var token: String {
        let id = withUnsafeBytes(of: organisationID.uuid, Array.init) + withUnsafeBytes(of: id.uuid, Array.init)
        return "koers_\(Base32.encode(id))_\(Base32.encode(secret))"
    }

    /// SHA-256 of the secret. A secret of 256 random bits needs no salt and no slow hash.
    var secretHash: [UInt8] { Array(SHA256.hash(data: secret)) }

    private static func uuid(_ bytes: ArraySlice<UInt8>) -> UUID {
        bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}

/// Bytes as lowercase letters and digits (RFC 4648 base32 without padding).
enum Base32 {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    /// The value of each byte of a text, as every request asks for a hundred of them.
    private static let values = (UInt8.min...UInt8.max).map { alphabet.firstIndex(of: $0) }

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var buffer = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[buffer >> bits & 31])
            }
            buffer &= (1 << bits) - 1
        }
        if bits > 0 { text.append(alphabet[buffer << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = 0
        var bits = 0
        for character in text.utf8 {
            guard let value = values[Int(character)] else { return nil }
            buffer = buffer << 5 | value
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
            buffer &= (1 << bits) - 1
        }
        return buffer == 0 ? bytes : nil
    }
}
