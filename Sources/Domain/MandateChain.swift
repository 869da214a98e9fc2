package import Foundation

/// A mandate with everything that it rests on, up to the body: it grants what all of them grant together (AUT-06).
/// Computed whenever it is asked, and never kept, so that narrowing a parent narrows all below.
package struct MandateChain: Hashable, Sendable {
    /// The mandate in question first, the one that the body gave last.
    package let links: [MandateFacts]

    /// - Parameters:
    ///   - id: The mandate in question.
    ///   - mandates: Whatever is known; a chain that breaks off is no chain.
    package init?(of id: UUID, in mandates: [MandateFacts]) {
        self.init(of: id, by: Dictionary(mandates.map { ($0.id, $0) }) { first, _ in first })
    }

    package init?(of id: UUID, by mandates: [UUID: MandateFacts]) {
        var links: [MandateFacts] = []
        var next: UUID? = id
        while let current = next {
            guard let mandate = mandates[current], !links.contains(where: { $0.id == current }) else { return nil }
            links.append(mandate)
            next = mandate.parentID
        }
        self.links = links
    }

    package var mandate: MandateFacts { links[0] }
    package var ids: [UUID] { links.map(\.id) }

    /// The powers that every link has, in the order of the kinds.
    package var powers: [DecisionKind] {
        DecisionKind.allCases.filter { power in links.allSatisfy { $0.powers.contains(power) } }
    }

    /// The lowest ceiling of any link; nil when none has one.
    package var ceilingCents: Int64? { links.compactMap(\.ceilingCents).min() }

    /// The link with that ceiling that lies closest to the mandate in question.
    package var lowestLink: MandateFacts? { links.first { $0.ceilingCents != nil && $0.ceilingCents == ceilingCents } }

    package var fromDate: CalendarDate { links.map(\.fromDate).max() ?? mandate.fromDate }
    package var untilDate: CalendarDate? { links.compactMap(\.lastDate).min() }

    /// The programmes that links are for; more than one grants nothing.
    package var programmeIDs: Set<UUID> { Set(links.compactMap(\.programmeID)) }

    /// The cases that links are for, each as it is written.
    package var cases: [String] { links.compactMap(\.oneCase) }

    /// What the links ask of whoever decides under them.
    package var instructions: [String] { links.compactMap(\.instructions) }

    package func holds(on day: CalendarDate) -> Bool { links.allSatisfy { $0.holds(on: day) } }
    package func held(at moment: Moment) -> Bool { links.allSatisfy { $0.held(at: moment) } }
}

extension String {
    /// The same for texts that people read as the same: without white space around them, whatever the case.
    package var folded: String {
        trimmingCharacters(in: .whitespacesAndNewlines).lowercased().precomposedStringWithCanonicalMapping
    }
}
