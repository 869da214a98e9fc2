package import Domain
package import Foundation
package import Governance
package import Storage

/// Proposes a person for a role.
package struct CreateAssignment: CreateCommand {
    package static let resource = Resource.assignment
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }
}

/// Changes the hours or the dates of an assignment; role and person never change.
package struct UpdateAssignment: UpdateCommand {
    package static let resource = Resource.assignment
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }
}

/// Takes an assignment a step further. One to the role of a sponsor makes its person the sponsor of the programme for as
/// long as it is active (VIS-04).
package struct TransitionAssignment: StepCommand {
    package static let resource = Resource.assignment
    package let id: UUID
    let target: AssignmentStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    /// Only an assessment is signed.
    package var namesActor: Bool { target == .assessed }
    package var facts: FactQuery<AssignmentFacts?> { .assignment(id) }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        switch (target, input.members["assessment"]) {
        case (.assessed, nil):
            [
                .required(
                    "/assessment",
                    .init(
                        nl: "De stap naar beoordeeld vraagt een beoordeling.",
                        en: "The step to assessed asks for an assessment."
                    )
                )
            ]
        case (.assessed, let assessment?):
            (assessment.members?["scores"]?.repeatedCompetences(at: "/assessment/scores") ?? [])
                + input.datesToCome(assessment.members ?? [], ["assessedDate"], at: "/assessment")
        case (_, nil): []
        case (_, .some):
            [
                InvalidMember(
                    location: "/assessment",
                    code: "unknown",
                    detail: .init(
                        nl: "Een beoordeling hoort bij de stap naar beoordeeld.",
                        en: "An assessment belongs to the step to assessed."
                    )
                )
            ]
        }
    }

    package func decide(_ situation: Situation<AssignmentFacts?>) throws(Refusal) -> Decision {
        let status: AssignmentStatus = try situation.before.status()
        try status.mayBecome(target)
        guard let facts = situation.facts, facts.roleKind == .politicalSponsor else { return .unguarded }
        return Rulebook.changeProgramme.evaluate(
            SponsorChangeFacts(
                before: facts.sponsorID,
                after: sponsor(after: situation),
                personID: input.credentials.personID,
                isAdministrator: input.credentials.isAdministrator
            )
        )
    }

    package func effects(_ situation: Situation<AssignmentFacts?>) -> [Effect] {
        [step(to: target, changes(situation.before), of: situation.before)]
            + [sponsorEffect(situation)].compactMap(\.self)
    }

    /// What comes with the step: the assessment, or the day on which a holder leaves.
    private func changes(_ before: Members) -> Members {
        let today = input.moment.amsterdamDate
        switch target {
        case .assessed:
            let given = input.members["assessment"]?.members ?? []
            return [
                Member(
                    "assessment",
                    .object([
                        Member("scores", (given["scores"] ?? []).levels),
                        Member("assessorId", .id(input.credentials.personID)),
                        Member("assessedDate", given["assessedDate"] ?? .string(today.description)),
                    ])
                )
            ]
        case .ended where before["status"]?.string == AssignmentStatus.active.rawValue:
            let first = before.date("fromDate") ?? today
            let last = before.date("untilDate")
            let end = max(first, today)
            return last.map { $0 <= end } ?? false ? [] : [Member("untilDate", .string(end.description))]
        case .proposed, .active, .ended: return []
        }
    }

    private func sponsorEffect(_ situation: Situation<AssignmentFacts?>) -> Effect? {
        guard let facts = situation.facts, let member = facts.roleKind.sponsorMember, let programme = place.programme
        else { return nil }
        let sponsor = sponsor(after: situation)
        guard sponsor != facts.sponsorID else { return nil }
        return .update(.programme, id: programme, [Member(member, .id(sponsor))], of: [], programmeID: programme)
    }

    /// Who is the sponsor of the programme after the step, where the role is that of a sponsor.
    private func sponsor(after situation: Situation<AssignmentFacts?>) -> UUID? {
        let holder = situation.before["personId"]?.string.flatMap { UUID(text: $0) }
        let sitting = situation.facts?.sponsorID
        switch target {
        case .active: return holder
        case .ended where situation.before["status"]?.string == AssignmentStatus.active.rawValue:
            return sitting == holder ? nil : sitting
        case .proposed, .assessed, .ended: return sitting
        }
    }
}

extension RoleKind {
    /// The member of a programme that names the holder.
    fileprivate var sponsorMember: String? {
        switch self {
        case .politicalSponsor: "politicalSponsorId"
        case .officialSponsor: "officialSponsorId"
        case .programmeManager, .programmeController, .goalOwner, .effortLeader, .partnerManager, .budgetHolder, .other:
            nil
        }
    }
}
