/// The labels of a series, in the order of their names.
struct MetricLabels: Hashable, Comparable {
    private struct Label: Hashable {
        let name: String
        let value: String
    }

    /// Takes the place of a series beyond the limit of its family.
    static let overflow = MetricLabels([("overflow", "true")])

    private let labels: [Label]

    init(_ dimensions: [(String, String)]) {
        labels = dimensions.map { Label(name: MetricName.valid($0.0), value: $0.1) }.sorted { $0.name < $1.name }
    }

    /// `{name="value",…}`, or nothing where there are no labels.
    func text(adding extra: (String, String)? = nil) -> String {
        let all = labels + (extra.map { [Label(name: $0.0, value: $0.1)] } ?? [])
        guard !all.isEmpty else { return "" }
        return "{" + all.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
    }

    static func < (one: MetricLabels, other: MetricLabels) -> Bool { one.text() < other.text() }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }
}

/// Names as Prometheus takes them.
enum MetricName {
    static func valid(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
    }
}
