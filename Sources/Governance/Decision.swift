/// The outcome of all rules of one step.
package struct Decision: Hashable, Sendable {
    package let findings: [Finding]
    /// Whether the step records who took it, and the credentials name no person; then every refusal is one of authority.
    package var lacksPerson = false

    package init(findings: [Finding]) {
        self.findings = findings
    }

    /// A step that no rule guards.
    package static let unguarded = Decision(findings: [])

    package var isAllowed: Bool { blockers.isEmpty && !lacksPerson }

    /// Every breached finding.
    package var blockers: [Finding] { findings.filter { $0.status == .breached } }

    /// Whether at least one blocker says that the person lacks authority.
    package var lacksAuthority: Bool { lacksPerson || blockers.contains { $0.article.isAboutAuthority } }
}
