/// A JSON value inside the house: members of a validated request, or a resource as its view shows it.
///
/// Numbers are exact: whole ones are `Int64`, others keep the digits they were written with.
package enum Value: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case decimal(String)
    case string(String)
    case array([Value])
    case object(Members)
}

/// Named values, in the order in which they were written.
package typealias Members = [Member]

/// One name and its value.
package struct Member: Hashable, Sendable {
    package let name: String
    package var value: Value

    package init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }
}

extension [Member] {
    /// The value under a name; setting `nil` removes it, setting a new one appends it.
    package subscript(name: String) -> Value? {
        get { first { $0.name == name }?.value }
        set {
            let place = firstIndex { $0.name == name }
            switch (place, newValue) {
            case (let place?, let value?): self[place].value = value
            case (let place?, nil): remove(at: place)
            case (nil, let value?): append(Member(name, value))
            case (nil, nil): break
            }
        }
    }

    /// These members changed by a merge patch: null removes, objects merge, anything else replaces (RFC 7396).
    package func merged(with patch: Members) -> Members {
        var result = self
        for change in patch {
            switch change.value {
            case .null:
                result[change.name] = nil
            case .object(let nested):
                result[change.name] = .object((result[change.name]?.members ?? []).merged(with: nested))
            case .boolean, .integer, .decimal, .string, .array:
                result[change.name] = change.value
            }
        }
        return result
    }
}

extension Value {
    /// The text of a string, else `nil`.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number of a whole number, else `nil`.
    package var integer: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }

    /// The truth of a boolean, else `nil`.
    package var boolean: Bool? {
        if case .boolean(let truth) = self { truth } else { nil }
    }

    /// The members of an object, else `nil`.
    package var members: Members? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The elements of an array, else `nil`.
    package var elements: [Value]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The value with the members of every object in the order of their names, so that equal content compares equal.
    package var normalized: Value {
        switch self {
        case .null, .boolean, .integer, .decimal, .string: self
        case .array(let elements): .array(elements.map(\.normalized))
        case .object(let members):
            .object(members.map { Member($0.name, $0.value.normalized) }.sorted { $0.name < $1.name })
        }
    }

    /// Compact JSON, escaped as PostgreSQL's `to_json` does it.
    package var json: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .boolean(let truth): text += truth ? "true" : "false"
        case .integer(let number): text += String(number)
        case .decimal(let digits): text += digits
        case .string(let string): Self.quote(string, to: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                Self.quote(member.name, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        // Most texts need no escape, and are then appended as a whole.
        if string.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            text += string
            text += "\""
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{08}": text += "\\b"
            case "\u{0C}": text += "\\f"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{00}"..<"\u{20}":
                text += scalar.value < 16 ? "\\u000" : "\\u00"
                text += String(scalar.value, radix: 16)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
