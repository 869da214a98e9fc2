import Testing

@testable import Postgres

/// When a session that only listens is asked for a sign of life, and given up, with a clock of the test's own.
struct PulseTests {
    private let start = ContinuousClock.now
    private var pulse: Pulse

    init() {
        pulse = Pulse(patience: .seconds(6), from: start)
    }

    private mutating func look(after seconds: Int, isAwaiting: Bool = false) -> Pulse.Finding {
        pulse.look(at: start + .seconds(seconds), isAwaiting: isAwaiting)
    }

    @Test mutating func `A server that has nothing to tell is asked, and given up when it does not answer`() {
        #expect(look(after: 0) == .wait)
        #expect(pulse.due == start + .seconds(6))
        #expect(look(after: 5) == .wait)
        #expect(look(after: 6) == .ask)
        #expect(look(after: 11, isAwaiting: true) == .wait)
        #expect(look(after: 12, isAwaiting: true) == .giveUp)
    }

    @Test mutating func `One that answers is asked again and again`() {
        for round in 0..<3 {
            pulse.noteProgress()
            #expect(look(after: round * 10) == .wait)
            #expect(look(after: round * 10 + 6) == .ask)
            #expect(look(after: round * 10 + 7, isAwaiting: true) == .wait)
        }
    }

    @Test mutating func `What it tells is a sign of life`() {
        for second in 0..<20 {
            pulse.noteProgress()
            #expect(look(after: second) == .wait)
        }
        #expect(look(after: 24) == .wait)
        #expect(look(after: 25) == .ask)
    }

    @Test mutating func `A request that the server does not answer is waited for from when it was seen`() {
        #expect(look(after: 0) == .wait)
        #expect(look(after: 3, isAwaiting: true) == .wait)
        #expect(look(after: 8, isAwaiting: true) == .wait)
        #expect(look(after: 9, isAwaiting: true) == .giveUp)
    }
}
