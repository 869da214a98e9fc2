import Contract
import Domain
import Foundation

extension Value {
    /// A validated JSON value as the domain reads it.
    init(_ json: JSON) {
        self =
            switch json {
            case .null: .null
            case .bool(let truth): .boolean(truth)
            case .number(let number): number.integer.map(Value.integer) ?? .decimal(number.text)
            case .string(let text): .string(text)
            case .array(let elements): .array(elements.map { Value($0) })
            case .object(let members): .object(members.map { Member($0.key, Value($0.value)) })
            }
    }

    /// The bytes of this value's JSON.
    var bytes: [UInt8] { Array(json.utf8) }
}

extension JSON {
    /// A value of the domain as a problem document carries it.
    init(_ value: Domain.Value) {
        self =
            switch value {
            case .null: .null
            case .boolean(let truth): .bool(truth)
            case .integer(let number): .number(NumberText(number))
            case .decimal(let digits): .string(digits)
            case .string(let text): .string(text)
            case .array(let elements): .array(elements.map { JSON($0) })
            case .object(let members): .object(JSON.Object(members.map { ($0.name, JSON($0.value)) }))
            }
    }
}

extension JSON.Object {
    init(_ members: [(name: String, value: JSON)]) {
        self.init()
        for member in members { self[member.name] = member.value }
    }

    /// An object of one member.
    init(_ name: String, _ value: JSON) {
        self.init([(name, value)])
    }
}

extension BilingualText {
    init(_ text: LocalizedText) {
        self.init(nl: text.nl, en: text.en)
    }
}

extension UUID {
    /// A request's id as `instance` of its problem.
    var instance: String { "urn:uuid:\(lowercased)" }
}

extension Language {
    init(_ language: BilingualText.Language) {
        self =
            switch language {
            case .nl: .dutch
            case .en: .english
            }
    }
}

extension BilingualText.Language {
    init(_ language: Language) {
        self =
            switch language {
            case .dutch: .nl
            case .english: .en
            }
    }
}
