extension Contract {
    /// A schema object of OAS 3.0.3, compiled once at load.
    ///
    /// Schemas refer to each other by `ID`, so that a schema may contain itself; `contract[id]` looks one up.
    package struct Schema: Sendable {
        /// A reference to a schema of the same contract.
        package struct ID: Sendable, Hashable {
            let index: Int
        }

        /// The values of `type`.
        package enum Kind: String, Sendable {
            case string, integer, number, boolean, array, object
        }

        /// A declared member of an object.
        package struct Property: Sendable {
            package let name: String
            package let schema: ID
            package let isRequired: Bool

            /// `x-requires-scope`: the scope that a body needs when it touches this member.
            package let requiredScope: String?
        }

        /// What becomes of members that are not declared (`additionalProperties`).
        package enum AdditionalMembers: Sendable {
            case allowed
            case refused
            case matching(ID)
        }

        /// A limit of a number; exclusive limits are not met by the limit itself.
        package struct Limit: Sendable, Hashable {
            package let value: NumberText
            package let isExclusive: Bool
        }

        /// Where the document defines it.
        package let place: JSONPointer

        /// `nil` allows every type.
        package internal(set) var kind: Kind?
        package internal(set) var isNullable = false

        /// Whether the server owns the value, so that a request may not hold it.
        package internal(set) var isReadOnly = false

        /// `enum`.
        package internal(set) var allowedValues: [JSON]?
        package internal(set) var format: Format?

        /// For integers never below the range of their format; so with `maximum`.
        package internal(set) var minimum: Limit?
        package internal(set) var maximum: Limit?

        /// In Unicode scalars, as is `maximumLength`.
        package internal(set) var minimumLength: Int?
        package internal(set) var maximumLength: Int?
        var pattern: Pattern?

        /// The schema of every element.
        package internal(set) var items: ID?
        package internal(set) var minimumItems: Int?
        package internal(set) var maximumItems: Int?

        /// How many members an object may have.
        package internal(set) var maximumMembers: Int?
        package internal(set) var hasUniqueItems = false

        /// In the document's order.
        package internal(set) var properties: [Property] = []
        var propertyIndex: [ExactKey: Int] = [:]
        var requiredNames: [String] = []

        /// `x-key-pattern`: what the names of a map match.
        var keyPattern: Pattern?

        /// Closed objects refuse what they do not declare.
        package internal(set) var additionalMembers = AdditionalMembers.allowed

        /// Only in responses, as `anyOf` and `allOf`.
        package internal(set) var oneOf: [ID] = []
        package internal(set) var anyOf: [ID] = []
        package internal(set) var allOf: [ID] = []
        package internal(set) var defaultValue: JSON?
        package internal(set) var example: JSON?

        /// Empty when the document gives none.
        package internal(set) var title = ""
        package internal(set) var description = ""

        init(place: JSONPointer) { self.place = place }

        /// A declared member by its exact name, or `nil`.
        package func property(named name: String) -> Property? {
            propertyIndex[ExactKey(text: name)].map { properties[$0] }
        }

        /// Every schema that this one refers to directly.
        var references: [ID] {
            var references = properties.map(\.schema) + oneOf + anyOf + allOf
            if let items { references.append(items) }
            if case .matching(let schema) = additionalMembers { references.append(schema) }
            return references
        }

        var isComposed: Bool { !oneOf.isEmpty || !anyOf.isEmpty || !allOf.isEmpty }
    }
}

/// A schema on the heap, so that validation reads its fields without copying them all.
final class CompiledSchema: Sendable {
    let definition: Contract.Schema

    init(_ definition: Contract.Schema) { self.definition = definition }
}
