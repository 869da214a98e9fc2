import Domain
import Foundation
import Storage

/// Where the goals of a programme lie, and how acts change what is there.
struct GoalPlace {
    let place: Place

    init(_ place: Place) {
        self.place = place
    }

    func create(_ goal: GoalNode, _ others: Members) -> Effect {
        .create(
            .goal,
            id: goal.id,
            in: place,
            [
                Member("kind", .string(goal.kind.rawValue)), Member("parentId", .id(goal.parentID)),
                Member("text", .string(goal.text)),
            ] + others,
            programmeID: place.programme
        )
    }

    func end(_ id: UUID, successors: [UUID], as event: String, at moment: Moment) -> Effect {
        let ended = Member("endedAt", .string(moment.rfc3339))
        return update(.goal, id, [ended, Member("successorIds", .array(successors.map(Value.id)))], event: event)
    }

    /// A goal under its new parent.
    func move(_ goal: GoalNode) -> Effect {
        update(.goal, goal.id, [Member("parentId", .id(goal.parentID))], event: "moved")
    }

    /// What hangs on some goals comes to hang on another. An effort that comes to contribute to it more than once
    /// contributes once, with the heaviest weight.
    func handOver(_ hangers: GoalHangers, from goals: Set<UUID>, to heir: UUID) -> [Effect] {
        let indicators = hangers.indicators.map { indicator in
            update(.indicator, indicator.id, [Member("goalId", .id(heir))], event: "moved")
        }
        let efforts = hangers.efforts.map { effort in
            let contributions = effort.contributions.handedOver(from: goals, to: heir)
            return update(
                .effort,
                effort.id,
                [Member("contributions", .array(contributions.map(\.value)))],
                event: "updated"
            )
        }
        return indicators + efforts
    }

    func update(_ resource: Resource, _ id: UUID, _ changes: Members, event: String) -> Effect {
        .update(resource, id: id, in: place, changes, of: [], event: event, programmeID: place.programme)
    }
}

extension [ContributionFacts] {
    /// The same where a goal takes the place of others.
    fileprivate func handedOver(from goals: Set<UUID>, to heir: UUID) -> [ContributionFacts] {
        let toHeir = filter { $0.goalID == heir || goals.contains($0.goalID) }
        let weight = toHeir.contains { $0.weight == .primary } ? ContributionWeight.primary : .supporting
        let place = firstIndex { $0.goalID == heir || goals.contains($0.goalID) }
        return enumerated().compactMap { index, contribution in
            if index == place { return ContributionFacts(goalID: heir, weight: weight) }
            return toHeir.contains(contribution) ? nil : contribution
        }
    }
}
