/// How long to wait after a number of failures in a row: doubling from 50 ms to at most 1 s, each time between half and
/// the whole of it, so that many servers do not knock at the same moment.
struct Backoff {
    private var random: UInt64

    init(seed: UInt64) {
        random = seed
    }

    mutating func delay(afterFailures failures: Int) -> Duration {
        let longest = 50 << min(max(failures, 1) - 1, 10)
        let milliseconds = min(longest, 1000)
        return .milliseconds(milliseconds / 2 + Int(next() % UInt64(milliseconds / 2 + 1)))
    }

    // SplitMix64 (Steele, Lea, Flood 2014): a seed makes the machine's tests repeatable.
    private mutating func next() -> UInt64 {
        random &+= 0x9E37_79B9_7F4A_7C15
        var mixed = random
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
