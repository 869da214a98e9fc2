package import Domain
package import Foundation

/// An indicator that is to be added to a goal, or moved to one.
package struct IndicatorActFacts: Hashable, Sendable {
    /// The goal that it comes to belong to; `nil` when it stays where it is.
    package var goal: GoalNode?

    package init(goal: GoalNode?) {
        self.goal = goal
    }
}

extension Rule<IndicatorActFacts> {
    static let belongsToLivingGoal = Rule(.crs01) { facts in
        guard let goal = facts.goal else {
            return .notApplicable(
                .init(nl: "De indicator blijft bij zijn doel.", en: "The indicator stays with its goal.")
            )
        }
        guard !goal.isEnded else { return .ended(goal) }
        return .met(
            .init(
                nl: "De indicator komt bij “\(goal.text)”.",
                en: "The indicator comes to “\(goal.text)”."
            ),
            subjects: [.init(goal)]
        )
    }
}

/// A measurement that someone changes or approves.
package struct MeasurementActFacts: Hashable, Sendable {
    package var measurement: MeasurementFacts
    /// Whether anything changes but the ids by which other systems know it.
    package var changesContent: Bool
    /// The person of the credentials.
    package var personID: UUID?

    package init(measurement: MeasurementFacts, changesContent: Bool = true, personID: UUID?) {
        self.measurement = measurement
        self.changesContent = changesContent
        self.personID = personID
    }
}

extension Rule<MeasurementActFacts> {
    static let approvedMeasurementIsFrozen = Rule(.crs07) { facts in
        guard facts.changesContent else {
            return .notApplicable(
                .init(nl: "De meting zelf verandert niet.", en: "The measurement itself does not change.")
            )
        }
        switch facts.measurement.status {
        case .draft:
            return .met(.init(nl: "De meting is een concept.", en: "The measurement is a draft."))
        case .approved:
            return .breached(
                .init(
                    nl: "De meting is goedgekeurd en ligt vast.",
                    en: "The measurement is approved and frozen."
                ),
                remedy: .init(
                    nl: "Voer een nieuwe meting in en laat die door een ander goedkeuren.",
                    en: "Enter a new measurement and have another person approve it."
                ),
                subjects: [.init(facts.measurement)]
            )
        }
    }

    static let approvedByAnother = Rule(.aut11) { facts in
        let measurement = facts.measurement
        guard let person = facts.personID, person != measurement.enteredByID else {
            return .breached(
                facts.personID == nil
                    ? .init(
                        nl: "Deze toegangssleutel hoort bij geen persoon, en een persoon keurt goed.",
                        en: "This token belongs to no person, and a person approves."
                    )
                    : .init(
                        nl: "U voerde deze meting zelf in of wijzigde haar het laatst.",
                        en: "You entered this measurement yourself, or changed it last."
                    ),
                remedy: .init(
                    nl: "Vraag een ander om de meting goed te keuren.",
                    en: "Ask someone else to approve the measurement."
                ),
                subjects: [.init(measurement)]
            )
        }
        return .met(
            .init(
                nl: "Een ander dan wie de meting invoerde, keurt haar goed.",
                en: "Another person than the one who entered the measurement approves it."
            ),
            subjects: [.init(measurement)]
        )
    }
}

extension Finding.Subject {
    package init(_ measurement: MeasurementFacts) {
        self.init(type: "measurement", id: measurement.id, name: measurement.name)
    }
}
