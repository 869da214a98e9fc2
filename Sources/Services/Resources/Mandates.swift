package import Domain
package import Foundation
package import Governance
package import Storage

/// Draws up a mandate, or a sub-mandate under one that allows it (AUT-02, AUT-06).
package struct CreateMandate: CreateCommand {
    package static let resource = Resource.mandate
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var programmeID: UUID? { input.members.id("programmeId") }
    package var facts: FactQuery<[MandateFacts]> { .mandates(upFrom: input.members.id("parentId")) }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        Resource.disorderedWindows(input.members) + input.invalidMandate(input.members)
    }

    package func decide(_ situation: Situation<[MandateFacts]>) throws(Refusal) -> Decision {
        Rulebook.recordMandate.evaluate(
            MandateActFacts(
                after: MandateFacts(id: id, input.members),
                above: situation.facts,
                today: input.moment.amsterdamDate
            )
        )
    }
}

/// Changes a draft, or narrows a mandate in force and with it all below (AUT-06, AUT-08). One that is narrowed to a
/// programme lasts as long as its mandatary has a role in that (PPL-05).
package struct UpdateMandate: UpdateCommand {
    package static let resource = Resource.mandate
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package func programmeID(of before: Members) -> UUID? { before.id("programmeId") }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        // What is not there is not found, whatever the patch says.
        guard !before.isEmpty else { return [] }
        let after = before.merged(with: patch)
        return Resource.disorderedWindows(after) + input.invalidMandate(after)
    }

    package var facts: FactQuery<PersonHours?> {
        patch["programmeId"] == nil && patch["fromDate"] == nil ? .unasked() : .hours(ofMandataryOf: id)
    }

    package func decide(_ situation: Situation<PersonHours?>) throws(Refusal) -> Decision {
        Rulebook.changeMandate.evaluate(
            MandateActFacts(
                before: MandateFacts(id: id, situation.before),
                after: MandateFacts(id: id, after(situation)),
                today: input.moment.amsterdamDate
            )
        )
    }

    package func effects(_ situation: Situation<PersonHours?>) -> [Effect] {
        let mandate = MandateFacts(id: id, after(situation))
        guard mandate.status == .inForce, let hours = situation.facts else { return update(situation) }
        return update(situation, mandate.following(hours.promises, on: input.moment.amsterdamDate))
    }
}

/// Brings a mandate into force, or revokes it; it expires by itself (AUT-04, AUT-05, AUT-06, AUT-08, PPL-05).
package struct TransitionMandate: StepCommand {
    package static let resource = Resource.mandate
    package let id: UUID
    let target: MandateStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    package func programmeID(of before: Members) -> UUID? { before.id("programmeId") }
    package var facts: FactQuery<MandateStepGround> { .step(ofMandate: id, to: target) }

    package func decide(_ situation: Situation<MandateStepGround>) throws(Refusal) -> Decision {
        let mandate = MandateFacts(id: id, situation.before)
        try mandate.status.mayBecome(target)
        return Rulebook.step(to: target).evaluate(
            MandateActFacts(
                before: mandate,
                after: mandate,
                above: situation.facts.above,
                today: input.moment.amsterdamDate
            )
        )
    }

    package func effects(_ situation: Situation<MandateStepGround>) -> [Effect] {
        let also: Members =
            switch target {
            case .inForce: [Member("inForceAt", .string(input.moment.rfc3339))] + lastDay(situation)
            case .revoked: [Member("revokedAt", .string(end(situation).rfc3339))]
            case .draft, .expired: []
            }
        return [step(to: target, also, of: situation.before)]
    }

    /// That of the mandatary in a role, as far as it is known.
    private func lastDay(_ situation: Situation<MandateStepGround>) -> Members {
        var mandate = MandateFacts(id: id, situation.before)
        mandate.inForceAt = input.moment
        return mandate.following(situation.facts.promises, on: input.moment.amsterdamDate)
    }

    /// The moment of the request, or the one after the last decision under it: one that waited for this mandate has a
    /// later moment than a revocation that was asked before it and done after it.
    private func end(_ situation: Situation<MandateStepGround>) -> Moment {
        let since = MandateFacts(id: id, situation.before).inForceAt ?? input.moment
        let last = situation.facts.lastDecisionAt?.advanced(byMilliseconds: 1) ?? input.moment
        return max(input.moment, since, last)
    }
}

extension CommandInput {
    /// What is wrong with the mandate as it will be: one mandatary, and consents that were given already.
    fileprivate func invalidMandate(_ members: Members) -> [InvalidMember] {
        let names = ["mandataryRoleId", "mandataryPersonId"].filter { members[$0]?.string != nil }
        let mandatary: [InvalidMember] =
            switch names.count {
            case 0:
                [
                    .required(
                        "/mandataryRoleId",
                        .init(
                            nl: "Een mandaat noemt de rol of de persoon die het krijgt.",
                            en: "A mandate names the role or the person that gets it."
                        )
                    )
                ]
            case 1: []
            default:
                [
                    InvalidMember(
                        location: "/mandataryPersonId",
                        code: "unknown",
                        detail: .init(
                            nl: "Een mandaat krijgt een rol of een persoon, niet beide.",
                            en: "A mandate goes to a role or to a person, not to both."
                        )
                    )
                ]
            }
        return mandatary + datesToCome(members, ["mandataryConsentDate", "employerConsentDate"])
    }
}
