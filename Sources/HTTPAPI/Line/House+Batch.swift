import Contract
import Domain
import Foundation
import Services
import Storage

extension House {
    /// Several resources by id and several lists by filter, answered in the order of the requests; `null` where there
    /// is no such resource (the ADR module on batching).
    func batch(_ resource: Resource, _ call: Call) async throws(Rejection) -> APIResponse {
        let tenant = try call.tenant
        let wishes = try (call.valid.body?["requests"]?.array ?? []).enumerated().map {
            index,
            request throws(Rejection) in try BatchWish(request, at: index, resource)
        }
        let ids = wishes.compactMap(\.key)
        let items = try await stored { () async throws(StorageError) in
            ids.isEmpty ? [:] : try await reader.items(resource, ids: ids, in: tenant)
        }
        var json = Array(#"{"results":["#.utf8)
        for (index, wish) in wishes.enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            switch wish {
            case .key(let id):
                json += items[id] ?? Array("null".utf8)
            case .filter(let filters):
                var query = PageQuery(limit: Self.longestList, address: "")
                query.filters = filters
                let list = try await stored { [query] () async throws(StorageError) in
                    try await reader.list(resource, query, in: tenant)
                }
                json += list
            }
        }
        json += Array("]}".utf8)
        return call.answer(json, tag: nil)
    }

    /// The most resources that one filter answers.
    private static let longestList = 100
}

/// One element of a batch: a resource by id, or a list by filter.
private enum BatchWish {
    case key(UUID)
    case filter([Filter])

    init(_ request: JSON, at index: Int, _ resource: Resource) throws(Rejection) {
        let key = request["key"]?.string.flatMap { UUID(uuidString: $0) }
        let filter = request["filter"]?.object
        switch (key, filter) {
        case (let key?, nil):
            self = .key(key)
        case (nil, let filter?):
            self = .filter(
                filter.map { name, value in
                    name == "externalId"
                        ? Filter(externalID: value.string ?? "") : Filter(name, value.texts, of: resource)
                }
            )
        case (nil, nil), (.some, .some):
            throw .invalid([
                Violation(
                    in: .body,
                    location: "/requests/\(index)",
                    code: .required,
                    detail: BilingualText(
                        nl: "Geef key of filter, een van de twee.",
                        en: "Give key or filter, one of the two."
                    )
                )
            ])
        }
    }

    var key: UUID? {
        if case .key(let id) = self { id } else { nil }
    }
}

extension JSON {
    /// The value or values as texts of the contract.
    fileprivate var texts: [String] {
        switch self {
        case .null, .object: []
        case .bool(let truth): [String(truth)]
        case .number(let number): [number.text]
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.texts)
        }
    }
}
