package import Foundation

extension UUID {
    /// A new time-ordered identifier (RFC 9562, version 7): 48 bits of the moment, 74 random bits.
    package static func version7(at moment: Moment) -> UUID {
        var generator = SystemRandomNumberGenerator()
        return version7(at: moment, using: &generator)
    }

    /// The same with its randomness given, so that a scenario can make the same identifiers twice.
    package static func version7(at moment: Moment, using generator: inout some RandomNumberGenerator) -> UUID {
        let time = UInt64(bitPattern: moment.millisecondsSinceEpoch) << 16
        let high = time | 0x7000 | UInt64.random(in: 0...0x0FFF, using: &generator)
        let low = 0x8000_0000_0000_0000 | UInt64.random(in: 0...0x3FFF_FFFF_FFFF_FFFF, using: &generator)
        return withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { bytes in
            UUID(uuid: bytes.loadUnaligned(as: uuid_t.self))
        }
    }

    /// The identifier in the lowercase form that the contract shows.
    package var lowercased: String {
        withUnsafeBytes(of: uuid) { bytes in
            String(unsafeUninitializedCapacity: 36) { text in
                var place = 0
                for index in bytes.indices {
                    if index == 4 || index == 6 || index == 8 || index == 10 {
                        text[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    text[place] = (bytes[index] >> 4).hexadecimalDigit
                    text[place + 1] = (bytes[index] & 15).hexadecimalDigit
                    place += 2
                }
                return place
            }
        }
    }

    /// The identifier that a text of 36 characters names, in either case. By hand, because Foundation asks `sscanf`, and
    /// nearly every request names one.
    package init?(text: String) {
        var bytes: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        var nibbles = 0
        var index = 0
        for character in text.utf8 {
            index += 1
            if index == 9 || index == 14 || index == 19 || index == 24 {
                guard character == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard nibbles < 32, let value = character.hexadecimalValue else { return nil }
            withUnsafeMutableBytes(of: &bytes) { $0[nibbles / 2] = $0[nibbles / 2] << 4 | value }
            nibbles += 1
        }
        guard nibbles == 32 else { return nil }
        self.init(uuid: bytes)
    }
}

extension UInt8 {
    /// The digit of a value below sixteen, in lower case.
    fileprivate var hexadecimalDigit: UInt8 {
        self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "a") - 10 + self
    }

    fileprivate var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
