/// A JSON value as it was written: members in their order, numbers with their own digits.
///
/// Two values are equal when they say the same: the order of members does not count, and neither does the spelling
/// of a number.
package indirect enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(NumberText)
    case string(String)
    case array([JSON])
    case object(Object)
}

extension JSON {
    /// `nil` for anything but a string.
    package var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }

    /// `nil` for anything but a boolean.
    package var bool: Bool? {
        guard case .bool(let bool) = self else { return nil }
        return bool
    }

    /// The value of a number without fraction or exponent that fits 64 bits.
    package var integer: Int64? {
        guard case .number(let number) = self else { return nil }
        return number.integer
    }

    /// `nil` for anything but an array.
    package var array: [JSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// `nil` for anything but an object.
    package var object: Object? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// Whether it is written `null`.
    package var isNull: Bool { self == .null }

    /// The value of a member; `nil` when this is no object or has no such member.
    package subscript(_ key: String) -> JSON? { object?[key] }

    /// The value at a JSON Pointer (RFC 6901); `nil` where it leads nowhere.
    package subscript(pointer pointer: JSONPointer) -> JSON? {
        var value = self
        for token in pointer.tokens {
            switch value {
            case .object(let object):
                guard let member = object[token] else { return nil }
                value = member
            case .array(let elements):
                guard let index = Int(token), elements.indices.contains(index) else { return nil }
                value = elements[index]
            case .null, .bool, .number, .string:
                return nil
            }
        }
        return value
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .number(NumberText(value)) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(nilLiteral: ()) { self = .null }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }

    /// The last of two members with one key wins.
    package init(dictionaryLiteral members: (String, JSON)...) {
        var object = Object()
        for (key, value) in members { object[key] = value }
        self = .object(object)
    }
}
