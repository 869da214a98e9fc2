import Domain
package import Foundation

/// A change of who commissions a programme on behalf of the administration.
package struct SponsorChangeFacts: Hashable, Sendable {
    package var before: UUID?
    package var after: UUID?
    /// The person of the credentials.
    package var personID: UUID?
    /// Whether the credentials hold `organisation:admin`.
    package var isAdministrator: Bool

    package init(before: UUID?, after: UUID?, personID: UUID?, isAdministrator: Bool) {
        self.before = before
        self.after = after
        self.personID = personID
        self.isAdministrator = isAdministrator
    }
}

extension Rule<SponsorChangeFacts> {
    static let sponsorIsReplacedBySponsor = Rule(.vis04) { facts in
        guard let before = facts.before, before != facts.after else {
            return .notApplicable(
                .init(
                    nl: "De zittende bestuurlijk opdrachtgever blijft, of er is nog geen.",
                    en: "The sitting political sponsor stays, or there is none yet."
                )
            )
        }
        guard facts.personID == before || facts.isAdministrator else {
            return .breached(
                .init(
                    nl: "De bestuurlijk opdrachtgever wijst vertegenwoordigers aan en vraagt om verwijdering; alleen de"
                        + " zittende opdrachtgever draagt dat over, of een beheerder.",
                    en:
                        "The political sponsor names representatives and asks for removals; only the sitting sponsor hands"
                        + " that over, or an administrator."
                ),
                remedy: .init(
                    nl: "Vraag het de zittende bestuurlijk opdrachtgever, of een beheerder.",
                    en: "Ask the sitting political sponsor, or an administrator."
                ),
                subjects: []
            )
        }
        return .met(
            .init(
                nl: facts.personID == before
                    ? "De zittende bestuurlijk opdrachtgever draagt het over." : "Een beheerder wijst de opvolger aan.",
                en: facts.personID == before
                    ? "The sitting political sponsor hands it over." : "An administrator names the successor."
            )
        )
    }
}
