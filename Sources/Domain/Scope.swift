/// What a token opens. A scope opens the door; the rulebook decides what the person may do inside.
package enum Scope {
    /// Every scope, by name.
    package static let all: [String] =
        ["course", "authority", "finance", "people", "partners", "journal"].flatMap { ["\($0):read", "\($0):write"] }
        + [administration]

    /// The organisation itself and for whom its persons act.
    package static let administration = "organisation:admin"
}
