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

/// Changes the hours or the dates of an assignment; role and person never change. What someone who is active promises must
/// fit the contract (PPL-04), and mandates of the person last as long as the last day in a role does (PPL-05).
package struct UpdateAssignment: UpdateCommand {
    package static let resource = Resource.assignment
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var facts: FactQuery<(PersonHours?, [MandateFacts])> {
        .promises(ofAssignment: id, lastDayChanges: patch["untilDate"] != nil)
    }

    package func decide(_ situation: Situation<(PersonHours?, [MandateFacts])>) throws(Refusal) -> Decision {
        let status: AssignmentStatus = try situation.before.status()
        guard status == .active, let hours = hoursAfter(situation) else { return .unguarded }
        return Rulebook.promiseHours.evaluate(HoursFacts(hours: hours, today: input.moment.amsterdamDate))
    }

    private func hoursAfter(_ situation: Situation<(PersonHours?, [MandateFacts])>) -> PersonHours? {
        situation.facts.0?.with(after(situation), ofAssignment: id)
    }

    package func effects(_ situation: Situation<(PersonHours?, [MandateFacts])>) -> [Effect] {
        let own = update(situation)
        guard !own.isEmpty, situation.before["status"]?.string == AssignmentStatus.active.rawValue,
            let hours = hoursAfter(situation)
        else { return own }
        return own + situation.facts.1.following(hours.promises, on: input.moment.amsterdamDate)
    }
}

extension PersonHours {
    /// The same with the hours and the dates of one assignment as its members say.
    fileprivate func with(_ members: Members, ofAssignment id: UUID) -> PersonHours {
        var hours = self
        for place in hours.promises.indices where hours.promises[place].assignmentID == id {
            if let given = members["hoursPerWeek"]?.integer { hours.promises[place].hoursPerWeek = given }
            if let first = members["fromDate"]?.string.flatMap({ CalendarDate($0) }) {
                hours.promises[place].fromDate = first
            }
            hours.promises[place].untilDate = members["untilDate"]?.string.flatMap { CalendarDate($0) }
        }
        return hours
    }
}

/// Takes an assignment a step further. One to the role of a sponsor makes its person the sponsor of the programme for as
/// long as it is active (VIS-04); who leaves takes no mandate along (PPL-05).
package struct TransitionAssignment: StepCommand {
    package static let resource = Resource.assignment
    package let id: UUID
    let target: AssignmentStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input.with(members: Self.resource.asKept(input.members))
    }

    /// Only an assessment is signed.
    package var namesActor: Bool { target == .assessed }

    package var facts: FactQuery<AssignmentStep?> { .step(ofAssignment: id, to: target, exception: decisionID) }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        input.misplaced("assessment", onStepTo: target, at: .assessed)
            + input.misplaced("decisionId", onStepTo: target, at: .active)
            + input.misplaced("untilDate", onStepTo: target, at: .ended)
            + (target == .assessed ? invalidAssessment : []) + (target == .ended ? invalidEnd(before) : [])
    }

    private var invalidAssessment: [InvalidMember] {
        guard let assessment = input.members["assessment"]?.members else {
            return [
                .required(
                    "/assessment",
                    .init(
                        nl: "De stap naar beoordeeld vraagt een beoordeling.",
                        en: "The step to assessed asks for an assessment."
                    )
                )
            ]
        }
        return (assessment["scores"]?.repeatedCompetences(at: "/assessment/scores") ?? [])
            + input.datesToCome(assessment, ["assessedDate"], at: "/assessment")
    }

    /// A last day that is still to come is a change of the assignment, and no end of it yet.
    private func invalidEnd(_ before: Members) -> [InvalidMember] {
        input.datesToCome(input.members, ["untilDate"])
            + Resource.disorderedWindows(before.merged(with: input.members.filter { $0.name == "untilDate" }))
    }

    package func decide(_ situation: Situation<AssignmentStep?>) throws(Refusal) -> Decision {
        let status: AssignmentStatus = try situation.before.status()
        try status.mayBecome(target)
        guard let facts = situation.facts else { throw .notFound }
        return Decision(
            findings: sponsorFindings(facts.assignment, situation.before)
                + Rulebook.step(to: target).evaluate(stepFacts(facts, situation.before)).findings
                + hoursFindings(facts.hours) + leaveFindings(facts, situation.before)
        )
    }

    private func sponsorFindings(_ assignment: AssignmentFacts, _ before: Members) -> [Finding] {
        guard assignment.roleKind == .politicalSponsor else { return [] }
        return Rulebook.changeProgramme.evaluate(
            SponsorChangeFacts(
                before: assignment.sponsorID,
                after: sponsor(after: before, assignment),
                personID: input.credentials.personID,
                isAdministrator: input.credentials.isAdministrator
            )
        ).findings
    }

    private func stepFacts(_ facts: AssignmentStep, _ before: Members) -> AssignmentStepFacts {
        let assessment = (target == .assessed ? input.members : before)["assessment"]?.members ?? []
        return AssignmentStepFacts(
            role: facts.role,
            programmeID: place.programme,
            personID: facts.hours.personID,
            personName: facts.hours.name,
            assessorID: target == .assessed ? input.credentials.personID : assessment.id("assessorId"),
            scores: CompetenceLevel.levels(of: assessment["scores"] ?? []),
            exception: facts.exception,
            today: input.moment.amsterdamDate
        )
    }

    private func hoursFindings(_ hours: PersonHours) -> [Finding] {
        guard target == .active else { return [] }
        return Rulebook.promiseHours.evaluate(HoursFacts(hours: hours, today: input.moment.amsterdamDate)).findings
    }

    private func leaveFindings(_ facts: AssignmentStep, _ before: Members) -> [Finding] {
        departure(facts, before).map { Rulebook.leaveRole.evaluate($0).findings } ?? []
    }

    /// Whoever was in the role today and is not any more; `nil` when the step ends nobody's time in it.
    private func departure(_ facts: AssignmentStep, _ before: Members) -> HolderLeavesFacts? {
        let today = input.moment.amsterdamDate
        guard target == .ended, before["status"]?.string == AssignmentStatus.active.rawValue,
            before.date("fromDate").map({ $0 <= today }) ?? false
        else { return nil }
        let remaining = otherPromises(facts).filter { $0.untilDate.map { today < $0 } ?? true }
        return HolderLeavesFacts(
            leave: LeaveFacts(
                role: facts.role,
                personalMandates: facts.personalMandates,
                roleMandates: facts.roleMandates,
                remainsIn: Set(remaining.map { $0.programmeID ?? input.credentials.organisationID })
            ),
            personName: facts.hours.name,
            programmeID: place.programme,
            lastDate: before.date("untilDate"),
            today: today
        )
    }

    /// What the person promised elsewhere.
    private func otherPromises(_ facts: AssignmentStep) -> [HoursPromise] {
        facts.hours.promises.filter { $0.assignmentID != id }
    }

    package func effects(_ situation: Situation<AssignmentStep?>) -> [Effect] {
        guard let facts = situation.facts else { return [] }
        return [step(to: target, changes(facts, situation.before), of: situation.before)]
            + [sponsorEffect(facts.assignment, situation.before)].compactMap(\.self)
            + mandateEffects(facts, situation.before)
    }

    /// What comes with the step: the assessment, the exception, or the day on which a holder leaves.
    private func changes(_ facts: AssignmentStep, _ before: Members) -> Members {
        switch target {
        case .assessed: [Member("assessment", givenAssessment)]
        case .active:
            [Member("activatedAt", .string(input.moment.rfc3339))]
                + (stepFacts(facts, before).needsException ? [Member("exceptionDecisionId", .id(decisionID))] : [])
        case .ended where before["status"]?.string == AssignmentStatus.active.rawValue: lastDay(before)
        case .proposed, .ended: []
        }
    }

    private var givenAssessment: Value {
        let given = input.members["assessment"]?.members ?? []
        return .object([
            Member("scores", (given["scores"] ?? []).levels),
            Member("assessorId", .id(input.credentials.personID)),
            Member("assessedDate", given["assessedDate"] ?? .string(input.moment.amsterdamDate.description)),
        ])
    }

    /// The day that the step names, else today or the last day where that was before.
    private func lastDay(_ before: Members) -> Members {
        let today = input.moment.amsterdamDate
        let end = input.members.date("untilDate") ?? max(before.date("fromDate") ?? today, today)
        let isSooner = before.date("untilDate").map { end < $0 } ?? true
        return isSooner ? [Member("untilDate", .string(end.description))] : []
    }

    /// What becomes of the person's mandates, now that the person is in the role for a time, or is not any more.
    private func mandateEffects(_ facts: AssignmentStep, _ before: Members) -> [Effect] {
        let today = input.moment.amsterdamDate
        switch target {
        case .active: return facts.personalMandates.following(facts.hours.promises, on: today)
        case .ended where before["status"]?.string == AssignmentStatus.active.rawValue:
            return facts.personalMandates.following(
                otherPromises(facts),
                ending: departure(facts, before)?.ending ?? [],
                on: today
            )
        case .proposed, .assessed, .ended: return []
        }
    }

    private func sponsorEffect(_ assignment: AssignmentFacts, _ before: Members) -> Effect? {
        guard let member = assignment.roleKind.sponsorMember, let programme = place.programme else { return nil }
        let sponsor = sponsor(after: before, assignment)
        guard sponsor != assignment.sponsorID else { return nil }
        return .update(.programme, id: programme, [Member(member, .id(sponsor))], of: [], programmeID: programme)
    }

    /// Who is the sponsor of the programme after the step, where the role is that of a sponsor.
    private func sponsor(after before: Members, _ assignment: AssignmentFacts) -> UUID? {
        let holder = before.id("personId")
        let sitting = assignment.sponsorID
        switch target {
        case .active: return holder
        case .ended where before["status"]?.string == AssignmentStatus.active.rawValue:
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
