import Domain
import Foundation
import Governance

/// Puts the story of a programme together, section by section.
struct Storyteller {
    let portrait: ProgrammePortrait
    let tree: GoalTreeDocument
    let support: SupportFacts
    let next: NextStep?
    let words: StoryWords

    /// The step that the programme works towards, and what breaches its rules.
    struct NextStep {
        let phase: Phase
        let breached: [Finding]
    }

    /// Larger trees are a picture of their own.
    private static let nodesInPicture = 150

    var story: StoryText {
        var story = StoryText(language: words.language, title: "\(portrait.name) (\(portrait.code))")
        story.parts.append(.heading(1, story.title))
        story.parts.append(.paragraph(words.standing(portrait, support.programme.phase)))
        story.parts += why + vision + goals + efforts + carriers + open
        return story
    }

    private var why: [StoryText.Part] {
        [
            .heading(2, words.why), .heading(3, portrait.challenge.name),
            portrait.challenge.description.map { .paragraph($0) },
            portrait.description.map { .paragraph($0) },
            portrait.commission.map { .paragraph(words.commission($0)) },
        ].compactMap(\.self)
    }

    private var vision: [StoryText.Part] {
        guard let vision = portrait.vision else { return [.heading(2, words.vision), .paragraph(words.noVision)] }
        return [
            .heading(2, words.vision), .quote(vision.statement), .paragraph(vision.intendedReality),
            .paragraph(words.support(vision.number, support)),
        ]
    }

    private var goals: [StoryText.Part] {
        guard let main = tree.mainGoal else { return [.heading(2, words.goals), .paragraph(words.noMainGoal)] }
        var parts: [StoryText.Part] = [.heading(2, words.goals), .paragraph(words.mainGoal(main.text))]
        for effect in tree.effects {
            parts.append(.heading(3, effect.text))
            let about = [effect.policyField, effect.targetGroup].compactMap(\.self).joined(separator: " · ")
            if !about.isEmpty { parts.append(.paragraph(about)) }
            var lines = lines(of: effect, under: effect.depth)
            for goal in effect.goals ?? [] {
                lines.append((goal.depth - effect.depth - 1, words.goal(goal.text)))
                lines += self.lines(of: goal, under: effect.depth)
            }
            if !lines.isEmpty { parts.append(.list(lines)) }
        }
        if tree.nodes.count <= Self.nodesInPicture { parts.append(.picture(tree)) }
        return parts
    }

    private func lines(of node: GoalTreeDocument.Node, under depth: Int) -> [(depth: Int, text: String)] {
        node.indicators.map { (node.depth - depth, words.course($0)) }
    }

    private var efforts: [StoryText.Part] {
        var served: [String: (effort: GoalTreeDocument.Effort, field: String, goals: [String])] = [:]
        for node in [tree.mainGoal].compactMap(\.self) + tree.nodes {
            for effort in node.efforts {
                let team = effort.teamId.flatMap { portrait.teams[$0] }
                let field = team?.policyField ?? node.policyField ?? words.noPolicyField
                served[effort.id, default: (effort, field, [])].goals.append(node.text)
            }
        }
        guard !served.isEmpty else { return [.heading(2, words.efforts), .paragraph(words.noEfforts)] }
        let fields = Dictionary(grouping: served.values, by: \.field).sorted { $0.key < $1.key }
        return [.heading(2, words.efforts)]
            + fields.flatMap { field, entries -> [StoryText.Part] in
                let sorted = entries.sorted { ($0.effort.name, $0.effort.id) < ($1.effort.name, $1.effort.id) }
                let lines = sorted.map { entry -> (Int, String) in
                    let team = entry.effort.teamId.flatMap { portrait.teams[$0]?.name }
                    return (0, words.effort(entry.effort, team: team, entry.goals))
                }
                return [.heading(3, field), .list(lines)]
            }
    }

    private var carriers: [StoryText.Part] {
        let sponsors = [
            portrait.politicalSponsor.map(words.politicalSponsor), portrait.officialSponsor.map(words.officialSponsor),
        ].compactMap(\.self)
        let stakeholders = support.stakeholders.filter { $0.endedAt == nil }
        return [
            .heading(2, words.carriers),
            sponsors.isEmpty ? .paragraph(words.noSponsors) : .list(sponsors.map { (0, $0) }),
            portrait.governance.map { .paragraph($0) },
            stakeholders.isEmpty
                ? .paragraph(words.noStakeholders)
                : .table(words.stakeholderHead, stakeholders.map(words.stakeholder)),
        ].compactMap(\.self)
    }

    private var open: [StoryText.Part] {
        let lacking = tree.nodes.flatMap { node in node.missing.map { "\(node.text): \(words.missing($0))" } }
        let purposeless = tree.effortsWithoutGoal.map { words.withoutGoal($0.name) }
        var parts: [StoryText.Part] = [.heading(2, words.open)]
        if let next, !next.breached.isEmpty {
            parts.append(.heading(3, words.neededFor(next.phase)))
            parts.append(.list(next.breached.flatMap(words.finding)))
        }
        if !(lacking + purposeless).isEmpty {
            parts.append(.heading(3, words.inTheTree))
            parts.append(.list((lacking + purposeless).map { (0, $0) }))
        }
        return parts.count == 1 ? parts + [.paragraph(words.nothingOpen)] : parts
    }
}
