/// Everything that a step of an assignment is weighed against.
package struct AssignmentStep: Hashable, Sendable {
    package var assignment: AssignmentFacts
    package var role: RoleFacts
    package var hours: PersonHours
    package var exception: ExceptionFacts
    /// What hangs on the departure; `nil` where the step is none.
    package var leave: LeaveFacts?

    package init(
        assignment: AssignmentFacts,
        role: RoleFacts,
        hours: PersonHours,
        exception: ExceptionFacts,
        leave: LeaveFacts?
    ) {
        self.assignment = assignment
        self.role = role
        self.hours = hours
        self.exception = exception
        self.leave = leave
    }
}
