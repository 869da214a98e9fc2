import Domain
import Foundation
import Governance
package import Storage

/// The integral story of a programme: why, the intended reality, what is to be reached and how that is measured, what is
/// done for it, who carries it, and what is still open. Told from what is recorded, and from nothing else.
package struct ProgrammeStory: Sendable {
    private let id: UUID

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: .programme)
    }

    /// Reads what is recorded and tells it in the tenant's language.
    ///
    /// - Throws: `Refusal` when there is no such programme, or the database does not answer.
    package func told(by reader: Reader, in tenant: Tenant) async throws(Refusal) -> StoryText {
        let texts = FactQuery<[UInt8]?>.document(.portrait, of: [id]).and(.document(.goalTree, of: [id]))
        do {
            let facts = try await reader.facts(texts.and(.support(ofProgramme: id)), in: tenant)
            guard case ((let portrait?, let tree?), let support?) = facts else { throw Refusal.notFound }
            return Storyteller(
                portrait: try JSONDecoder().decode(ProgrammePortrait.self, from: Data(portrait)),
                tree: try GoalTreeDocument(json: tree),
                support: support,
                next: try await nextStep(from: support.programme.phase, reader, tenant),
                words: StoryWords(language: tenant.language)
            ).story
        } catch let refusal as Refusal {
            throw refusal
        } catch let error as StorageError {
            throw Refusal(error)
        } catch {
            throw .internalError(detail: "the story of \(id): \(error)")
        }
    }

    /// The step that the programme works towards, and what breaches its rules; `nil` when it works towards none.
    private func nextStep(
        from phase: Phase,
        _ reader: Reader,
        _ tenant: Tenant
    ) async throws(StorageError) -> Storyteller.NextStep? {
        guard let next = phase.next, let facts = try await reader.facts(.step(ofProgramme: id, to: next), in: tenant)
        else {
            return nil
        }
        let findings = Rulebook.step(to: next).evaluate(facts).findings
        return Storyteller.NextStep(phase: next, breached: findings.filter { $0.status == .breached })
    }
}

extension Phase {
    /// The step that a programme works towards, if any.
    fileprivate var next: Phase? {
        switch self {
        case .exploration: .formation
        case .formation, .reconsideration: .execution
        case .windDown: .closed
        case .execution, .closed, .rejected: nil
        }
    }
}
