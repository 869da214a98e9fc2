/// One thing that is wrong with a request, for `errors[]` of the problem document.
package struct Violation: Sendable, Hashable {
    /// The part of the request; the member `in` of `errors[]`.
    package enum Part: String, Sendable, Hashable {
        case body, query, path, header
    }

    /// What is wrong; the raw value is the `code` of `errors[]`.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case required
        case unknown
        case readOnly = "read_only"
        case type
        case format
        case `enum`
        case minimum
        case maximum
        case minLength = "min_length"
        case maxLength = "max_length"
        case pattern
        case minItems = "min_items"
        case maxItems = "max_items"
        case uniqueItems = "unique_items"
        case unknownReference = "unknown_reference"
        case malformed
        case duplicateKey = "duplicate_key"
        case tooDeep = "too_deep"
    }

    /// Where to look.
    package let part: Part

    /// A JSON Pointer into the body, or the name of a parameter.
    package let location: String

    /// For programs.
    package let code: Code

    /// For people.
    package let detail: BilingualText

    /// For violations that only the caller can see, such as `unknown_reference`.
    package init(in part: Part, location: String, code: Code, detail: BilingualText) {
        self.part = part
        self.location = location
        self.code = code
        self.detail = detail
    }

    init(in part: Part, location: String, _ reason: ViolationReason) {
        self.init(in: part, location: location, code: reason.code, detail: reason.detail)
    }
}

/// Everything that is wrong with a request: never empty, in the order path, query, header, body.
package struct Violations: Error, Sendable, Hashable {
    /// At least one, at most some hundreds.
    package let all: [Violation]

    /// Members of the body that ask for a scope of their own; lacking it is told before what is wrong.
    package let scopedMembers: [ScopedMember]

    /// The list is not empty.
    package init(_ all: [Violation], scopedMembers: [ScopedMember] = []) {
        self.all = all
        self.scopedMembers = scopedMembers
    }
}
