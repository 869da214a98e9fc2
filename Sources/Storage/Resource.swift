import Domain
package import Foundation

/// What Storage must know of a resource beyond its view: where it is addressed, what it points at, what can be searched.
///
/// This is the one table from resource to view: a resource is `api.<name>` for reading and `koers.<name>` for writing,
/// and a JSON member `startDate` is the view's column `"startDate"` and the table's column `start_date`. A column of the
/// view with an underscore is for the house and not for the JSON.
///
/// A kind that may lie in a programme and directly under the organisation (`topPath`) is one resource with two
/// collections. Its table and its view have a column `place_id`, the programme's id or else the organisation's, so that
/// both lists read the same indexes and one key holds what belongs together in one place.
///
/// A class, so that handing one on is handing on one reference; there is one of each name.
package final class Resource: Sendable {
    /// The name of the view, the table, the journal's type and the subject of a finding: `programme`, or of two words
    /// `capacity_agreement`.
    package let name: String
    /// The parameter of a path that names one: `programmeId`, `capacityAgreementId`.
    package let parameter: String
    /// The path of the collection, or of the resource itself when there is only one: `/v1/programmes`. A nested one
    /// names what it lies in: `/v1/programmes/{programmeId}/visions`.
    package let path: String
    /// The path of the collection of those that lie directly under the organisation, for a kind that may also lie in a
    /// programme: `/v1/roles`.
    package let topPath: String?
    /// The members that name what a nested resource lies in, outermost first: `programmeId`.
    package let ancestors: [String]
    /// Members that name another resource, by their own name; one inside an object or inside the objects of an array by
    /// the names that lead to it: `requiredCompetences.competence`.
    package let references: [String: String]
    /// The member by which others name it, where that is not its id: `code`.
    package let code: String?
    /// Members whose words `search` finds.
    package let searchable: [String]
    /// Members that can be null and are put in order or bounded, with the value that stands for null: it comes last.
    package let nullsLast: [String: String]
    /// The member that identifies a row.
    package let key: String
    /// Members that are an object in JSON and columns of their own in the table.
    package let flattened: Set<String>
    /// The member whose elements a table of their own keeps as well.
    package let parts: Parts?
    /// Filters that are not the value of a member: by their name, the condition on a row of the view `v`, with `%` for
    /// the values.
    let conditions: [String: String]
    /// Whether the organisation has exactly one, at the path itself.
    package let isSingleton: Bool
    /// The member that the filters `from` and `until` bound.
    package let window: String?
    /// What the calendar does to it by itself.
    package let calendar: CalendarStep?

    init(
        _ name: String,
        path: String,
        topPath: String? = nil,
        references: [String: String] = [:],
        code: String? = nil,
        searchable: [String] = [],
        nullsLast: [String: String] = [:],
        key: String = "id",
        flattened: Set<String> = [],
        parts: Parts? = nil,
        conditions: [String: String] = [:],
        isSingleton: Bool = false,
        window: String? = nil,
        calendar: CalendarStep? = nil
    ) {
        self.name = name
        parameter = Self.member(name) + "Id"
        self.path = path
        self.topPath = topPath
        ancestors = path.matches(of: /{(\w+)}/).map { String($0.1) }
        self.references = references
        self.code = code
        self.searchable = searchable
        self.nullsLast = nullsLast
        self.key = key
        self.flattened = flattened
        self.parts = parts
        self.conditions = conditions
        self.isSingleton = isSingleton
        self.window = window
        self.calendar = calendar
    }

    /// The paths of its collections.
    package var paths: [String] { [path] + [topPath].compactMap(\.self) }

    /// The path of the collection in its place.
    package func path(in place: Place) -> String {
        if let topPath, place == .top { return topPath }
        return zip(ancestors, place.ids).reduce(path) { $0.replacing("{\($1.0)}", with: $1.1.lowercased) }
    }

    /// The path of one resource, as the journal names its subject.
    package func path(of id: UUID, in place: Place = .top) -> String {
        isSingleton ? path : "\(path(in: place))/\(id.lowercased)"
    }

    /// What a nested resource lies in directly.
    var parent: Resource? {
        ancestors.last.flatMap { references[$0] }.flatMap(Self.named)
    }

    /// The member that `expand=name` follows, and what it leads to.
    package func expansion(_ name: String) -> (member: String, resource: Resource)? {
        let member = name + "Id"
        guard let target = references[member].flatMap(Self.named) else { return nil }
        return (member, target)
    }

    /// The resource of a name, if there is one.
    package static func named(_ name: String) -> Resource? {
        all.first { $0.name == name }
    }
}

extension Resource: Hashable {
    package static func == (left: Resource, right: Resource) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension Resource {
    package static let organisation = Resource(
        "organisation",
        path: "/v1/organisation",
        flattened: ["settings"],
        isSingleton: true
    )
    package static let team = Resource("team", path: "/v1/teams", searchable: ["name", "policyField", "description"])
    package static let person = Resource(
        "person",
        path: "/v1/persons",
        references: ["teamId": "team"],
        searchable: ["displayName", "function"]
    )
    package static let partner = Resource(
        "partner",
        path: "/v1/partners",
        references: ["predecessorIds": "partner"],
        searchable: ["name", "kvkNumber"]
    )
    package static let challenge = Resource("challenge", path: "/v1/challenges", searchable: ["name", "description"])
    package static let programme = Resource(
        "programme",
        path: "/v1/programmes",
        references: [
            "challengeId": "challenge", "politicalSponsorId": "person", "officialSponsorId": "person",
            "mainGoalId": "goal", "visionId": "vision",
        ],
        searchable: ["code", "name", "description"],
        nullsLast: ["startDate": "'infinity'::date", "endDate": "'infinity'::date"],
        calendar: .reconsideration
    )
    package static let stakeholder = Resource(
        "stakeholder",
        path: "/v1/programmes/{programmeId}/stakeholders",
        references: ["programmeId": "programme", "partnerId": "partner", "representativeId": "person"],
        searchable: ["name"]
    )
    package static let vision = Resource(
        "vision",
        path: "/v1/programmes/{programmeId}/visions",
        references: ["programmeId": "programme"],
        searchable: ["statement", "intendedReality"]
    )
    package static let endorsement = Resource(
        "endorsement",
        path: "/v1/programmes/{programmeId}/visions/{visionId}/endorsements",
        references: [
            "programmeId": "programme", "visionId": "vision", "stakeholderId": "stakeholder", "givenById": "person",
        ]
    )
    package static let goal = Resource(
        "goal",
        path: "/v1/programmes/{programmeId}/goals",
        references: [
            "programmeId": "programme", "parentId": "goal", "successorIds": "goal", "predecessorIds": "goal",
            "ownerRoleId": "role", "goals.ownerRoleId": "role",
        ],
        searchable: ["text", "description", "targetGroup", "policyField"],
        conditions: ["ended": "(v.\"endedAt\" IS NOT NULL) = ANY(%)"]
    )
    package static let indicator = Resource(
        "indicator",
        path: "/v1/programmes/{programmeId}/indicators",
        references: ["programmeId": "programme", "goalId": "goal"],
        searchable: ["name", "unit", "description", "source"],
        nullsLast: ["targetDate": "'infinity'::date"]
    )
    package static let measurement = Resource(
        "measurement",
        path: "/v1/programmes/{programmeId}/indicators/{indicatorId}/measurements",
        references: [
            "programmeId": "programme", "indicatorId": "indicator", "enteredById": "person", "approvedById": "person",
        ]
    )
    package static let effort = Resource(
        "effort",
        path: "/v1/programmes/{programmeId}/efforts",
        references: [
            "programmeId": "programme", "teamId": "team", "leaderRoleId": "role", "contributions.goalId": "goal",
        ],
        searchable: ["name", "description"],
        nullsLast: ["startDate": "'infinity'::date", "endDate": "'infinity'::date"],
        parts: .contributions,
        conditions: [
            "goalId": """
            v.id IN (SELECT c.effort_id FROM koers.contribution c WHERE c.organisation_id = $1 AND c.goal_id = ANY(%))
            """
        ]
    )
    package static let competence = Resource(
        "competence",
        path: "/v1/competences",
        code: "code",
        searchable: ["code", "name", "description"]
    )
    package static let role = Resource(
        "role",
        path: "/v1/programmes/{programmeId}/roles",
        topPath: "/v1/roles",
        references: [
            "programmeId": "programme", "deputyPersonId": "person", "requiredCompetences.competence": "competence",
        ],
        searchable: ["name"]
    )
    package static let assignment = Resource(
        "assignment",
        path: "/v1/programmes/{programmeId}/assignments",
        topPath: "/v1/assignments",
        references: [
            "programmeId": "programme", "roleId": "role", "personId": "person",
            "exceptionDecisionId": "decision", "assessment.scores.competence": "competence",
        ],
        nullsLast: ["untilDate": "'infinity'::date"]
    )
    package static let capacityAgreement = Resource(
        "capacity_agreement",
        path: "/v1/programmes/{programmeId}/capacity-agreements",
        references: [
            "programmeId": "programme", "teamId": "team", "pledgedById": "person", "confirmedById": "person",
        ]
    )
    package static let risk = Resource(
        "risk",
        path: "/v1/programmes/{programmeId}/risks",
        references: ["programmeId": "programme", "ownerRoleId": "role"],
        searchable: ["description", "response"]
    )
    package static let steeringReview = Resource(
        "steering_review",
        path: "/v1/programmes/{programmeId}/steering-reviews",
        references: ["programmeId": "programme", "reviewedById": "person"],
        searchable: ["note"]
    )
    package static let opportunity = Resource(
        "opportunity",
        path: "/v1/programmes/{programmeId}/opportunities",
        references: [
            "programmeId": "programme", "signalledById": "person", "goalIds": "goal", "effortIds": "effort",
        ],
        searchable: ["signal"],
        conditions: ["goalId": "v.\"goalIds\" && %"],
        calendar: .expiry
    )
    package static let mandate = Resource(
        "mandate",
        path: "/v1/mandates",
        references: [
            "parentId": "mandate", "mandataryRoleId": "role", "mandataryPersonId": "person",
            "programmeId": "programme",
        ],
        searchable: ["code", "case", "instructions", "foundingDecision"],
        nullsLast: ["untilDate": "'infinity'::date", "ceilingCents": "9223372036854775807"],
        conditions: ["powers": "v.powers && %"],
        calendar: .mandateExpiry
    )
    package static let taskField = Resource(
        "task_field",
        path: "/v1/task-fields",
        references: ["successors": "task_field"],
        code: "code",
        searchable: ["code", "name"]
    )
    package static let fiscalYear = Resource(
        "fiscal_year",
        path: "/v1/fiscal-years",
        references: [
            "adoptionDecisionId": "decision", "carryOverDecisionId": "decision",
        ]
    )
    package static let budgetLine = Resource(
        "budget_line",
        path: "/v1/programmes/{programmeId}/budget-lines",
        references: ["programmeId": "programme", "taskField": "task_field", "budgetHolderRoleId": "role"],
        searchable: ["description"]
    )
    package static let budgetEntry = Resource(
        "budget_entry",
        path: "/v1/programmes/{programmeId}/budget-lines/{budgetLineId}/entries",
        references: [
            "programmeId": "programme", "budgetLineId": "budget_line", "commitmentId": "commitment",
            "budgetTransferId": "budget_transfer", "budgetAmendmentId": "budget_amendment", "enteredById": "person",
        ]
    )
    package static let budgetTransfer = Resource(
        "budget_transfer",
        path: "/v1/budget-transfers",
        references: ["decisionId": "decision", "proposedById": "person", "lines.budgetLineId": "budget_line"],
        searchable: ["description"],
        parts: .transferLines,
        conditions: [
            "budgetLineId": """
            v.id IN (SELECT l.budget_transfer_id FROM koers.budget_transfer_line l WHERE l.organisation_id = $1 \
            AND l.budget_line_id = ANY(%))
            """
        ]
    )
    package static let budgetAmendment = Resource(
        "budget_amendment",
        path: "/v1/budget-amendments",
        references: ["budgetLineId": "budget_line", "decisionId": "decision", "enteredById": "person"],
        searchable: ["description"]
    )
    package static let commitment = Resource(
        "commitment",
        path: "/v1/programmes/{programmeId}/commitments",
        references: [
            "programmeId": "programme", "partnerId": "partner", "effortId": "effort", "decisionId": "decision",
            "engagedById": "person", "lines.budgetLineId": "budget_line",
        ],
        searchable: ["code", "subject"],
        parts: .commitmentLines,
        conditions: [
            "budgetLineId": """
            v.id IN (SELECT l.commitment_id FROM koers.commitment_line l WHERE l.organisation_id = $1 \
            AND l.budget_line_id = ANY(%))
            """
        ]
    )
    package static let realisation = Resource(
        "realisation",
        path: "/v1/programmes/{programmeId}/commitments/{commitmentId}/realisations",
        references: [
            "programmeId": "programme", "commitmentId": "commitment", "budgetLineId": "budget_line",
            "confirmedById": "person",
        ]
    )
    package static let decision = Resource(
        "decision",
        path: "/v1/decisions",
        references: [
            "programmeId": "programme", "partnerId": "partner", "mandateId": "mandate", "proposedById": "person",
            "takenById": "person", "ratifiesId": "decision", "ratifiedById": "decision", "objectionToId": "decision",
        ],
        searchable: ["code", "subject", "resolution"],
        nullsLast: [
            "proposedAt": "'infinity'::timestamptz", "takenAt": "'infinity'::timestamptz",
            "amountCents": "9223372036854775807",
        ],
        parts: .restingMandates,
        conditions: [
            "restsOnMandateId": """
            v.id IN (SELECT c.decision_id FROM koers.decision_mandate c WHERE c.organisation_id = $1 \
            AND c.mandate_id = ANY(%))
            """
        ]
    )
    package static let partnerRelation = Resource(
        "partner_relation",
        path: "/v1/programmes/{programmeId}/partner-relations",
        references: ["programmeId": "programme", "partnerId": "partner"],
        searchable: ["provision"],
        nullsLast: ["endDate": "'infinity'::date"]
    )
    package static let agreement = Resource(
        "agreement",
        path: "/v1/programmes/{programmeId}/partner-relations/{partnerRelationId}/agreements",
        references: ["programmeId": "programme", "partnerRelationId": "partner_relation"],
        searchable: ["subject"],
        nullsLast: ["untilDate": "'infinity'::date"]
    )
    package static let position = Resource(
        "position",
        path: "/v1/programmes/{programmeId}/partner-relations/{partnerRelationId}/positions",
        references: [
            "programmeId": "programme", "partnerRelationId": "partner_relation", "assessorId": "person",
        ]
    )
    package static let direction = Resource(
        "direction",
        path: "/v1/programmes/{programmeId}/partner-relations/{partnerRelationId}/directions",
        references: [
            "programmeId": "programme", "partnerRelationId": "partner_relation", "participantIds": "person",
        ],
        searchable: ["rationale"]
    )
    package static let action = Resource(
        "action",
        path: "/v1/programmes/{programmeId}/partner-relations/{partnerRelationId}/actions",
        references: [
            "programmeId": "programme", "partnerRelationId": "partner_relation", "directionId": "direction",
            "ownerRoleId": "role",
        ],
        searchable: ["description"]
    )
    package static let journal = Resource("journal", path: "/v1/journal", key: "sequence", window: "occurredAt")

    /// Every resource.
    package static let all: [Resource] = [
        organisation, team, person, partner, challenge, programme, stakeholder, vision, endorsement, goal, indicator,
        measurement, effort,
        competence, role, assignment, capacityAgreement, opportunity, risk, steeringReview, mandate, decision,
        taskField, fiscalYear, budgetLine, budgetEntry, budgetTransfer, budgetAmendment,
        commitment, realisation,
        partnerRelation, agreement, position, direction, action,
        journal,
    ]

    var view: String { "api.\(name)" }
    var table: String { "koers.\(name)" }

    /// The column of the table for a member of the JSON: `startDate` → `start_date`. `case` is a word of SQL.
    static func column(_ member: String) -> String {
        if member == "case" { return "one_case" }
        var column = ""
        for character in member {
            if character.isUppercase { column += "_" }
            column += character.lowercased()
        }
        return column
    }

    /// The member of the JSON for a column of the table: `start_date` → `startDate`.
    static func member(_ column: some StringProtocol) -> String {
        let words = column.split(separator: "_").enumerated()
        return words.map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
    }
}
