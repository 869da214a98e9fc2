package import Domain
package import Foundation
package import Governance
package import Storage

/// Says what a partner is to a programme for one provision (PRT-05, PRT-07).
package struct CreatePartnerRelation: CreateCommand {
    package static let resource = Resource.partnerRelation
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<(PartnerAndSiblings?, SupportFacts?)> {
        FactQuery<PartnerAndSiblings?>.siblings(
            of: id,
            partner: input.members.id("partnerId"),
            provision: input.members["provision"]?.string
        ).and(FactQuery<SupportFacts?>.support(ofProgramme: place.programme))
    }

    package func decide(_ situation: Situation<(PartnerAndSiblings?, SupportFacts?)>) throws(Refusal) -> Decision {
        guard let partner = situation.facts.0, let support = situation.facts.1 else { throw .notFound }
        return Rulebook.recordPartnerRelation.evaluate(
            PartnerRelationActFacts(
                relation: PartnerRelationFacts(id: id, of: partner, input.members),
                siblings: partner.siblings,
                support: support
            )
        )
    }
}

/// Changes a partner relation; while it is wound down also its term (PRT-04).
package struct UpdatePartnerRelation: UpdateCommand {
    package static let resource = Resource.partnerRelation
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var facts: FactQuery<((PartnerAndSiblings?, SupportFacts?), WindDownTerms)> {
        FactQuery<PartnerAndSiblings?>.siblings(of: id, partner: nil, provision: patch["provision"]?.string)
            .and(FactQuery<SupportFacts?>.support(ofProgramme: place.programme))
            .and(FactQuery<WindDownTerms>.windDown(of: id))
    }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        guard before["status"]?.string == PartnerRelationStatus.active.rawValue else {
            return input.datesToCome(patch, ["announcedDate"]) + before.merged(with: patch).endBeforeAnnouncement
        }
        return patch.misplaced(["announcedDate", "endDate"], at: PartnerRelationStatus.windingDown.title)
    }

    package func decide(
        _ situation: Situation<((PartnerAndSiblings?, SupportFacts?), WindDownTerms)>
    ) throws(Refusal) -> Decision {
        let ((found, support), terms) = situation.facts
        guard let partner = found, let support else { throw .notFound }
        let changed = Set(changes(situation).map(\.name)).subtracting(["externalIds"])
        let after = PartnerRelationFacts(id: id, of: partner, self.after(situation))
        let act = PartnerRelationActFacts(
            relation: after,
            siblings: partner.siblings,
            support: support,
            changesForm: !changed.isDisjoint(with: ["form", "provision"])
        )
        guard !changed.isEmpty else { return .unguarded }
        let own = Rulebook.changePartnerRelation.evaluate(act)
        guard after.status == .windingDown, !changed.isDisjoint(with: Self.term) else { return own }
        let windDown = Rulebook.windDown.evaluate(WindDownFacts(after, terms))
        return Decision(findings: windDown.findings + own.findings)
    }

    /// What PRT-04 looks at.
    private static let term: Set = ["subsidySinceYear", "announcedDate", "endDate"]
}

/// Winds a partner relation down (PRT-04), or ends it (PRT-06).
package struct TransitionPartnerRelation: StepCommand {
    package static let resource = Resource.partnerRelation
    package let id: UUID
    let target: PartnerRelationStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    package var facts: FactQuery<(RelationEndFacts?, WindDownTerms)> {
        FactQuery<RelationEndFacts?>.end(
            of: id,
            ofProgramme: place.programme,
            restingOn: decisionID,
            on: input.moment.amsterdamDate
        )
        .and(FactQuery<WindDownTerms>.windDown(of: id))
    }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        target == .windingDown
            ? input.datesToCome(input.members, ["announcedDate"]) + input.members.endBeforeAnnouncement
            : input.members.misplaced(["announcedDate", "endDate"], at: PartnerRelationStatus.windingDown.title)
    }

    package func decide(_ situation: Situation<(RelationEndFacts?, WindDownTerms)>) throws(Refusal) -> Decision {
        guard let end = situation.facts.0 else { throw .notFound }
        try end.relation.status.mayBecome(target)
        guard target == .windingDown else { return Rulebook.endPartnerRelation.evaluate(end) }
        var relation = end.relation
        relation.announcedDate = input.members.date("announcedDate")
        relation.endDate = input.members.date("endDate")
        relation.windDownMotivation = motivation
        return Rulebook.windDown.evaluate(WindDownFacts(relation, situation.facts.1))
    }

    package func effects(_ situation: Situation<(RelationEndFacts?, WindDownTerms)>) -> [Effect] {
        [step(to: target, target == .windingDown ? term : lastDay(situation), of: situation.before)]
    }

    private var term: Members {
        input.members.filter { ["announcedDate", "endDate"].contains($0.name) }
            + [Member("windDownMotivation", motivation.map(Value.string) ?? .null)]
    }

    /// A relation without a term ends today.
    private func lastDay(_ situation: Situation<(RelationEndFacts?, WindDownTerms)>) -> Members {
        guard situation.before.date("endDate") == nil else { return [] }
        return [Member("endDate", .string(input.moment.amsterdamDate.description))]
    }
}

extension WindDownFacts {
    fileprivate init(_ relation: PartnerRelationFacts, _ terms: WindDownTerms) {
        self.init(relation: relation, history: terms.history, termMonths: terms.termMonths, today: terms.today)
    }
}

extension PartnerRelationFacts {
    /// Reads the members of a relation as a request or its view has them.
    fileprivate init(id: UUID, of partner: PartnerAndSiblings, _ members: Members) {
        self.init(
            id: id,
            partnerID: partner.partnerID,
            partnerName: partner.partnerName,
            provision: members["provision"]?.string ?? "",
            form: members["form"]?.string.flatMap(PartnerForm.init) ?? .network,
            status: members["status"]?.string.flatMap(PartnerRelationStatus.init) ?? .active,
            subsidySinceYear: members["subsidySinceYear"]?.integer,
            announcedDate: members.date("announcedDate"),
            endDate: members.date("endDate"),
            windDownMotivation: members["windDownMotivation"]?.string
        )
    }
}

extension Members {
    /// What belongs to another step.
    fileprivate func misplaced(_ names: [String], at step: LocalizedText) -> [InvalidMember] {
        names.filter { self[$0] != nil }.map { name in
            InvalidMember(
                location: "/\(name)",
                code: "unknown",
                detail: .init(
                    nl: "Dit hoort bij een relatie die \(step.nl) is.",
                    en: "This belongs to a relation that is \(step.en)."
                )
            )
        }
    }

    /// An end before the partner was told of it.
    fileprivate var endBeforeAnnouncement: [InvalidMember] {
        guard let announced = date("announcedDate"), let end = date("endDate"), end < announced else { return [] }
        return [
            InvalidMember(
                location: "/endDate",
                code: "minimum",
                detail: .init(
                    nl: "De einddatum ligt voor de aankondiging op \(announced).",
                    en: "The end date is before the announcement on \(announced)."
                )
            )
        ]
    }
}
