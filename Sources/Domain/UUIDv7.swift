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
    package var lowercased: String { uuidString.lowercased() }
}
