import Testing

@testable import Postgres

/// When a connection is given up or cancelled, with a clock of the test's own.
struct SilenceWatchTests {
    private let start = ContinuousClock.now
    private var watch = SilenceWatch()

    private mutating func look(
        after milliseconds: Int,
        answer: Duration? = .seconds(1),
        isBusy: Bool = true,
        isCancelling: Bool = false,
        isBusyForNobody: Bool = false
    ) -> SilenceWatch.Finding {
        watch.look(
            at: start + .milliseconds(milliseconds),
            SilenceWatch.Patience(answer: answer, cancellation: .milliseconds(500)),
            isBusy: isBusy,
            isCancelling: isCancelling,
            isBusyForNobody: isBusyForNobody
        )
    }

    @Test mutating func `A busy connection may be silent up to its time, and no longer`() {
        #expect(look(after: 0) == .wait)
        #expect(look(after: 100) == .wait)
        #expect(look(after: 1099) == .wait)
        #expect(look(after: 1100) == .giveUp)
    }

    @Test mutating func `It is silent from the look at which nothing had come until a byte comes`() {
        watch.noteProgress()
        _ = look(after: 0)
        #expect(!watch.isSilent)
        _ = look(after: 100)
        #expect(watch.isSilent)
        watch.noteProgress()
        #expect(!watch.isSilent)
        _ = look(after: 200)
        #expect(!watch.isSilent)
        _ = look(after: 300, isBusy: false)
        #expect(!watch.isSilent)
    }

    @Test mutating func `It is stuck after a second of silence, until a byte comes`() {
        watch.noteProgress()
        for milliseconds in [0, 100, 1099] {
            _ = look(after: milliseconds, answer: nil)
            #expect(!watch.isStuck)
        }
        _ = look(after: 1100, answer: nil)
        #expect(watch.isStuck)
        watch.noteProgress()
        #expect(!watch.isStuck)
        _ = look(after: 1200, answer: nil)
        #expect(!watch.isStuck)
    }

    @Test mutating func `Any byte starts its time anew`() {
        for round in 0..<5 {
            watch.noteProgress()
            #expect(look(after: round * 900) == .wait)
            #expect(look(after: round * 900 + 100) == .wait)
        }
        #expect(look(after: 4700) == .giveUp)
    }

    @Test mutating func `A connection at rest is never given up, nor one without a bound`() {
        #expect(look(after: 0, isBusy: false) == .wait)
        #expect(look(after: 60_000, isBusy: false) == .wait)
        #expect(look(after: 60_100, answer: nil) == .wait)
        #expect(look(after: 600_000, answer: nil) == .wait)
    }

    @Test mutating func `What is busy for nobody at two looks in a row is cancelled, once`() {
        #expect(look(after: 0, isBusyForNobody: true) == .wait)
        #expect(look(after: 100, isBusyForNobody: false) == .wait)
        #expect(look(after: 200, isBusyForNobody: true) == .wait)
        #expect(look(after: 300, isBusyForNobody: true) == .cancel)
        #expect(look(after: 400, isCancelling: true, isBusyForNobody: true) == .wait)
    }

    @Test mutating func `A request to cancel that does not arrive gives the connection up`() {
        watch.noteProgress()
        #expect(look(after: 0, isCancelling: true) == .wait)
        watch.noteProgress()
        #expect(look(after: 499, isCancelling: true) == .wait)
        watch.noteProgress()
        #expect(look(after: 500, isCancelling: true) == .giveUp)
    }
}
