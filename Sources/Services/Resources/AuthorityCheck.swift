package import Domain
import Foundation
import Governance
package import Storage

/// Who may decide something, and whether one person may ("wie mag dit?").
package struct AuthorityCheck: Inquiry {
    package static let resource = Resource.decision
    private let question: AuthorityQuestion
    private let personID: UUID
    private let day: CalendarDate

    package init(_ input: CommandInput) throws(Refusal) {
        let members = input.members
        guard let kind = members["kind"]?.string.flatMap(DecisionKind.init) else {
            throw .internalError(detail: "a kind of decision outside the contract")
        }
        guard let personID = members.id("personId") ?? input.credentials.personID else {
            throw .invalid([
                InvalidMember(
                    part: .query,
                    location: "personId",
                    code: "required",
                    detail: .init(
                        nl: "Dit token is van geen persoon; zeg over wie het gaat.",
                        en: "This token belongs to no person; say whom it is about."
                    )
                )
            ])
        }
        self.personID = personID
        day = members.date("onDate") ?? input.moment.amsterdamDate
        question = AuthorityQuestion(
            kind: kind,
            amountCents: members["amountCents"]?.integer,
            programmeID: members.id("programmeId"),
            partnerID: members.id("partnerId"),
            subject: members["subject"]?.string,
            body: members["body"]?.string.flatMap(GoverningBody.init)
        )
    }

    package var facts: FactQuery<AuthorityFacts> {
        .authority(.ofQuestion(question, on: day), askedBy: personID)
    }

    package func answer(_ facts: AuthorityFacts, in language: Language) throws(Refusal) -> Value {
        let authority = Authority(question, facts)
        guard authority.person(personID) != nil else {
            throw .invalid([
                InvalidMember(
                    part: .query,
                    location: "personId",
                    code: "unknown_reference",
                    detail: .init(nl: "Deze persoon is hier onbekend.", en: "This person is unknown here.")
                )
            ])
        }
        let decision = Rulebook.authorityCheck.evaluate(AuthorityCheckFacts(authority: authority, personID: personID))
        return .object([
            Member("allowed", .boolean(decision.isAllowed)),
            Member("reasons", .array(decision.findings.map { $0.value(in: language) })),
            Member("mayDecide", .array(authority.mayDecide.map(\.value))),
        ])
    }
}

extension Authority.Decider {
    fileprivate var value: Value {
        .object([
            Member("personId", .id(person.id)), Member("name", .string(person.name)),
            Member("body", .string(body.rawValue)),
            Member("mandateIds", .array((chain?.ids ?? []).map(Value.id))),
            Member("ceilingCents", ceilingCents.map(Value.integer) ?? .null),
        ])
    }
}
