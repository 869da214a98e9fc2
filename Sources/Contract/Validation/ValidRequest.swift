/// A request of which every part has the shape that the document declares.
package struct ValidRequest: Sendable {
    /// Path parameters by name, decoded.
    package let path: [String: String]

    /// Declared query parameters that were given or have a default.
    package let query: [String: QueryValue]

    /// Declared header parameters that were given, by the name in the document.
    package let headers: [String: String]

    /// `nil` when no body was sent, or one that is not JSON.
    package let body: JSON?

    /// Members of the body that ask for a scope of their own; the caller holds them against the credentials.
    package let scopedMembers: [ScopedMember]
}

/// The value of a query parameter.
package enum QueryValue: Sendable, Hashable {
    case string(String)
    case integer(Int64)
    case bool(Bool)
    case list([QueryValue])

    /// `nil` for anything but a string.
    package var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }

    /// `nil` for anything but an integer.
    package var integer: Int64? {
        guard case .integer(let integer) = self else { return nil }
        return integer
    }

    /// `nil` for anything but a boolean.
    package var bool: Bool? {
        guard case .bool(let bool) = self else { return nil }
        return bool
    }

    /// `nil` for anything but a list.
    package var list: [QueryValue]? {
        guard case .list(let list) = self else { return nil }
        return list
    }

    /// The items of a list of strings; `nil` for anything else.
    package var strings: [String]? { list?.compactMap(\.string) }

    /// `nil` for what no parameter can hold.
    init?(_ value: JSON) {
        switch value {
        case .string(let string): self = .string(string)
        case .number(let number):
            guard let integer = number.integer else { return nil }
            self = .integer(integer)
        case .bool(let bool): self = .bool(bool)
        case .array(let elements): self = .list(elements.compactMap(QueryValue.init))
        case .null, .object: return nil
        }
    }
}
