import Domain
package import Foundation
package import Governance
package import Storage

/// Proposes to move money between budget lines, by lines or by shares (BUD-02).
package struct CreateBudgetTransfer: CreateCommand {
    package static let resource = Resource.budgetTransfer
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    private var given: [TransferLine] { (input.members["lines"]?.elements ?? []).compactMap(TransferLine.init) }
    private var split: TransferSplit? { input.members["split"]?.members.flatMap(TransferSplit.init) }
    private var lines: [TransferLine] { split?.lines ?? given }

    package var references: [Reference] {
        Self.resource.references(in: input.members) + (split?.references ?? [])
    }

    package var facts: FactQuery<BudgetMoveGround> { .moves(on: lines.map(\.budgetLineID)) }

    package func invalidMembers(in situation: Situation<BudgetMoveGround>) -> [InvalidMember] {
        guard (input.members["lines"] == nil) != (input.members["split"] == nil) else {
            return [
                InvalidMember(
                    location: "/lines",
                    code: input.members["lines"] == nil ? "required" : "unknown",
                    detail: .init(
                        nl: "Zeg per regel wat er gebeurt, of verdeel één bedrag; niet allebei.",
                        en: "Say what happens on each line, or split one amount; not both."
                    )
                )
            ]
        }
        var seen: Set<UUID> = []
        let repeated = lines.contains { !seen.insert($0.budgetLineID).inserted }
        let place = split == nil ? "/lines" : "/split"
        let empty = lines.contains { $0.amountCents == 0 } ? [InvalidMember.nothing(place)] : []
        return empty
            + (repeated
                ? [
                    InvalidMember(
                        location: place,
                        code: "unique_items",
                        detail: .init(
                            nl: "Een budgetregel staat er twee keer in.",
                            en: "A budget line stands in it twice."
                        )
                    )
                ] : [])
    }

    package func decide(_ situation: Situation<BudgetMoveGround>) throws(Refusal) -> Decision {
        Rulebook.proposeTransfer.evaluate(TransferFacts(lines, situation.facts, input))
    }

    package func effects(_ situation: Situation<BudgetMoveGround>) -> [Effect] {
        let members = input.members.filter { !["lines", "split"].contains($0.name) }
        return [
            .create(
                Self.resource,
                id: id,
                members + [
                    Member("lines", .array(lines.map(\.value))),
                    Member("proposedById", .id(input.credentials.personID)),
                ],
                programmeID: situation.facts.commonProgramme
            )
        ]
    }
}

/// Changes what a transfer is for and by what other systems know it.
package struct UpdateBudgetTransfer: UpdateCommand {
    package static let resource = Resource.budgetTransfer
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }
}

/// Agrees on behalf of every line whose budget the person holds (BUD-03).
package struct AgreeBudgetTransfer: StepCommand {
    package static let resource = Resource.budgetTransfer
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        self.input = input
    }

    package var facts: FactQuery<BudgetMoveGround> { .moves(ofTransfer: id) }

    package func decide(_ situation: Situation<BudgetMoveGround>) throws(Refusal) -> Decision {
        let status: BudgetTransferStatus = try situation.before.status()
        try status.mayBecome(.agreed)
        return Rulebook.agreeTransfer.evaluate(TransferFacts(situation.before.transferLines, situation.facts, input))
    }

    package func effects(_ situation: Situation<BudgetMoveGround>) -> [Effect] {
        let facts = TransferFacts(situation.before.transferLines, situation.facts, input)
        let lines = facts.lines.map { line in
            guard line.agreedByID == nil, facts.isHeld(line) else { return line }
            var line = line
            (line.agreedByID, line.agreedAt) = (input.credentials.personID, input.moment.rfc3339)
            return line
        }
        guard lines != facts.lines else { return [] }
        let isAgreed = lines.allSatisfy { $0.agreedByID != nil }
        let status = BudgetTransferStatus.agreed.rawValue
        return [
            .update(
                Self.resource,
                id: id,
                [Member("lines", .array(lines.map(\.value)))] + (isAgreed ? [Member("status", .string(status))] : []),
                of: situation.before,
                event: isAgreed ? status : "updated",
                programmeID: situation.facts.commonProgramme
            )
        ]
    }
}

/// Books a transfer that everyone agreed on, or withdraws it.
package struct TransitionBudgetTransfer: StepCommand {
    package static let resource = Resource.budgetTransfer
    package static let answersWithSubject = true
    package let id: UUID
    let target: BudgetTransferStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    package var facts: FactQuery<BudgetMoveGround> { .moves(ofTransfer: id, restingOn: decisionID) }

    private func transfer(_ situation: Situation<BudgetMoveGround>) -> TransferFacts {
        TransferFacts(situation.before.transferLines, situation.facts, input)
    }

    package func invalidMembers(in situation: Situation<BudgetMoveGround>) -> [InvalidMember] {
        target == .booked ? InvalidMember.beyondBounds(transfer(situation).moves, at: "/to") : []
    }

    package func decide(_ situation: Situation<BudgetMoveGround>) throws(Refusal) -> Decision {
        let status: BudgetTransferStatus = try situation.before.status()
        // Agreed it becomes by agreements alone.
        guard status.successors.contains(target), target != .agreed else {
            let allowed = status.successors.filter { $0 != .agreed }
            throw .invalidTransition(from: status.rawValue, allowed: allowed.map(\.rawValue))
        }
        return Rulebook.step(to: target).evaluate(transfer(situation))
    }

    package func effects(_ situation: Situation<BudgetMoveGround>) -> [Effect] {
        let programme = situation.facts.commonProgramme
        func step(_ also: Members) -> Effect {
            .update(
                Self.resource,
                id: id,
                [Member("status", .string(target.rawValue))] + also,
                of: situation.before,
                event: target.rawValue,
                programmeID: programme
            )
        }
        guard target == .booked else { return [step([])] }
        return [step([Member("decisionId", .id(decisionID)), Member("bookedAt", .string(input.moment.rfc3339))])]
            + Ledger.effects(
                transfer(situation).moves,
                [Member("budgetTransferId", .id(id))],
                by: input.credentials.personID,
                at: input.moment
            )
    }
}

/// One amount that is divided over lines by shares.
private struct TransferSplit {
    let amountCents: Int64
    let from: [(line: UUID, share: Int64)]
    let to: [(line: UUID, share: Int64)]

    init?(_ members: Members) {
        guard let amountCents = members["amountCents"]?.integer else { return nil }
        self.amountCents = amountCents
        from = Self.shares(members["from"])
        to = Self.shares(members["to"])
    }

    private static func shares(_ value: Value?) -> [(line: UUID, share: Int64)] {
        (value?.elements ?? []).compactMap { element in
            guard let line = element.members?["budgetLineId"]?.string.flatMap(UUID.init(uuidString:)),
                let share = element.members?["share"]?.integer
            else { return nil }
            return (line, share)
        }
    }

    var lines: [TransferLine] { side(from, sign: -1) + side(to, sign: 1) }

    private func side(_ shares: [(line: UUID, share: Int64)], sign: Int64) -> [TransferLine] {
        zip(shares, amountCents.divided(by: shares.map(\.share))).map {
            TransferLine(budgetLineID: $0.line, amountCents: sign * $1)
        }
    }

    var references: [Reference] {
        [("from", from), ("to", to)].flatMap { name, shares in
            shares.enumerated().map { index, share in
                Reference(pointer: "/split/\(name)/\(index)/budgetLineId", resource: .budgetLine, id: share.line)
            }
        }
    }
}

extension TransferFacts {
    fileprivate init(_ lines: [TransferLine], _ ground: BudgetMoveGround, _ input: CommandInput) {
        self.init(
            lines: lines,
            budgetLines: ground.budgetLines,
            holders: ground.holders,
            decision: ground.decision,
            othersCents: ground.othersCents,
            personID: input.credentials.personID,
            today: input.moment.amsterdamDate
        )
    }
}

extension Members {
    fileprivate var transferLines: [TransferLine] { (self["lines"]?.elements ?? []).compactMap(TransferLine.init) }
}

extension BudgetMoveGround {
    /// The programme of all lines, where they are of one.
    fileprivate var commonProgramme: UUID? {
        let programmes = Set(budgetLines.map(\.programmeID))
        return programmes.count == 1 ? programmes.first : nil
    }
}
