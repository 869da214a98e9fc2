import Domain
import Foundation
import Governance

/// Who may decide what in the examples: the college, and a chain of three mandates down to a manager.
struct AuthorityExample {
    static let today = CalendarDate(daysSinceEpoch: 20_700)
    static let alderman = ActorFacts(
        id: UUID(),
        name: "Wethouder",
        capacities: [.init(body: .college, fromDate: today.advanced(byDays: -900))]
    )
    static let secretary = ActorFacts(id: UUID(), name: "Gemeentesecretaris")
    static let director = ActorFacts(id: UUID(), name: "Directeur")
    static let manager = ActorFacts(id: UUID(), name: "Programmamanager")
    static let clerk = ActorFacts(id: UUID(), name: "Medewerker")
    static let role = RoleHolding(id: UUID(), name: "Programmamanager", holderID: manager.id)

    var root = Self.mandate("M1", 25_000_000) { $0.mandataryPersonID = Self.secretary.id }
    var middle = Self.mandate("M2", 10_000_000) { $0.mandataryPersonID = Self.director.id }
    var mandate = Self.mandate("M3", 5_000_000) { $0.mandataryRoleID = Self.role.id }
    var role = Self.role
    var persons = [Self.alderman, Self.secretary, Self.director, Self.manager, Self.clerk]
    var earlier: [EarlierDecision] = []
    var decision: DecisionFacts
    var ratified: DecisionFacts?
    var objectedTo: DecisionFacts?

    /// A subsidy of € 40,000 that a clerk proposed yesterday under M3.
    init(_ change: (inout AuthorityExample) -> Void = { _ in }) {
        decision = DecisionFacts(
            id: UUID(),
            code: "B-014",
            programmeID: Example.programme.id,
            kind: .grantSubsidy,
            subject: "Buurtkamers",
            amountCents: 4_000_000,
            mandateID: nil,
            proposedByID: Self.clerk.id,
            proposedAt: Moment(millisecondsSinceEpoch: Int64(20_699) * 86_400_000),
            status: .proposed
        )
        decision.mandateID = mandate.id
        middle.parentID = root.id
        mandate.parentID = middle.id
        change(&self)
    }

    private static func mandate(
        _ code: String,
        _ ceiling: Int64,
        _ change: (inout MandateFacts) -> Void
    ) -> MandateFacts {
        Example.changed(
            MandateFacts(
                id: UUID(),
                code: code,
                powers: [.grantSubsidy, .engageCommitment, .decideObjection],
                ceilingCents: ceiling,
                subMandateAllowed: true,
                maxDepth: 2,
                foundingDecision: "Mandaatbesluit",
                fromDate: today.advanced(byDays: -300),
                status: .inForce,
                inForceAt: Moment(millisecondsSinceEpoch: Int64(20_400) * 86_400_000)
            ),
            change
        )
    }

    var facts: AuthorityFacts {
        AuthorityFacts(
            mandates: [root, middle, mandate],
            roles: [role],
            persons: persons,
            earlier: earlier,
            day: Self.today
        )
    }

    func act(by person: ActorFacts? = Self.manager) -> DecisionActFacts {
        DecisionActFacts(
            taking: TakingFacts(decision: decision, authority: facts, ratified: ratified, objectedTo: objectedTo),
            personID: person?.id
        )
    }

    /// What the rules say when someone takes the decision.
    func taken(by person: ActorFacts? = Self.manager) -> Decision { Rulebook.takeDecision.evaluate(act(by: person)) }
}
