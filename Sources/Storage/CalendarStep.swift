/// A step that a resource takes by itself when a deadline passes.
///
/// It holds from its moment at every read and every write: the view shows it before the row knows of it. The next change
/// of the resource, or the calendar's own service, sets it down in the row and in the journal.
package struct CalendarStep: Hashable, Sendable {
    /// The member that changes, such as `phase`.
    let member: String
    /// The values from which the step is taken.
    let from: [String]
    /// The value that the step leads to; also the last word of the journal's type.
    let to: String
    /// The SQL function that tells whether the step is due, and the members that it is asked about, with their types.
    let isDue: String
    let arguments: [Argument]
    /// The SQL of the moment from which it holds, over the table's row `r`.
    let effectiveAt: String

    struct Argument: Hashable {
        let member: String
        let type: String
    }

    /// VIS-06: the deadline for support passes, and execution becomes reconsideration.
    static let reconsideration = CalendarStep(
        member: "phase",
        from: ["execution"],
        to: "reconsideration",
        isDue: "koers.reconsideration_due",
        arguments: [
            Argument(member: "phase", type: "text"), Argument(member: "supportStatus", type: "text"),
            Argument(member: "supportDeadlineDate", type: "date"),
        ],
        effectiveAt: "koers.midnight(r.support_deadline_date + 1)"
    )

    /// CRS-06: the last day to answer an opportunity passes, and it has expired.
    static let expiry = CalendarStep(
        member: "status",
        from: ["signalled", "assessed"],
        to: "expired",
        isDue: "koers.opportunity_due",
        arguments: [Argument(member: "status", type: "text"), Argument(member: "decideByDate", type: "date")],
        effectiveAt: "koers.midnight(r.decide_by_date + 1)"
    )

    /// AUT-08 and PPL-05: the last day of a mandate passes, or that of its mandatary, and it has expired.
    static let mandateExpiry = CalendarStep(
        member: "status",
        from: ["in_force"],
        to: "expired",
        isDue: "koers.mandate_due",
        arguments: [
            Argument(member: "status", type: "text"), Argument(member: "untilDate", type: "date"),
            Argument(member: "mandataryUntilDate", type: "date"),
        ],
        effectiveAt: "koers.midnight(least(r.until_date, r.mandatary_until_date) + 1)"
    )

    /// The condition that a row of the view `v` may show one of these values, in terms that an index knows.
    ///
    /// - Parameter place: The placeholder of the values.
    func mayShow(_ values: [String], _ place: String) -> String {
        let stored = "v.stored_status = ANY(\(place))"
        guard values.contains(to) else { return stored }
        let members = arguments.map { $0.member == member ? "v.stored_status" : "v.\"\($0.member)\"" }
        return "(\(stored) OR \(isDue)(\(members.joined(separator: ", "))))"
    }

    /// Whether the step is due for the table's row `r`.
    var dueInRow: String {
        "\(isDue)(\(arguments.map { "r.\(Resource.column($0.member))" }.joined(separator: ", ")))"
    }

    /// A JSON of the resource as the step leaves it, when it is due at the moment that was entered. The member stands
    /// once at the top of the JSON, before anything that a client can name.
    func taken(in json: String) -> String {
        let values = arguments.map { "(\(json) ->> '\($0.member)')::\($0.type)" }.joined(separator: ", ")
        let steps = from.reduce("\(json)::text") { text, value in
            "regexp_replace(\(text), '\"\(member)\":\"\(value)\"', '\"\(member)\":\"\(to)\"')"
        }
        return "CASE WHEN \(isDue)(\(values)) THEN (\(steps))::json ELSE \(json) END"
    }
}
