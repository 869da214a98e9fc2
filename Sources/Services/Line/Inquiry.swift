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

    /// The same, with how far the journal had come before it was computed: what is newer than that can be in it, and what
    /// is older always is.
    ///
    /// - Throws: `Refusal`.
    package func answerWithHead<I: Inquiry>(
        _ inquiry: I,
        in tenant: Tenant
    ) async throws(Refusal) -> (head: Int64, value: Value) {
        do {
            let (head, found) = try await facts(FactQuery<Int64>.journalHead().and(inquiry.facts), in: tenant)
            return (head, try inquiry.answer(found, in: tenant.language))
        } catch let error as StorageError {
            throw Refusal(error)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw .internalError(detail: "\(error)")
        }
    }
}
