package import Foundation

/// In which direction an indicator should go.
package enum IndicatorDirection: String, CaseIterable, Sendable {
    case increase
    case decrease
}

/// Where a measurement is in its life.
package enum MeasurementStatus: String, LifeStatus {
    case draft
    case approved

    /// The statuses that may follow this one.
    package var successors: [MeasurementStatus] {
        switch self {
        case .draft: [.approved]
        case .approved: []
        }
    }

    package var title: LocalizedText {
        switch self {
        case .draft: .init(nl: "concept", en: "draft")
        case .approved: .init(nl: "goedgekeurd", en: "approved")
        }
    }
}

/// What is known of a measurement when a rule is asked about it.
package struct MeasurementFacts: Hashable, Sendable {
    package var id: UUID
    /// What it is called by: the value and the day.
    package var name: String
    package var status: MeasurementStatus
    /// The person who entered it, or who changed it last.
    package var enteredByID: UUID?

    package init(id: UUID, name: String, status: MeasurementStatus, enteredByID: UUID?) {
        self.id = id
        self.name = name
        self.status = status
        self.enteredByID = enteredByID
    }
}

/// What is known of an effect when it is asked whether it can be followed.
package struct EffectFacts: Hashable, Sendable {
    package var id: UUID
    package var text: String
    /// Whether an indicator of it has a baseline and a target.
    package var hasTarget: Bool
    /// Whether an indicator of it has an approved measurement that is the last.
    package var hasFinalMeasurement: Bool

    package init(id: UUID, text: String, hasTarget: Bool, hasFinalMeasurement: Bool) {
        self.id = id
        self.text = text
        self.hasTarget = hasTarget
        self.hasFinalMeasurement = hasFinalMeasurement
    }
}

/// The course of a programme as its steps are weighed against it.
package struct CourseFacts: Hashable, Sendable {
    /// The effects that live, in the order in which they were made.
    package var effects: [EffectFacts]
    /// The efforts that are active, by name.
    package var activeEfforts: [EffortFacts]

    package init(effects: [EffectFacts] = [], activeEfforts: [EffortFacts] = []) {
        self.effects = effects
        self.activeEfforts = activeEfforts
    }
}
