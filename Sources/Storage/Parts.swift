/// A member that is an array of objects, whose elements a table of their own keeps as well: the row shows them as they
/// were given, and the table holds their references and finds the resource by them.
package struct Parts: Sendable {
    /// The member of the resource: `contributions`.
    package let member: String
    /// What one element is called, and its table: `contribution`.
    let name: String
    /// The members of an element, in their order.
    package let members: [Part]

    /// A member of an element.
    package struct Part: Sendable {
        package let name: String
        /// The resource that it refers to, if any.
        package let reference: String?
        /// What its column holds.
        let type: String

        init(name: String, reference: String? = nil, type: String = "text") {
            self.name = name
            self.reference = reference
            self.type = reference == nil ? type : "uuid"
        }
    }

    package static let contributions = Parts(
        member: "contributions",
        name: "contribution",
        members: [Part(name: "goalId", reference: "goal"), Part(name: "weight")]
    )

    /// The mandates that a decision rested on.
    package static let restingMandates = Parts(
        member: "chain",
        name: "decision_mandate",
        members: [Part(name: "mandateId", reference: "mandate")]
    )

    /// What a commitment promises on each budget line.
    package static let commitmentLines = Parts(
        member: "lines",
        name: "commitment_line",
        members: [
            Part(name: "budgetLineId", reference: "budget_line"), Part(name: "amountCents", type: "int8"),
            Part(name: "realisedCents", type: "int8"), Part(name: "releasedCents", type: "int8"),
            Part(name: "status"), Part(name: "invokeBeforeDate", type: "date"),
        ]
    )

    /// What a transfer moves on each budget line.
    package static let transferLines = Parts(
        member: "lines",
        name: "budget_transfer_line",
        members: [
            Part(name: "budgetLineId", reference: "budget_line"), Part(name: "amountCents", type: "int8"),
            Part(name: "agreedById", reference: "person"), Part(name: "agreedAt", type: "timestamptz"),
        ]
    )

    var table: String { "koers.\(name)" }
}
