/// The years in which a partner, or one that it continues, was subsidised for one provision (Awb 4:51).
package struct SubsidyHistory: Hashable, Sendable {
    /// One subsidy: from which year, and the year in which its relation ended, if it did.
    package struct Span: Hashable, Sendable {
        package var partnerName: String
        package var since: Int64
        package var until: Int64?

        package init(partnerName: String, since: Int64, until: Int64? = nil) {
            self.partnerName = partnerName
            self.since = since
            self.until = until
        }
    }

    /// The subsidies of predecessors, and earlier ones of the partner itself.
    package var earlier: [Span]

    package init(earlier: [Span] = []) {
        self.earlier = earlier
    }

    /// The first of the consecutive years that a subsidy of this relation ends: years that follow each other without a
    /// year between them count together.
    package func consecutiveSince(_ since: Int64) -> (year: Int64, counted: [Span]) {
        var (year, counted) = (since, [Span]())
        var rest = earlier
        while let index = rest.firstIndex(where: { $0.since < year && ($0.until.map { $0 >= year - 1 } ?? true) }) {
            let span = rest.remove(at: index)
            year = span.since
            counted.append(span)
        }
        return (year, counted)
    }
}
