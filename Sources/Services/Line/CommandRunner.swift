import Domain
import Foundation
package import Governance
package import Storage

/// How a command is to be carried out, apart from what it says.
package struct CommandContext: Sendable {
    /// What `If-Match` demands of the subject.
    package enum Precondition: Hashable, Sendable {
        case none
        /// The header is missing where it is compulsory.
        case missing
        case anyVersion
        /// Entity tags, without their quotes.
        case oneOf(Set<String>)
    }

    package var tenant: Tenant
    package var provenance: Provenance
    package var precondition: Precondition
    package var idempotencyKey: IdempotencyKey?
    /// Only say what the rules find; store nothing.
    package var isDryRun: Bool

    package init(
        tenant: Tenant,
        provenance: Provenance,
        precondition: Precondition = .none,
        idempotencyKey: IdempotencyKey? = nil,
        isDryRun: Bool = false
    ) {
        self.tenant = tenant
        self.provenance = provenance
        self.precondition = precondition
        self.idempotencyKey = idempotencyKey
        self.isDryRun = isDryRun
    }
}

/// What became of a command that was not refused.
package enum CommandResult: Sendable {
    case created(Item, path: String)
    case changed(Item)
    case dryRun(Decision)
    case replayed(StoredAnswer)
}

/// The line that every write walks: facts under lock, pure rules, effects; one transaction, two round trips.
package struct CommandRunner: Sendable {
    private let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    /// Carries a command out, or refuses it with all its reasons. A governance refusal leaves its journal entry.
    ///
    /// - Throws: `Refusal`.
    package func run(_ command: some Command, _ context: CommandContext) async throws(Refusal) -> CommandResult {
        try await retrying { try await attemptOnce(command, context) }
    }

    /// Does what may lose to another transaction, and then does it again.
    func retrying<Result>(_ attemptOnce: () async throws -> Result) async throws(Refusal) -> Result {
        var attempt = 1
        while true {
            do {
                return try await attemptOnce()
            } catch let refusal as Refusal {
                throw refusal
            } catch StorageError.contention where attempt <= Self.retries {
                let pause = Duration.milliseconds(Int.random(in: 1...(10 * attempt)))
                do { try await Task.sleep(for: pause) } catch { throw Refusal(StorageError.contention) }
                attempt += 1
            } catch let error as StorageError {
                throw Refusal(error)
            } catch {
                throw .internalError(detail: "\(error)")
            }
        }
    }

    /// How often a transaction that lost to another is tried again.
    private static let retries = 3

    private func attemptOnce<C: Command>(_ command: C, _ context: CommandContext) async throws -> CommandResult {
        let deliberation = Deliberation(command: command, context: context)
        switch try await store.change(
            deliberation.opening,
            in: context.tenant,
            by: deliberation.provenance,
            decide: deliberation.conclude
        )
        {
        case .inFlight:
            throw Refusal.idempotencyInFlight
        case .replayed(let answer):
            guard answer.requestHash == context.idempotencyKey?.requestHash else { throw Refusal.idempotencyMismatch }
            return .replayed(answer)
        case .closed(_, .dryRun(let decision)):
            return .dryRun(decision)
        case .closed(_, .refused(let decision)):
            throw Refusal.governance(decision)
        case .closed(_, .unchanged(let item)):
            return .changed(item)
        case .closed(let item?, .allowed):
            return .changed(item)
        case .closed(let item?, .created(let path)):
            return .created(item, path: path)
        case .closed(nil, .allowed), .closed(nil, .created):
            throw Refusal.internalError(detail: "an effect returned no resource")
        }
    }
}
