package import Domain
package import Foundation

extension DecisionFacts {
    /// Why a step cannot rest on this decision; none: it can.
    ///
    /// - Parameters:
    ///   - kind: What it must have decided.
    ///   - programme: Whose it must be; nil: of any programme.
    ///   - partner: Whom it must be about, where it names a partner; nil: whomever.
    ///   - day: The day on which it must count.
    package func flaws(
        asGroundFor kind: DecisionKind,
        of programme: UUID?,
        about partner: UUID? = nil,
        on day: CalendarDate
    ) -> [LocalizedText] {
        var flaws: [LocalizedText] = []
        if self.kind != kind {
            flaws.append(
                .init(nl: "\(name) gaat over \(self.kind.title.nl)", en: "\(name) is about \(self.kind.title.en)")
            )
        }
        if let programme, programmeID != programme {
            flaws.append(.init(nl: "\(name) is van een ander programma", en: "\(name) is of another programme"))
        }
        if let partner, let partnerID, partnerID != partner {
            flaws.append(.init(nl: "\(name) gaat over een andere partner", en: "\(name) is about another partner"))
        }
        if status != .taken {
            flaws.append(.init(nl: "\(name) is \(status.title.nl)", en: "\(name) is \(status.title.en)"))
        }
        if let untilDate, untilDate < day {
            flaws.append(
                .init(
                    nl: "\(name) gold tot en met \(untilDate.title.nl)",
                    en: "\(name) counted until \(untilDate.title.en)"
                )
            )
        }
        return flaws
    }

    /// Why an amount cannot move on this decision, with what others moved on it; nil: it can.
    fileprivate func flaw(moving cents: Int64, _ othersCents: Int64) -> LocalizedText? {
        guard let amountCents else { return .init(nl: "\(name) noemt geen bedrag", en: "\(name) names no amount") }
        let (sum, overflows) = cents.addingReportingOverflow(othersCents)
        guard overflows || sum > amountCents else { return nil }
        let (moved, decided) = (Euros(cents: overflows ? .max : sum).title, Euros(cents: amountCents).title)
        return .init(
            nl: "op \(name) van \(decided.nl) zou \(moved.nl) worden verplaatst",
            en: "\(moved.en) would move on \(name) of \(decided.en)"
        )
    }
}

extension Verdict {
    /// Whether one of the decisions carries a step.
    ///
    /// - Parameters:
    ///   - kind: What must have been decided.
    ///   - decisions: Those that it may rest on.
    ///   - programme: Whose the decision must be; nil: of any programme.
    ///   - partner: Whom it must be about, where it names a partner; nil: whomever.
    ///   - moving: What is to move on it, and what others moved on it before, in cents; nil: nothing moves.
    ///   - day: The day on which it must count.
    static func ground(
        _ kind: DecisionKind,
        among decisions: [DecisionFacts],
        of programme: UUID?,
        about partner: UUID? = nil,
        moving: (cents: Int64, othersCents: Int64)? = nil,
        on day: CalendarDate
    ) -> Verdict {
        let weighed = decisions.map { decision in
            let flaws = decision.flaws(asGroundFor: kind, of: programme, about: partner, on: day)
            return (
                decision,
                flaws + [moving.flatMap { decision.flaw(moving: $0.cents, $0.othersCents) }].compactMap(\.self)
            )
        }
        if let ground = weighed.first(where: { $0.1.isEmpty })?.0 {
            return .met(
                .init(nl: "Het rust op besluit \(ground.name).", en: "It rests on decision \(ground.name)."),
                subjects: [.init(ground)]
            )
        }
        let flaws = weighed.flatMap(\.1)
        let lacking = LocalizedText(
            nl: programme == nil
                ? "er is geen genomen besluit: \(kind.title.nl)"
                : "er is geen genomen besluit van dit programma: \(kind.title.nl)",
            en: programme == nil
                ? "there is no taken decision: \(kind.title.en)"
                : "there is no taken decision of this programme: \(kind.title.en)"
        )
        let reasons = flaws.isEmpty ? [lacking] : flaws
        return .breached(
            .init(
                nl: "\(reasons.listed(in: .dutch).capitalisedFirst).",
                en: "\(reasons.listed(in: .english).capitalisedFirst)."
            ),
            remedy: .decide(kind),
            subjects: decisions.map { .init($0) }
        )
    }
}

extension LocalizedText {
    /// How a step that rests on no decision comes to rest on one.
    fileprivate static func decide(_ kind: DecisionKind) -> LocalizedText {
        let bodies = kind.bodies.map(\.title)
        return .init(
            nl: "Stel het besluit voor (\(kind.title.nl)), laat een ander het nemen die dat namens"
                + " \(bodies.map(\.nl).joined(separator: " of ")) mag, en noem het bij deze stap.",
            en: "Propose the decision (\(kind.title.en)), have it taken by someone else who may do so on behalf of"
                + " \(bodies.map(\.en).joined(separator: " or ")), and name it with this step."
        )
    }
}
