/// Everything that a step of an assignment is weighed against.
package struct AssignmentStep: Hashable, Sendable {
    package var assignment: AssignmentFacts
    package var role: RoleFacts
    package var hours: PersonHours
    package var exception: ExceptionFacts
    /// The mandates in force of the person, where the step changes when the person is in a role.
    package var personalMandates: [MandateFacts]
    /// The mandates in force of the role, where the step ends someone's time in it.
    package var roleMandates: [MandateFacts]

    package init(
        assignment: AssignmentFacts,
        role: RoleFacts,
        hours: PersonHours,
        exception: ExceptionFacts,
        personalMandates: [MandateFacts] = [],
        roleMandates: [MandateFacts] = []
    ) {
        self.assignment = assignment
        self.role = role
        self.hours = hours
        self.exception = exception
        self.personalMandates = personalMandates
        self.roleMandates = roleMandates
    }
}
