import Contract
import Domain
import Services
import Storage

/// Parameters of a list that are not filters.
private let generic: Set<String> = [
    "limit", "cursor", "sort", "fields", "expand", "search", "count", "asOf", "dryRun", "externalId",
]

extension [String: QueryValue] {
    /// The filters of a validated query. Every parameter that is not a generic one is named after the member that it
    /// filters, or after the member and `From` or `Until`, which include their bound.
    func filters(of resource: Resource) throws(Rejection) -> [Filter] {
        var filters: [Filter] = []
        for (name, value) in sorted(by: { $0.key < $1.key }) where !generic.contains(name) {
            filters.append(Filter(name, value.texts, of: resource))
        }
        if let reference = self["externalId"]?.string { filters.append(Filter(externalID: reference)) }
        return filters
    }
}

extension Filter {
    init(_ name: String, _ values: [String], of resource: Resource) {
        let first = values.first.map(Self.utc) ?? ""
        if let window = resource.window, name == "from" || name == "until" {
            self = name == "from" ? .atLeast(member: window, first) : .atMost(member: window, first)
        } else if name.hasSuffix("From") {
            self = .atLeast(member: String(name.dropLast(4)), first)
        } else if name.hasSuffix("Until") {
            self = .atMost(member: String(name.dropLast(5)), first)
        } else {
            self = .anyOf(member: name, values)
        }
    }

    /// A moment in UTC, because PostgreSQL knows fewer offsets than RFC 3339; any other text as it is.
    private static func utc(_ text: String) -> String {
        Moment(rfc3339: text)?.rfc3339 ?? text
    }

    /// `system:id`
    init(externalID reference: String) {
        let parts = reference.split(separator: ":", maxSplits: 1).map(String.init)
        self = .externalID(system: parts.first ?? "", value: parts.count > 1 ? parts[1] : "")
    }
}

extension QueryValue {
    /// The value or values as texts of the contract.
    fileprivate var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .integer(let number): [String(number)]
        case .bool(let truth): [String(truth)]
        case .list(let elements): elements.flatMap(\.texts)
        }
    }
}
