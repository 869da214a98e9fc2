import Synchronization

/// Why the server cannot answer yet, by subject. Ready is: nothing stands in the way.
package final class Readiness: Sendable {
    private let reasons: Mutex<[String: String]>

    /// - Parameter reasons: what stands in the way at first, by subject.
    package init(reasons: [String: String] = [:]) {
        self.reasons = Mutex(reasons)
    }

    /// - Parameter reason: nil when the subject no longer stands in the way. It is shown on the management port.
    /// - Returns: whether the reason is another one than before, so that it can be logged once.
    @discardableResult
    package func set(_ subject: String, reason: String?) -> Bool {
        reasons.withLock { reasons in
            guard reasons[subject] != reason else { return false }
            reasons[subject] = reason
            return true
        }
    }

    /// In the order of their subjects.
    package var currentReasons: [String] {
        reasons.withLock { reasons in reasons.sorted { $0.key < $1.key }.map(\.value) }
    }

    package var isReady: Bool { reasons.withLock(\.isEmpty) }
}
