/// What a team answers when it places a partner; what it left open is `nil`.
package struct PositionFacts: Hashable, Sendable {
    package var influence: Int64?
    package var dependence: Int64?
    package var alternativeIfLost: String?

    package init(influence: Int64?, dependence: Int64?, alternativeIfLost: String?) {
        self.influence = influence
        self.dependence = dependence
        self.alternativeIfLost = alternativeIfLost
    }
}
