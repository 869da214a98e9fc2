import Domain

/// How the demo fills a role: a proposal, an assessment by someone else, and the first day.
extension Lindemeer {
    static func competence(_ code: String, _ name: String, minute: Int) -> DemoStep {
        DemoStep(
            "competentie \(code)",
            CreateCompetence.self,
            "createCompetence",
            at: "2025-11-12T09:\(two(minute)):00Z",
            by: "functioneel-beheerder",
            [Member("code", .string(code)), Member("name", .string(name))]
        )
    }

    static func role(
        _ name: String,
        _ kind: String,
        _ title: String,
        of programme: String? = "ITMDM-26",
        critical: Bool = false,
        requires levels: [(String, Int64)] = [],
        at moment: String,
        by actor: String
    ) -> DemoStep {
        DemoStep(
            "rol \(name)",
            CreateRole.self,
            programme == nil ? "createOrganisationRole" : "createRole",
            at: moment,
            by: actor,
            of: programme,
            [
                Member("kind", .string(kind)), Member("name", .string(title)), Member("critical", .boolean(critical)),
                Member("requiredCompetences", scores(levels)),
            ]
        )
    }

    /// A proposal and an assessment on one day, in the hours from the one that is given.
    static func assessed(
        _ role: String,
        _ person: String,
        of programme: String? = "ITMDM-26",
        hours: Int64,
        on day: String,
        _ hour: Int,
        from first: String,
        by assessor: String,
        scores levels: [(String, Int64)] = []
    ) -> [DemoStep] {
        let name = "\(role) \(person)"
        return [
            DemoStep(
                name,
                CreateAssignment.self,
                programme == nil ? "createOrganisationAssignment" : "createAssignment",
                at: "\(day)T\(two(hour)):10:00Z",
                by: assessor,
                of: programme,
                [
                    Member("roleId", .string("@rol \(role)")), Member("personId", .string("@\(person)")),
                    Member("hoursPerWeek", .integer(hours)), Member("fromDate", .string(first)),
                ]
            ),
            assignmentStep(
                "\(name) beoordeeld",
                of: name,
                to: "assessed",
                at: "\(day)T\(two(hour + 1)):10:00Z",
                by: assessor,
                [Member("assessment", .object([Member("scores", scores(levels))]))]
            ),
        ]
    }

    /// The same, and from then on the person is in the role.
    static func holds(
        _ role: String,
        _ person: String,
        of programme: String? = "ITMDM-26",
        hours: Int64,
        on day: String,
        _ hour: Int,
        from first: String,
        by assessor: String,
        scores levels: [(String, Int64)] = []
    ) -> [DemoStep] {
        let name = "\(role) \(person)"
        return assessed(
            role,
            person,
            of: programme,
            hours: hours,
            on: day,
            hour,
            from: first,
            by: assessor,
            scores: levels
        ) + [
            assignmentStep("\(name) actief", of: name, to: "active", at: "\(day)T\(two(hour + 2)):10:00Z", by: assessor)
        ]
    }

    static func assignmentStep(
        _ name: String,
        of assignment: String,
        to status: String,
        at moment: String,
        by actor: String,
        motivation: String? = nil,
        refusedBy: [String] = [],
        _ also: Members = []
    ) -> DemoStep {
        DemoStep(
            name,
            TransitionAssignment.self,
            "transitionAssignment",
            at: moment,
            by: actor,
            of: assignment,
            refusedBy: refusedBy,
            [Member("to", .string(status))] + (motivation.map { [Member("motivation", .string($0))] } ?? []) + also
        )
    }

    static func scores(_ levels: [(String, Int64)]) -> Value {
        .array(
            levels.map { code, level in
                .object([Member("competence", .string(code)), Member("level", .integer(level))])
            }
        )
    }
}
