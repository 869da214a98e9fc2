import Foundation

/// The goal tree as `GET …/goal-tree` shows it, read for drawing and telling.
struct GoalTreeDocument: Decodable {
    let mainGoal: Node?
    let effects: [Node]
    let goals: [Node]
    let effortsWithoutGoal: [Effort]

    struct Node: Decodable {
        let id: String
        let depth: Int
        let text: String
        let targetGroup: String?
        let policyField: String?
        let progress: Int?
        let indicators: [Indicator]
        let efforts: [Effort]
        let missing: [String]
        /// Of an effect: the goals under it, in the order of the tree.
        let goals: [Node]?
    }

    struct Indicator: Decodable {
        let name: String
        let unit: String
        let baseline: String?
        let latest: Latest?
        let target: String?
        let targetDate: String?
        let progress: Int?

        struct Latest: Decodable {
            let value: String
            let measuredDate: String
        }
    }

    struct Effort: Decodable {
        let id: String
        let name: String
        let kind: String
        let status: String
        let influence: String
        let teamId: String?
        /// Of an effort under a goal.
        let weight: String?

        var isSupporting: Bool { weight == "supporting" }
    }

    /// - Throws: `DecodingError` when the bytes are no goal tree.
    init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(json))
    }

    /// Every node under the main goal.
    var nodes: [Node] { effects.flatMap { [$0] + ($0.goals ?? []) } + goals }

    /// The efforts that serve something, each once.
    var servingEfforts: Set<String> { Set(([mainGoal].compactMap(\.self) + nodes).flatMap { $0.efforts.map(\.id) }) }
}
