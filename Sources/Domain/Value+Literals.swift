package import Foundation

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral
{
    package init(stringLiteral text: String) { self = .string(text) }
    package init(integerLiteral number: Int64) { self = .integer(number) }
    package init(booleanLiteral truth: Bool) { self = .boolean(truth) }
    package init(arrayLiteral elements: Value...) { self = .array(elements) }
}

extension Value {
    /// An id in the form that the contract shows; null when there is none.
    package static func id(_ id: UUID?) -> Value { id.map { .string($0.lowercased) } ?? .null }
}
