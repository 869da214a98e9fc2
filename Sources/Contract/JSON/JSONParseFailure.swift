extension JSON {
    /// Why bytes are no JSON that Koers accepts.
    package struct ParseFailure: Error, Sendable, Hashable {
        /// The codes of `errors[]` that parsing can give.
        package enum Code: String, Sendable {
            case malformed
            case duplicateKey = "duplicate_key"
            case tooDeep = "too_deep"
        }

        /// Which of them.
        package let code: Code

        /// The value in which it was found; empty when that is the whole text.
        package let pointer: JSONPointer

        /// The byte at which reading stopped, from 0.
        package let offset: Int

        /// What was observed, in English, safe to show.
        package let detail: String
    }
}
