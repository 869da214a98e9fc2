package import Domain
package import Foundation

/// A decision that a person is about to take, or to withdraw.
package struct DecisionActFacts: Sendable {
    package let taking: TakingFacts
    /// The person of the credentials.
    package let personID: UUID?
    package let authority: Authority

    package init(taking: TakingFacts, personID: UUID?) {
        self.taking = taking
        self.personID = personID
        authority = Authority(taking.decision.question, taking.authority)
    }

    package var decision: DecisionFacts { taking.decision }

    /// The chain that it is to rest on; nil without a mandate, or where part of it is unknown.
    package var chain: MandateChain? { decision.mandateID.flatMap { authority.chain(of: $0) } }

    /// The mandate, or the body, as what is wrong is a question of.
    fileprivate var subjects: [Finding.Subject] { chain.map { $0.links.map { .init($0) } } ?? [] }

    /// Whether the chain held when the decision was proposed and does not any more (AUT-08).
    package var endedSinceProposal: Bool {
        guard let chain, let proposedAt = decision.proposedAt else { return false }
        return !chain.holds(on: taking.authority.day) && chain.held(at: proposedAt)
    }

    /// Whether the person is the mandatary, whatever the mandate still grants.
    fileprivate var isMandatary: Bool {
        chain.flatMap { authority.mandatary(of: $0.mandate) }.map { $0.id == personID } ?? false
    }

    /// Why the person may not decide in the name of the body without a mandate.
    fileprivate var flawsOfBody: [LocalizedText] {
        var flaws: [LocalizedText] = []
        let body = decision.body
        if !decision.kind.bodies.contains(body) {
            flaws.append(
                .init(
                    nl: "\(body.title.nl) gaat niet over \(decision.kind.title.nl)",
                    en: "\(decision.kind.title.en) is not for \(body.title.en)"
                )
            )
        }
        if authority.person(personID)?.acts(for: body, on: taking.authority.day) != true {
            flaws.append(
                .init(
                    nl: "deze persoon handelt vandaag niet namens \(body.title.nl)",
                    en: "this person does not act for \(body.title.en) today"
                )
            )
        }
        if !decision.resolution.isFilled {
            flaws.append(
                .init(
                    nl: "het besluit van \(body.title.nl) zelf is niet genoemd",
                    en: "the decision of \(body.title.en) itself is not named"
                )
            )
        }
        return flaws
    }
}

extension Rule<DecisionActFacts> {
    static let takenUnderAuthority = Rule(.aut01) { facts in
        guard facts.decision.mandateID != nil else {
            let flaws = facts.flawsOfBody
            guard flaws.isEmpty else { return .unauthorised(flaws, facts) }
            return .met(
                .init(
                    nl: "Deze persoon geeft het besluit van \(facts.decision.body.title.nl) zelf door.",
                    en: "This person passes on the decision of \(facts.decision.body.title.en) itself."
                )
            )
        }
        guard let chain = facts.chain else {
            return .unauthorised([.init(nl: "het mandaat is onbekend", en: "the mandate is unknown")], facts)
        }
        if facts.endedSinceProposal, facts.isMandatary {
            return .notApplicable(
                .init(
                    nl: "Het mandaat gold bij het voorstel en eindigde daarna.",
                    en: "The mandate held when this was proposed, and ended since."
                )
            )
        }
        let strangeness = LocalizedText(
            nl: "deze persoon is niet de gemandateerde van \(chain.mandate.title.nl)",
            en: "this person is not the mandatary of \(chain.mandate.title.en)"
        )
        let flaws = facts.authority.flaws(of: chain) + (facts.isMandatary ? [] : [strangeness])
        guard flaws.isEmpty else { return .unauthorised(flaws, facts) }
        return .met(
            .init(
                nl: "Deze persoon is de gemandateerde, en alles waarop het mandaat rust, geldt.",
                en: "This person is the mandatary, and everything that the mandate rests on holds."
            ),
            subjects: facts.subjects
        )
    }

    static let bodyMayHaveItDone = Rule(.aut02) { facts in
        let (kind, body) = (facts.decision.kind, facts.decision.body)
        let isOwn = kind.bodies.contains(body)
        let isMandatable = facts.chain.map { $0.mandate.kind.mayCarry(kind, of: $0.mandate.body) } ?? true
        guard isOwn, isMandatable else {
            let owners = kind.bodies.map(\.title)
            return .breached(
                .init(
                    nl: isOwn
                        ? "Dit besluit kan niet zo worden opgedragen: \(kind.title.nl)."
                        : "Dit besluit is niet aan \(body.title.nl): \(kind.title.nl).",
                    en: isOwn
                        ? "This cannot be conferred in this way: \(kind.title.en)."
                        : "This is not for \(body.title.en): \(kind.title.en)."
                ),
                remedy: .init(
                    nl: "Laat het aan \(owners.listed(in: .dutch)) zelf.",
                    en: "Leave it to \(owners.listed(in: .english))."
                )
            )
        }
        return .met(.init(nl: "Het besluit is aan dit orgaan.", en: "The decision is for this body."))
    }

    static let objectionIsForAnother = Rule(.aut03) { facts in
        guard facts.decision.kind == .decideObjection else {
            return .notApplicable(.init(nl: "Het gaat niet over bezwaar.", en: "It is not about an objection."))
        }
        guard facts.decision.mandateID != nil else {
            return .met(.init(nl: "Het orgaan beslist zelf.", en: "The body itself decides."))
        }
        guard let primary = facts.taking.objectedTo, primary.mandateID != nil, primary.takenByID == facts.personID
        else {
            return .met(
                .init(nl: "Een ander nam het eerste besluit.", en: "Another person took the primary decision.")
            )
        }
        return .breached(
            .init(
                nl: "Deze persoon nam onder mandaat zelf het besluit waartegen bezwaar is gemaakt.",
                en: "This person took, under mandate, the very decision that is objected to."
            ),
            remedy: facts.authority.remedy(except: facts.personID),
            subjects: [.init(primary)]
        )
    }

    static let withinTheCeiling = Rule(.aut07) { facts in
        guard let chain = facts.chain else {
            return .notApplicable(
                .init(nl: "Het orgaan zelf kent geen plafond.", en: "The body itself has no ceiling.")
            )
        }
        return facts.authority.verdict(onCeilingOf: chain, except: facts.decision.proposedByID)
    }

    static let mandateStillHolds = Rule(.aut08) { facts in
        guard let chain = facts.chain else {
            return .notApplicable(.init(nl: "Het besluit rust niet op een mandaat.", en: "It rests on no mandate."))
        }
        guard !facts.endedSinceProposal else {
            let ended = chain.links.first { !$0.holds(on: facts.taking.authority.day) } ?? chain.mandate
            return .breached(
                .init(
                    nl:
                        "\(ended.title.nl.capitalisedFirst) eindigde nadat dit was voorgesteld; het besluit wordt aangehouden.",
                    en: "\(ended.title.en.capitalisedFirst) ended after this was proposed; the decision is withheld."
                ),
                remedy: .init(
                    nl: "Stel het opnieuw voor, onder een mandaat dat geldt. \(facts.remedy.nl)",
                    en: "Propose it again, under a mandate that holds. \(facts.remedy.en)"
                ),
                subjects: [.init(ended)]
            )
        }
        return .met(
            .init(
                nl: "Het mandaat eindigde niet sinds het voorstel.",
                en: "The mandate did not end since the proposal."
            )
        )
    }

    static let instructionsAreAcknowledged = Rule(.aut09) { facts in
        let instructions = facts.chain?.instructions ?? []
        let onBehalf = LocalizedText(
            nl: "Het besluit is namens \(facts.decision.body.title.nl)",
            en: "The decision is on behalf of \(facts.decision.body.title.en)"
        )
        guard instructions.isEmpty || facts.decision.instructionsAcknowledged else {
            return .breached(
                .init(
                    nl: "\(onBehalf.nl), en de instructies van het mandaat zijn niet bevestigd.",
                    en: "\(onBehalf.en), and the instructions of the mandate are not acknowledged."
                ),
                remedy: .init(
                    nl: "Lees de instructies van het mandaat en bevestig ze met instructionsAcknowledged.",
                    en: "Read the instructions of the mandate and acknowledge them with instructionsAcknowledged."
                ),
                subjects: facts.subjects
            )
        }
        return .met(.init(nl: "\(onBehalf.nl).", en: "\(onBehalf.en)."))
    }

    static let ratifiedByTheBody = Rule(.aut10) { facts in
        guard facts.decision.ratifiesID != nil else {
            return .notApplicable(.init(nl: "Het besluit bekrachtigt niets.", en: "The decision ratifies nothing."))
        }
        let (decision, ratified) = (facts.decision, facts.taking.ratified)
        var flaws: [LocalizedText] = []
        if decision.mandateID != nil {
            flaws.append(.init(nl: "alleen het orgaan zelf bekrachtigt", en: "only the body itself ratifies"))
        }
        if ratified?.status != .unauthorised {
            flaws.append(
                .init(nl: "er is niets meer om te bekrachtigen", en: "there is nothing left to ratify")
            )
        }
        if let ratified,
            ratified.kind != decision.kind || ratified.body != decision.body
                || ratified.programmeID != decision.programmeID
        {
            flaws.append(
                .init(
                    nl: "wat is gedaan, is van een andere soort, een ander orgaan of een ander programma",
                    en: "what was done is of another kind, another body or another programme"
                )
            )
        }
        guard flaws.isEmpty else {
            return .breached(
                .init(
                    nl: "De bekrachtiging kan niet: \(flaws.listed(in: .dutch)).",
                    en: "The ratification is not possible: \(flaws.listed(in: .english))."
                ),
                remedy: .init(
                    nl: "Vraag \(decision.body.title.nl) zelf om te bekrachtigen wat zonder bevoegdheid is gedaan.",
                    en: "Ask \(decision.body.title.en) itself to ratify what was done without authority."
                ),
                subjects: ratified.map { [.init($0)] } ?? []
            )
        }
        return .met(
            .init(
                nl: "Het orgaan zelf bekrachtigt wat zonder bevoegdheid is gedaan.",
                en: "The body itself ratifies what was done without authority."
            )
        )
    }

    static let decidedByAnother = Rule(.aut11) { facts in
        let proposer = facts.authority.person(facts.decision.proposedByID)
        guard facts.decision.proposedByID != nil, facts.decision.proposedByID == facts.personID else {
            return .met(.init(nl: "Een ander stelde het voor.", en: "Another person proposed it."))
        }
        return .breached(
            .init(
                nl: "Wie dit voorstelde, is dezelfde persoon als wie beslist.",
                en: "The person who proposed this is the one who decides."
            ),
            remedy: facts.remedy,
            subjects: proposer.map { [.init($0)] } ?? []
        )
    }

    static let withdrawnByWhoMayDecide = Rule(.aut01) { facts in
        let actsForBody =
            facts.authority.person(facts.personID)?.acts(for: facts.decision.body, on: facts.taking.authority.day)
            ?? false
        let isMandatary = facts.isMandatary && (facts.chain?.holds(on: facts.taking.authority.day) ?? false)
        guard actsForBody || isMandatary else {
            return .unauthorised(
                [
                    .init(
                        nl: "deze persoon besluit niet namens \(facts.decision.body.title.nl)",
                        en: "this person does not decide on behalf of \(facts.decision.body.title.en)"
                    )
                ],
                facts
            )
        }
        return .met(
            .init(
                nl: "Deze persoon mag zo'n besluit nemen, en dus intrekken.",
                en: "This person may take such a decision, and so withdraw it."
            )
        )
    }
}

extension DecisionActFacts {
    /// Who may take it.
    fileprivate var remedy: LocalizedText { authority.remedy(except: decision.proposedByID) }
}

extension Authority {
    /// Whether what is asked stays under the lowest ceiling of a chain (AUT-07).
    ///
    /// - Parameter proposer: Who proposed it, and so is not the one to ask instead.
    func verdict(onCeilingOf chain: MandateChain, except proposer: UUID?) -> Verdict {
        guard let ceiling = chain.ceilingCents, let lowest = chain.lowestLink else {
            return .met(.init(nl: "Het mandaat kent geen plafond.", en: "The mandate has no ceiling."))
        }
        let limit = Euros(cents: ceiling).title
        guard let total = totalCents, let amount = question.amountCents else {
            guard question.kind.spends else {
                return .met(.init(nl: "Het gaat niet om een bedrag.", en: "It is not about an amount."))
            }
            return .breached(
                .init(
                    nl: "Zonder bedrag is niet te zien of het onder \(limit.nl) blijft.",
                    en: "Without an amount nobody can see whether it stays under \(limit.en)."
                ),
                remedy: .init(nl: "Noem het bedrag.", en: "Name the amount."),
                subjects: [.init(lowest)]
            )
        }
        let asked = Euros(cents: amount).title
        let sum = Euros(cents: total).title
        guard total <= ceiling else {
            return .breached(
                facts.earlier.isEmpty
                    ? .init(
                        nl: "\(asked.nl) is meer dan \(limit.nl), het plafond van \(lowest.title.nl).",
                        en: "\(asked.en) is more than \(limit.en), the ceiling of \(lowest.title.en)."
                    )
                    : .init(
                        nl: "\(asked.nl) is met wat er over hetzelfde in \(facts.windowDays) dagen al is besloten of"
                            + " voorgesteld \(sum.nl), en dat is meer dan \(limit.nl), het plafond van \(lowest.title.nl).",
                        en: "\(asked.en) makes \(sum.en) with what was decided or proposed on the same in"
                            + " \(facts.windowDays) days, and that is more than \(limit.en), the ceiling of"
                            + " \(lowest.title.en)."
                    ),
                remedy: remedy(except: proposer),
                subjects: [.init(lowest)]
                    + facts.earlier.map { .init(type: "decision", id: $0.id, name: $0.name) }
            )
        }
        return .met(
            .init(
                nl: "\(sum.nl) blijft binnen \(limit.nl).",
                en: "\(sum.en) stays within \(limit.en)."
            ),
            subjects: [.init(lowest)]
        )
    }
}

extension Verdict {
    fileprivate static func unauthorised(_ flaws: [LocalizedText], _ facts: DecisionActFacts) -> Verdict {
        .breached(
            .init(
                nl: "Deze persoon mag dit niet besluiten: \(flaws.listed(in: .dutch)).",
                en: "This person may not decide this: \(flaws.listed(in: .english))."
            ),
            remedy: facts.remedy,
            subjects: facts.subjects
        )
    }
}
