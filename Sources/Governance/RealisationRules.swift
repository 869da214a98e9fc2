package import Domain
package import Foundation

/// Money of a commitment that is about to be spent, or set right.
package struct RealisationFacts: Sendable {
    package var commitment: CommitmentFacts
    package var budgetLine: BudgetLineFacts
    /// Below zero it sets right what was spent by mistake.
    package var amountCents: Int64
    /// What the commitment rests on.
    package var decision: DecisionFacts?
    /// Who confirms the delivery.
    package var personID: UUID?

    package init(
        commitment: CommitmentFacts,
        budgetLine: BudgetLineFacts,
        amountCents: Int64,
        decision: DecisionFacts?,
        personID: UUID?
    ) {
        self.commitment = commitment
        self.budgetLine = budgetLine
        self.amountCents = amountCents
        self.decision = decision
        self.personID = personID
    }
}

extension Rule<RealisationFacts> {
    static let withinOutstanding = Rule(.bud07) { facts in
        let line = facts.commitment.line(on: facts.budgetLine.id)
        let waits = line?.isSubjectToBudget ?? false
        let outstanding = line.map { waits ? 0 : $0.outstandingCents } ?? 0
        let realised = line?.realisedCents ?? 0
        guard -realised...outstanding ~= facts.amountCents else {
            let (open, spent) = (Euros(cents: outstanding).title, Euros(cents: realised).title)
            return .breached(
                waits
                    ? .init(
                        nl: "Wat op \(facts.budgetLine.name) is toegezegd, wacht nog op de begroting.",
                        en: "What is promised on \(facts.budgetLine.name) still waits for the budget."
                    )
                    : .init(
                        nl: "Op \(facts.budgetLine.name) staat \(open.nl) open en is \(spent.nl) gerealiseerd.",
                        en: "On \(facts.budgetLine.name) \(open.en) is outstanding and \(spent.en) is realised."
                    ),
                remedy: .init(
                    nl: "Boek hoogstens wat openstaat, zet hoogstens recht wat is gerealiseerd, of ga meer aan.",
                    en: "Book at most what is outstanding, set right at most what is realised, or engage more."
                ),
                subjects: [.init(facts.commitment), .init(facts.budgetLine)]
            )
        }
        return .met(
            .init(nl: "De realisatie past in de verplichting.", en: "The realisation fits the commitment."),
            subjects: [.init(facts.commitment)]
        )
    }

    static let realisedYearIsNotClosed = Rule(.bud08) { facts in .openYears(of: [facts.budgetLine]) }

    static let confirmedByAnother = Rule(.bud10) { facts in
        guard let decision = facts.decision, let taker = decision.takenByID, taker == facts.personID else {
            return .met(
                .init(
                    nl: "Wie de prestatie bevestigt, nam het besluit niet.",
                    en: "Who confirms the delivery did not take the decision."
                )
            )
        }
        return .breached(
            .init(
                nl: "Deze persoon nam het besluit waarop de verplichting rust.",
                en: "This person took the decision that the commitment rests on."
            ),
            remedy: .init(
                nl: "Laat een ander de prestatie bevestigen.",
                en: "Have another person confirm the delivery."
            ),
            subjects: [.init(decision)]
        )
    }
}

extension Finding.Subject {
    package init(_ commitment: CommitmentFacts) {
        self.init(type: "commitment", id: commitment.id, name: commitment.name)
    }
}
