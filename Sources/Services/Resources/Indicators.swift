package import Domain
package import Foundation
package import Governance
package import Storage

/// Adds an indicator to a goal that lives.
package struct CreateIndicator: CreateCommand {
    package static let resource = Resource.indicator
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<GoalTree> {
        .goalTree(ofProgramme: place.programme, goals: [input.members.id("goalId")].compactMap(\.self))
    }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        IndicatorFigures(input.members).invalidMembers
    }

    package func decide(_ situation: Situation<GoalTree>) throws(Refusal) -> Decision {
        Rulebook.recordIndicator.evaluate(IndicatorActFacts(goal: situation.facts[input.members.id("goalId")]))
    }
}

/// Changes an indicator, or moves it to another goal that lives.
package struct UpdateIndicator: UpdateCommand {
    package static let resource = Resource.indicator
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var facts: FactQuery<GoalTree> {
        .goalTree(ofProgramme: place.programme, goals: [patch.id("goalId")].compactMap(\.self))
    }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        before.isEmpty ? [] : IndicatorFigures(before.merged(with: patch)).invalidMembers
    }

    package func decide(_ situation: Situation<GoalTree>) throws(Refusal) -> Decision {
        let goal = changes(situation).id("goalId")
        return Rulebook.recordIndicator.evaluate(IndicatorActFacts(goal: situation.facts[goal]))
    }
}

/// The baseline and the target of an indicator, which stand in a certain relation.
private struct IndicatorFigures {
    let direction: IndicatorDirection
    let baseline: Decimal?
    let baselineDate: CalendarDate?
    let target: Decimal?
    let targetDate: CalendarDate?

    init(_ members: Members) {
        func decimal(_ name: String) -> Decimal? {
            members[name]?.string.flatMap { Decimal(string: $0, locale: Locale(identifier: "en_US_POSIX")) }
        }
        direction = members["direction"]?.string.flatMap(IndicatorDirection.init) ?? .increase
        (baseline, baselineDate) = (decimal("baseline"), members.date("baselineDate"))
        (target, targetDate) = (decimal("target"), members.date("targetDate"))
    }

    var invalidMembers: [InvalidMember] {
        let loose = [
            (baseline == nil && baselineDate != nil, "baseline"),
            (baseline != nil && baselineDate == nil, "baselineDate"),
            (target == nil && targetDate != nil, "target"), (target != nil && targetDate == nil, "targetDate"),
        ].compactMap { isMissing, name in
            isMissing
                ? InvalidMember(
                    location: "/\(name)",
                    code: "required",
                    detail: .init(
                        nl: "Een waarde en haar datum horen bij elkaar.",
                        en: "A value and its date go together."
                    )
                )
                : nil
        }
        return loose + [targetNotBeyond, targetNotAfter].compactMap(\.self)
    }

    private var targetNotBeyond: InvalidMember? {
        guard let baseline, let target else { return nil }
        switch direction {
        case .increase where target <= baseline:
            return InvalidMember(
                location: "/target",
                code: "minimum",
                detail: .init(
                    nl: "De indicator moet stijgen: de streefwaarde ligt boven de nulwaarde.",
                    en: "The indicator is to increase: the target lies above the baseline."
                )
            )
        case .decrease where target >= baseline:
            return InvalidMember(
                location: "/target",
                code: "maximum",
                detail: .init(
                    nl: "De indicator moet dalen: de streefwaarde ligt onder de nulwaarde.",
                    en: "The indicator is to decrease: the target lies below the baseline."
                )
            )
        case .increase, .decrease: return nil
        }
    }

    private var targetNotAfter: InvalidMember? {
        guard let baselineDate, let targetDate, targetDate <= baselineDate else { return nil }
        return InvalidMember(
            location: "/targetDate",
            code: "minimum",
            detail: .init(
                nl: "De streefdatum ligt na de datum van de nulwaarde, \(baselineDate.title.nl).",
                en: "The date of the target lies after that of the baseline, \(baselineDate.title.en)."
            )
        )
    }
}
