package import Domain
package import Foundation
package import Governance
package import Storage

/// Draws up a decision, or records what was done without authority (AUT-10).
package struct CreateDecision: CreateCommand {
    package static let resource = Resource.decision
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var programmeID: UUID? { input.members.id("programmeId") }

    package func invalidMembers(before: Members) -> [InvalidMember] { input.members.invalidDecision }

    package func effects(_ situation: Situation<Void>) -> [Effect] {
        var members = input.members + [Member("proposedById", .id(input.credentials.personID))]
        if members["withoutAuthority"]?.boolean == true {
            members["status"] = .string(DecisionStatus.unauthorised.rawValue)
        }
        return [.create(Self.resource, id: id, members, programmeID: programmeID)]
    }
}

/// Changes a draft; what was proposed is fixed (AUT-09).
package struct UpdateDecision: UpdateCommand {
    package static let resource = Resource.decision
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package func programmeID(of before: Members) -> UUID? { before.id("programmeId") }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        before.isEmpty ? [] : before.merged(with: patch).invalidDecision
    }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        let content = changes(situation).contains { !["code", "externalIds"].contains($0.name) }
        return Rulebook.changeDecision.evaluate(
            DecisionChangeFacts(decision: try DecisionFacts(id: id, situation.before), changesContent: content)
        )
    }
}

/// Takes a decision a step further: it is proposed, taken by another, rejected, withheld or withdrawn.
package struct TransitionDecision: StepCommand {
    package static let resource = Resource.decision
    package let id: UUID
    let target: DecisionStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input.with(members: Self.resource.asKept(input.members))
    }

    /// Who proposes, takes or withdraws it is known by name.
    package var namesActor: Bool {
        switch target {
        case .proposed, .taken, .withdrawn: true
        case .draft, .rejected, .withheld, .unauthorised: false
        }
    }

    package func programmeID(of before: Members) -> UUID? { before.id("programmeId") }
    package var facts: FactQuery<TakingFacts?> {
        switch target {
        case .taken, .withdrawn: .taking(id, by: input.credentials.personID)
        case .draft, .proposed, .rejected, .withheld, .unauthorised: .ofNobody()
        }
    }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        input.misplaced("mandateId", onStepTo: target, at: .proposed)
            + input.misplaced("resolution", onStepTo: target, at: .proposed, .taken)
            + (target == .proposed ? [] : input.misplaced("instructionsAcknowledged", onStepTo: target, at: .taken))
    }

    package func decide(_ situation: Situation<TakingFacts?>) throws(Refusal) -> Decision {
        let status: DecisionStatus = try situation.before.status()
        try status.mayBecome(target)
        guard let facts = facts(situation) else { return .unguarded }
        return Rulebook.step(to: target).evaluate(
            DecisionActFacts(taking: facts, personID: input.credentials.personID)
        )
    }

    package func effects(_ situation: Situation<TakingFacts?>) -> [Effect] {
        switch target {
        case .taken:
            guard let facts = facts(situation) else { return [] }
            return taking(facts).effects(before: situation.before, also)
        case .proposed:
            let signature: Members = [
                Member("proposedById", .id(input.credentials.personID)),
                Member("proposedAt", .string(input.moment.rfc3339)),
            ]
            return [step(to: target, signature + also, of: situation.before)]
        case .draft, .rejected, .withheld, .withdrawn, .unauthorised:
            return [step(to: target, of: situation.before)]
        }
    }

    package func aftermath(_ situation: Situation<TakingFacts?>, of refusal: Decision) -> [Effect] {
        guard target == .taken, DecisionTaking.withholds(refusal), let facts = facts(situation) else { return [] }
        return taking(facts).withholding(refusal, before: situation.before)
    }

    package static let answersWithSubject = true

    private func taking(_ facts: TakingFacts) -> DecisionTaking {
        DecisionTaking(facts, by: input.credentials.personID, at: input.moment)
    }

    /// The decision with what the step brings.
    private func facts(_ situation: Situation<TakingFacts?>) -> TakingFacts? {
        guard var facts = situation.facts else { return nil }
        if let resolution = input.members["resolution"]?.string { facts.decision.resolution = resolution }
        if input.members["instructionsAcknowledged"]?.boolean == true { facts.decision.instructionsAcknowledged = true }
        return facts
    }

    private var also: Members {
        input.members.filter { ["mandateId", "resolution", "instructionsAcknowledged"].contains($0.name) }
    }
}

extension Members {
    /// What does not go together in a decision.
    fileprivate var invalidDecision: [InvalidMember] {
        var invalid: [InvalidMember] = []
        let isObjection = self["kind"]?.string == DecisionKind.decideObjection.rawValue
        let objectedTo = self["objectionToId"]?.string
        if isObjection, objectedTo == nil {
            invalid.append(
                .required(
                    "/objectionToId",
                    .init(
                        nl: "Een beslissing op bezwaar noemt het besluit waartegen het bezwaar is.",
                        en: "A decision on an objection names the decision that is objected to."
                    )
                )
            )
        }
        if !isObjection, objectedTo != nil {
            invalid.append(
                InvalidMember(
                    location: "/objectionToId",
                    code: "unknown",
                    detail: .init(
                        nl: "Dit hoort bij een beslissing op bezwaar.",
                        en: "This belongs to a decision on an objection."
                    )
                )
            )
        }
        if self["withoutAuthority"]?.boolean == true {
            for name in ["ratifiesId", "mandateId", "resolution"] where self[name]?.string != nil {
                invalid.append(
                    InvalidMember(
                        location: "/\(name)",
                        code: "unknown",
                        detail: .init(
                            nl: "Wat zonder bevoegdheid is gedaan, rust nergens op.",
                            en: "What was done without authority rests on nothing."
                        )
                    )
                )
            }
        }
        return invalid
    }
}

extension DecisionFacts {
    /// Reads the members of a decision as its view shows them, as far as a change of it asks.
    fileprivate init(id: UUID, _ members: Members) throws(Refusal) {
        guard let programmeID = members.id("programmeId") else { throw .internalError(detail: "no programme") }
        self.init(
            id: id,
            code: members["code"]?.string,
            programmeID: programmeID,
            kind: members["kind"]?.string.flatMap(DecisionKind.init) ?? .other,
            subject: members["subject"]?.string ?? "",
            status: try members.status()
        )
    }
}
