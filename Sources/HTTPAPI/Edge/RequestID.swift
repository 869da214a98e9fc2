import Foundation
import Synchronization

/// Makes request ids: UUID version 7 (RFC 9562), so that a log sorted by id is sorted by time.
enum RequestID {
    private static let last = Atomic<UInt64>(UInt64.random(in: 0...0x3fff_ffff_ffff_ffff))

    static func make() -> UUID {
        // Parts of a millisecond and a number that counts on from a random one take the place of random bits (6.2, methods
        // 2 and 3), because fetching those is a system call for each request. A request's id is no secret.
        let parts = UInt64(Date().timeIntervalSince1970 * 4_096_000)
        let high = (parts >> 12) << 16 | 0x7000 | parts & 0x0fff
        let low = 0x8000_0000_0000_0000 | last.wrappingAdd(1, ordering: .relaxed).newValue & 0x3fff_ffff_ffff_ffff
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
