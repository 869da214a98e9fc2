package import Domain

/// A partner relation as it is to become, beside what it is weighed against.
package struct PartnerRelationActFacts: Sendable {
    package var relation: PartnerRelationFacts
    /// The other relations with this partner for this provision, of any programme, that have not ended.
    package var siblings: [SiblingRelation]
    /// The programme's vision and who carries it.
    package var support: SupportFacts
    /// Whether form or provision become others, or the relation is new.
    package var changesForm: Bool

    package init(
        relation: PartnerRelationFacts,
        siblings: [SiblingRelation],
        support: SupportFacts,
        changesForm: Bool = true
    ) {
        self.relation = relation
        self.siblings = siblings
        self.support = support
        self.changesForm = changesForm
    }
}

extension Rule<PartnerRelationActFacts> {
    static let strategicPartnerEndorses = Rule(.prt05) { facts in
        guard facts.changesForm, facts.relation.form == .strategicPartnership else {
            return .notApplicable(
                .init(nl: "Er ontstaat geen strategisch partnerschap.", en: "No strategic partnership comes about.")
            )
        }
        let partner = facts.relation.partnerName
        let remedy = LocalizedText(
            nl: "Maak de partner belanghebbende van het programma en laat hem de geldende visie steunen.",
            en: "Make the partner a stakeholder of the programme and have it endorse the vision in force."
        )
        guard facts.support.adopted != nil else { return .breached(.noAdoptedVision, remedy: remedy) }
        let voices = facts.support.stakeholders.filter {
            $0.partnerID == facts.relation.partnerID && $0.endedAt == nil
        }
        guard let endorser = voices.first(where: \.endorses) else {
            return .breached(
                voices.isEmpty
                    ? .init(
                        nl: "\(partner) is geen belanghebbende van dit programma.",
                        en: "\(partner) is no stakeholder of this programme."
                    )
                    : .init(
                        nl: "\(partner) steunt de geldende visie niet.",
                        en: "\(partner) does not endorse the vision in force."
                    ),
                remedy: remedy,
                subjects: voices.map { .init($0) }
            )
        }
        return .met(
            .init(nl: "\(partner) steunt de geldende visie.", en: "\(partner) endorses the vision in force."),
            subjects: [.init(endorser)]
        )
    }

    static let oneFormForAProvision = Rule(.prt07) { facts in
        guard facts.changesForm else {
            return .notApplicable(
                .init(nl: "Vorm en voorziening veranderen niet.", en: "Form and provision do not change.")
            )
        }
        let relation = facts.relation
        let same = facts.siblings.filter { $0.programmeID == facts.support.programme.id }
        let other = facts.siblings.filter { $0.form != relation.form }
        guard same.isEmpty && other.isEmpty else {
            let forms = (other.isEmpty ? same : other).map { sibling in
                LocalizedText(
                    nl: "\(sibling.form.title.nl) in \(sibling.programmeName)",
                    en: "\(sibling.form.title.en) in \(sibling.programmeName)"
                )
            }
            return .breached(
                .init(
                    nl: "\(relation.partnerName) is voor “\(relation.provision)” al \(forms.listed(in: .dutch)).",
                    en:
                        "\(relation.partnerName) already is, for “\(relation.provision)”, \(forms.listed(in: .english))."
                ),
                remedy: .init(
                    nl: "Kies één vorm: wijzig de relatie die er is, of bouw haar af en beëindig haar.",
                    en: "Choose one form: change the relation that there is, or wind it down and end it."
                ),
                subjects: facts.siblings.map {
                    .init(type: "partner_relation", id: $0.id, name: "\(relation.name) (\($0.programmeName))")
                }
            )
        }
        return .met(
            .init(
                nl: "Voor deze voorziening heeft \(relation.partnerName) één vorm: \(relation.form.title.nl).",
                en: "For this provision \(relation.partnerName) has one form: \(relation.form.title.en)."
            )
        )
    }

    static let endedRelationStays = Rule(.prt06) { facts in
        Rule<PartnerRelationFacts>.relationStillRuns.verdict(facts.relation)
    }
}

extension Rule<PartnerRelationFacts> {
    static let relationStillRuns = Rule(.prt06) { relation in
        let subject = Finding.Subject(type: "partner_relation", id: relation.id, name: relation.name)
        switch relation.status {
        case .active, .windingDown:
            return .met(
                .init(
                    nl: "De relatie is \(relation.status.title.nl).",
                    en: "The relation is \(relation.status.title.en)."
                ),
                subjects: [subject]
            )
        case .ended:
            return .breached(
                .init(
                    nl: "De relatie met \(relation.partnerName) is beëindigd.",
                    en: "The relation with \(relation.partnerName) has ended."
                ),
                remedy: .init(nl: "Leg een nieuwe relatie vast.", en: "Record a new relation."),
                subjects: [subject]
            )
        }
    }
}
