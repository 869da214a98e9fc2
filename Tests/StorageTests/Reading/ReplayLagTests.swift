import Testing

@testable import Storage

@Suite struct `The lag of a standby` {
    private let start = ContinuousClock.now

    private func second(_ number: Int) -> ContinuousClock.Instant { start + .seconds(number) }

    @Test func `is unknown until the standby has reached a place that was seen`() {
        var lag = ReplayLag()
        lag.primary(at: 100, second(0))
        #expect(lag.standby(at: 99, second(1)) == nil)
        lag.primary(at: 200, second(2))
        #expect(lag.standby(at: 150, second(3)) == .seconds(3))
    }

    @Test func `does not grow while nobody writes`() {
        var lag = ReplayLag()
        for moment in 0..<5 {
            lag.primary(at: 100, second(moment))
            #expect(lag.standby(at: 100, second(moment)) == .zero)
        }
    }

    @Test func `grows while the standby stands still, and shrinks when it catches up`() {
        var lag = ReplayLag()
        for moment in 0..<2000 {
            lag.primary(at: Int64(100 + moment), second(moment))
            #expect(lag.standby(at: 100, second(moment)) == .seconds(moment))
        }
        #expect(lag.standby(at: 5000, second(2000)) == .seconds(1))
    }
}
