import Contract
import Testing

@Suite("Reading JSON that was damaged at random")
struct JSONFuzzTests {
    private static let sample = Array(
        #"{"name":"Iedereen telt mee \u00e9\ud83d\ude00","lines":[{"cents":-12.50e3},null,true,[]],"x":{"y":"\n"}}"#
            .utf8
    )

    @Test(
        "Damaged text is refused or read, and what is read survives being written",
        arguments: 1...20 as ClosedRange<UInt64>
    )
    func survivesDamage(seed: UInt64) throws {
        var generator = SplitMix64(state: seed)
        for _ in 0..<300 {
            var bytes = Self.sample
            for _ in 0..<Int.random(in: 1...4, using: &generator) { damage(&bytes, &generator) }
            guard let value = try? JSON(parsing: bytes) else { continue }
            #expect(try JSON(parsing: value.bytes) == value)
        }
    }

    private func damage(_ bytes: inout [UInt8], _ generator: inout SplitMix64) {
        guard !bytes.isEmpty else { return }
        let index = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert("{}[]\",:\\u0".utf8.randomElement(using: &generator) ?? 0, at: index)
        default: bytes.removeSubrange(index...)
        }
    }
}

/// A random generator with a seed, so that a failure can be repeated.
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
