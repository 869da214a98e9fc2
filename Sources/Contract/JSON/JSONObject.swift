internal import OrderedCollections

extension JSON {
    /// The members of a JSON object, in the order in which they were written.
    ///
    /// Keys are compared by their bytes, as RFC 8259 (8.3) advises: two spellings of `é` are two keys.
    package struct Object: Sendable, Hashable, Sequence {
        private var members: OrderedDictionary<ExactKey, JSON>

        /// No members.
        package init() { members = [:] }

        package var count: Int { members.count }
        package var isEmpty: Bool { members.isEmpty }

        /// In the order of the members.
        package var keys: [String] { members.keys.map(\.text) }

        /// The value of a member. A new key goes to the end; `nil` removes the member.
        package subscript(key: String) -> JSON? {
            get { members[ExactKey(text: key)] }
            set { members[ExactKey(text: key)] = newValue }
        }

        /// Adds a member at the end, unless the key is there already.
        ///
        /// - Returns: whether it was added.
        mutating func append(_ key: String, _ value: JSON) -> Bool {
            let key = ExactKey(text: key)
            guard members[key] == nil else { return false }
            members[key] = value
            return true
        }

        package func makeIterator() -> AnyIterator<(key: String, value: JSON)> {
            var iterator = members.makeIterator()
            return AnyIterator { iterator.next().map { (key: $0.key.text, value: $0.value) } }
        }

        package static func == (left: Object, right: Object) -> Bool {
            left.count == right.count && left.members.allSatisfy { right.members[$0.key] == $0.value }
        }

        package func hash(into hasher: inout Hasher) {
            var combined = 0
            for (key, value) in members {
                var member = Hasher()
                member.combine(key)
                member.combine(value)
                combined ^= member.finalize()
            }
            hasher.combine(combined)
        }
    }
}

/// A string that equals another only when their bytes do.
struct ExactKey: Hashable, Sendable {
    let text: String

    static func == (left: ExactKey, right: ExactKey) -> Bool { left.text.hasSameBytes(as: right.text) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension String {
    /// Equality without Unicode's canonical equivalence, under which the Kelvin sign would pass for a K.
    func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
