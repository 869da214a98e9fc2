import Foundation

/// Makes request ids: UUID version 7 (RFC 9562), so that a log sorted by id is sorted by time.
enum RequestID {
    static func make() -> UUID {
        let milliseconds = UInt64(Date().timeIntervalSince1970 * 1000)
        var generator = SystemRandomNumberGenerator()
        let random = (generator.next() as UInt64, generator.next() as UInt64)
        let high = milliseconds << 16 | 0x7000 | random.0 & 0x0fff
        let low = 0x8000_0000_0000_0000 | random.1 & 0x3fff_ffff_ffff_ffff
        func byte(_ word: UInt64, _ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> (56 - 8 * index)) }
        return UUID(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
                byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
                byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            )
        )
    }
}
