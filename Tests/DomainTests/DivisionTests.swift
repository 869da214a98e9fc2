import Domain
import Testing

@Suite struct `An amount in parts` {
    @Test func `adds up to the cent, the largest remainders first`() {
        #expect(Int64(100).divided(by: [1, 1, 1]) == [34, 33, 33])
        #expect(Int64(101).divided(by: [50, 30, 20]) == [51, 30, 20])
        #expect(Int64(10).divided(by: [3, 3, 1]) == [4, 4, 2])
        #expect(Int64(0).divided(by: [1, 2]) == [0, 0])
        #expect(Int64(7).divided(by: [9]) == [7])
    }

    @Test func `is never a cent off, whatever the amount and the shares`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let amount = Int64.random(in: 0...1_000_000_000_000, using: &generator)
            let shares = (0..<Int.random(in: 1...50)).map { _ in Int64.random(in: 1...10_000, using: &generator) }
            let parts = amount.divided(by: shares)
            let total = shares.reduce(0, +)
            #expect(parts.reduce(0, +) == amount)
            for (part, share) in zip(parts, shares) {
                let exact = Double(amount) * Double(share) / Double(total)
                #expect(abs(Double(part) - exact) <= 1.001)
            }
        }
    }
}
