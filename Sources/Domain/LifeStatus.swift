/// Where a resource is in its life, and the steps that a person may take from there.
package protocol LifeStatus: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// The statuses that may follow this one.
    var successors: [Self] { get }
    /// Whether the step into this status must say why.
    var entryNeedsMotivation: Bool { get }
    /// The kind of decision that the step into this status must rest on; nil: it rests on none.
    var entryDecision: DecisionKind? { get }
    /// The status in the words of a Dutch municipality, and in English.
    var title: LocalizedText { get }
}

extension LifeStatus {
    package var entryNeedsMotivation: Bool { false }
    package var entryDecision: DecisionKind? { nil }
}
