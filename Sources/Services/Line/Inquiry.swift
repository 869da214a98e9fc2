package import Domain
package import Storage

/// A question about facts that rules answer: read without locks, decided purely, nothing stored.
package protocol Inquiry: Sendable {
    associatedtype Facts: Sendable

    /// The resource that is asked about.
    static var resource: Resource { get }

    /// Parses the request once; its members are the query's parameters.
    init(_ input: CommandInput) throws(Refusal)

    var facts: FactQuery<Facts> { get }

    /// - Throws: `Refusal` when there is nothing to ask about.
    func answer(_ facts: Facts, in language: Language) throws(Refusal) -> Value
}

extension Reader {
    /// The answer as it goes out.
    ///
    /// - Throws: `Refusal`.
    package func answer(_ inquiry: some Inquiry, in tenant: Tenant) async throws(Refusal) -> Value {
        do {
            return try inquiry.answer(try await facts(inquiry.facts, in: tenant), in: tenant.language)
        } catch let error as StorageError {
            throw Refusal(error)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw .internalError(detail: "\(error)")
        }
    }
}
