import Domain
import Foundation
import Testing

@Suite struct `An identifier of version 7` {
    private static let moment = Moment(millisecondsSinceEpoch: 1_645_557_742_000)

    @Test func `carries its version, its variant and its moment`() {
        for _ in 0..<1000 {
            let bytes = withUnsafeBytes(of: UUID.version7(at: Self.moment).uuid, Array.init)
            #expect(bytes[6] >> 4 == 7)
            #expect(bytes[8] >> 6 == 0b10)
            // RFC 9562, appendix A.6: the same moment
            #expect(Array(bytes[0..<6]) == [0x01, 0x7F, 0x22, 0xE2, 0x79, 0xB0])
        }
    }

    @Test func `is ordered by time, as bytes and as text`() {
        let later = (0..<200).map { UUID.version7(at: Self.moment.advanced(byMilliseconds: Int64($0))).lowercased }
        #expect(later == later.sorted())
        #expect(Set(later).count == later.count)
    }

    @Test func `uses all its random bits`() {
        var union: (UInt64, UInt64) = (0, 0)
        var common: (UInt64, UInt64) = (.max, .max)
        for _ in 0..<2000 {
            let halves = withUnsafeBytes(of: UUID.version7(at: Self.moment).uuid) { bytes in
                (
                    UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                )
            }
            union = (union.0 | halves.0, union.1 | halves.1)
            common = (common.0 & halves.0, common.1 & halves.1)
        }
        #expect((union.0 ^ common.0).nonzeroBitCount + (union.1 ^ common.1).nonzeroBitCount == 74)
    }

    @Test func `is the same twice when its randomness is`() {
        var first = Counting()
        var second = Counting()
        #expect(
            UUID.version7(at: Self.moment, using: &first) == UUID.version7(at: Self.moment, using: &second)
        )
    }

    @Test func `is read from its text in either case, and from no other text`() throws {
        for _ in 0..<200 {
            let id = UUID()
            #expect(id.lowercased == id.uuidString.lowercased())
            #expect(UUID(text: id.lowercased) == id)
            #expect(UUID(text: id.uuidString) == id)
        }
        let text = "019dab5a-11e0-7a77-8b67-9fbedcd58a07"
        let others = [
            "", "-", String(text.dropLast()), text + "0", text + "-", " " + text, "{\(text)}",
            text.replacing("-", with: ""), text.replacing("-", with: "0"), text.replacing("a", with: "g"),
            text.replacing("a", with: "é"), "019dab5a1-1e0-7a77-8b67-9fbedcd58a07",
        ]
        for other in others { #expect(UUID(text: other) == nil, "\(other)") }
    }

    private struct Counting: RandomNumberGenerator {
        private var number: UInt64 = 0

        mutating func next() -> UInt64 {
            number &+= 0x9E37_79B9_7F4A_7C15
            return number
        }
    }
}
