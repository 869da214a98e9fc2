import Domain
package import Foundation
package import Governance
package import Storage

/// Promises money under authority: the decision that it rests on was taken, or is taken by this very act.
package struct CreateCommitment: CreateCommand {
    package static let resource = Resource.commitment
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var decisionID: UUID? { input.members.id("decisionId") }

    private var given: [Value] { input.members["lines"]?.elements ?? [] }

    /// What each budget line is asked for, in the order in which it is first named; amounts on one line are one amount.
    private var asked: [(line: UUID, cents: Int64)] {
        given.reduce(into: [(line: UUID, cents: Int64)]()) { asked, element in
            guard let line = CommitmentLine(element) else { return }
            if let place = asked.firstIndex(where: { $0.line == line.budgetLineID }) {
                asked[place].cents += line.amountCents
            } else {
                asked.append((line.budgetLineID, line.amountCents))
            }
        }
    }

    package var facts: FactQuery<EngagementGround> {
        .engagement(
            ofProgramme: place.programme,
            on: decisionID,
            by: input.credentials.personID,
            lines: asked.map(\.line),
            effort: input.members.id("effortId")
        )
    }

    package func invalidMembers(in situation: Situation<EngagementGround>) -> [InvalidMember] {
        let incomes = Set(situation.facts.budgetLines.filter { $0.direction == .income }.map(\.id))
        let misplaced = given.enumerated().filter {
            CommitmentLine($1).map { incomes.contains($0.budgetLineID) } ?? false
        }
        return misplaced.map { index, _ in
            InvalidMember(
                location: "/lines/\(index)/budgetLineId",
                code: "enum",
                detail: .init(
                    nl: "Op een budgetregel van baten wordt niets verplicht.",
                    en: "Nothing is committed on a budget line of income."
                )
            )
        } + InvalidMember.beyondBounds(promises(situation.facts), at: "/lines") + acknowledgedInVain(situation.facts)
    }

    /// What is asked of each line, also of a year to come.
    private func promises(_ ground: EngagementGround) -> [BudgetMove] {
        asked.compactMap { line, cents in
            ground.budgetLines.first { $0.id == line }.map {
                BudgetMove(line: $0, kind: .engagement, amountCents: cents)
            }
        }
    }

    /// Instructions are acknowledged by whoever takes the decision.
    private func acknowledgedInVain(_ ground: EngagementGround) -> [InvalidMember] {
        guard input.members["instructionsAcknowledged"] != nil, ground.taking?.decision.status == .taken else {
            return []
        }
        return [
            InvalidMember(
                location: "/instructionsAcknowledged",
                code: "unknown",
                detail: .init(nl: "Het besluit is al genomen.", en: "The decision has been taken already.")
            )
        ]
    }

    private func engagement(_ ground: EngagementGround) -> EngagementFacts? {
        guard let decision = ground.taking?.decision, let programme = ground.programme else { return nil }
        let lines = asked.map { line, cents in
            CommitmentLine(
                budgetLineID: line,
                amountCents: cents,
                isSubjectToBudget: ground.budgetLines.contains { $0.id == line && $0.yearStatus == .estimated }
            )
        }
        return EngagementFacts(
            commitment: CommitmentFacts(
                id: id,
                code: input.members["code"]?.string,
                kind: input.members["kind"]?.string.flatMap(CommitmentKind.init) ?? .other,
                subject: input.members["subject"]?.string ?? "",
                partnerID: input.members.id("partnerId"),
                programmeID: programme.id,
                lines: lines
            ),
            decision: decision,
            othersCents: ground.othersCents,
            programme: programme,
            effortKind: ground.effortKind,
            budgetLines: ground.budgetLines,
            day: input.moment.amsterdamDate
        )
    }

    /// The decision that this act takes, where it is only proposed.
    private func taking(_ ground: EngagementGround) -> DecisionTaking? {
        guard var facts = ground.taking, facts.decision.status == .proposed else { return nil }
        if let acknowledged = input.members["instructionsAcknowledged"]?.boolean {
            facts.decision.instructionsAcknowledged = acknowledged
        }
        return DecisionTaking(facts, by: input.credentials.personID, at: input.moment)
    }

    package func decide(_ situation: Situation<EngagementGround>) throws(Refusal) -> Decision {
        guard let facts = engagement(situation.facts) else {
            throw .internalError(detail: "a commitment without its decision or its programme")
        }
        let own = Rulebook.engageCommitment.evaluate(facts).findings
        return Decision(findings: own + (taking(situation.facts)?.decision.findings ?? []))
    }

    package func effects(_ situation: Situation<EngagementGround>) -> [Effect] {
        guard let facts = engagement(situation.facts) else { return [] }
        let request = ["lines", "instructionsAcknowledged"]
        let commitment = Effect.create(
            Self.resource,
            id: id,
            in: place,
            input.members.filter { !request.contains($0.name) } + facts.commitment.state
                + [Member("engagedById", .id(input.credentials.personID))],
            programmeID: programmeID
        )
        let acknowledged = input.members.filter { $0.name == "instructionsAcknowledged" }
        let taken = taking(situation.facts)?.effects(before: [], acknowledged) ?? []
        return [commitment] + taken
            + Ledger.effects(
                facts.moves,
                [Member("commitmentId", .id(id))],
                by: input.credentials.personID,
                at: input.moment
            )
    }

    /// A decision whose mandate ended since it was proposed is withheld, also when it was to be taken by this act.
    package func aftermath(_ situation: Situation<EngagementGround>, of refusal: Decision) -> [Effect] {
        guard let taking = taking(situation.facts), DecisionTaking.withholds(taking.decision) else { return [] }
        return taking.withholding(taking.decision)
    }
}

/// Changes by what people and other systems know a commitment.
package struct UpdateCommitment: UpdateCommand {
    package static let resource = Resource.commitment
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }
}
