package import Foundation

/// What is known of a challenge when its method is weighed.
package struct ChallengeFacts: Hashable, Sendable {
    package var id: UUID
    package var name: String
    /// How predictable the outcomes are, 0–100.
    package var predictability: Int64
    package var strategicGoalSet: Bool
    package var structuralEffort: Bool
    package var steeringParties: Int64
    package var chosenMethod: Method?
    package var motivation: String?

    package init(
        id: UUID,
        name: String,
        predictability: Int64,
        strategicGoalSet: Bool,
        structuralEffort: Bool,
        steeringParties: Int64,
        chosenMethod: Method? = nil,
        motivation: String? = nil
    ) {
        self.id = id
        self.name = name
        self.predictability = predictability
        self.strategicGoalSet = strategicGoalSet
        self.structuralEffort = structuralEffort
        self.steeringParties = steeringParties
        self.chosenMethod = chosenMethod
        self.motivation = motivation
    }
}
