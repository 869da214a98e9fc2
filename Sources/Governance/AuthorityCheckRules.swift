import Domain
package import Foundation

/// The question whether one person may decide something (`GET /v1/authority-check`).
package struct AuthorityCheckFacts: Sendable {
    package var authority: Authority
    package var personID: UUID

    package init(authority: Authority, personID: UUID) {
        self.authority = authority
        self.personID = personID
    }

    private var own: [Authority.Decider] { authority.deciders.filter { $0.person.id == personID } }

    /// What the person decides under that goes furthest; nil without any.
    fileprivate var widest: Authority.Decider? { own.last }

    /// Whether the person may, with this amount.
    package var isAllowed: Bool { authority.mayDecide.contains { $0.person.id == personID } }
}

extension Rule<AuthorityCheckFacts> {
    static let mayDecide = Rule(.aut01) { facts in
        guard let widest = facts.widest else {
            return .breached(
                .init(
                    nl: "Deze persoon heeft geen mandaat dat dit geeft, en handelt niet namens het orgaan.",
                    en: "This person has no mandate that grants this, and does not act for the body."
                ),
                remedy: facts.authority.remedy(except: facts.personID),
                subjects: facts.authority.person(facts.personID).map { [.init($0)] } ?? []
            )
        }
        return .met(
            .init(nl: "Dit mag: \(widest.title.nl).", en: "This is allowed to \(widest.title.en)."),
            subjects: [.init(widest.person)] + (widest.chain?.links.map { .init($0) } ?? [])
        )
    }

    static let belongsToBody = Rule(.aut02) { facts in
        let question = facts.authority.question
        guard let body = question.body, !question.kind.bodies.contains(body) else {
            return .met(
                .init(
                    nl: "Het is aan \(question.kind.bodies.map(\.title).listed(in: .dutch)).",
                    en: "It is for \(question.kind.bodies.map(\.title).listed(in: .english))."
                )
            )
        }
        return .breached(
            .init(
                nl: "Het is niet aan \(body.title.nl): \(question.kind.title.nl).",
                en: "It is not for \(body.title.en): \(question.kind.title.en)."
            ),
            remedy: .init(
                nl: "Laat het aan \(question.kind.bodies.map(\.title).listed(in: .dutch)).",
                en: "Leave it to \(question.kind.bodies.map(\.title).listed(in: .english))."
            )
        )
    }

    static let amountFits = Rule(.aut07) { facts in
        guard let chain = facts.widest?.chain else {
            return .notApplicable(
                .init(nl: "Er is geen mandaat met een plafond.", en: "There is no mandate with a ceiling.")
            )
        }
        guard facts.authority.question.amountCents != nil else {
            return .notApplicable(.init(nl: "Er is niet naar een bedrag gevraagd.", en: "No amount was asked about."))
        }
        return facts.authority.verdict(onCeilingOf: chain, except: facts.personID)
    }
}
