import Foundation
import HTTPAPI
import Logging

/// A database that was opened.
protocol RunningDatabase: Sendable {
    /// Keeps connections until the task is cancelled.
    func run() async

    /// Ends the use of it, after `run`: a private PostgreSQL that nobody else uses is stopped. Runs to its end in a
    /// cancelled task too.
    func close() async

    /// Why the database cannot be used now; nil when it can.
    func obstacle() async -> Obstacle?

    /// - Returns: the migrations that were applied, in order.
    /// - Throws: where a migration is missing, was changed or fails.
    func migrate() async throws -> [String]

    /// Loads the demo municipality through the services, and writes its tokens to `<data-dir>/demo-tokens.json`.
    /// Loading twice changes nothing.
    func loadDemo() async throws -> DemoAnnounced

    /// The line that answers requests.
    func makeResponder(logger: Logger) async throws -> any APIResponder

    /// Sets down in the journal what the calendar brought about until now.
    /// - Returns: how many resources took a step.
    func setDownDueSteps() async throws -> Int

    /// Forgets the answers that are too old to be replayed.
    /// - Returns: how many there were.
    func forgetExpiredAnswers() async throws -> Int

    func createOrganisation(name: String, oin: String) async throws -> OrganisationCreated

    /// - Parameters:
    ///   - organisation: name or id; so is `person`.
    ///   - expiry: nil for a token that does not expire.
    func createToken(
        organisation: String,
        person: String?,
        scopes: [String],
        expiry: Date?
    ) async throws -> TokenCreated

    /// - Parameter organisation: name or id; nil for all.
    func tokens(organisation: String?) async throws -> [TokenListed]

    /// - Returns: false where no token has the id.
    func revokeToken(id: String) async throws -> Bool

    /// Recomputes the hash chain of each organisation's journal.
    func verifyJournal() async throws -> [JournalVerified]

    /// Adds up the entries of each organisation's budget lines.
    func verifyLedger() async throws -> [LedgerVerified]
}

/// Why a database cannot be used.
struct Obstacle: Hashable, Sendable {
    /// One sentence without secrets: what was observed.
    let sentence: String
    /// Whether waiting does not help: somebody has to change the URL, the password, a role or the database.
    let isPermanent: Bool
}

/// What `serve --demo` shows.
struct DemoAnnounced: Sendable {
    /// By function: `beheerder` has every scope.
    let tokens: [(function: String, token: String)]
    /// Where the tokens were written.
    let tokenFile: String
}

struct OrganisationCreated: Encodable, Sendable {
    let id: String
    let name: String
    let oin: String
}

struct TokenCreated: Encodable, Sendable {
    let id: String
    /// Shown once; only its hash is kept.
    let token: String
}

struct TokenListed: Encodable, Sendable {
    let id: String
    let organisation: String
    let person: String?
    let scopes: [String]
    let createdAt: String
    let expiresAt: String?
    let revokedAt: String?
}

struct JournalVerified: Encodable, Sendable {
    let organisation: String
    let entries: Int
    /// The sequence of the first entry that does not follow from the one before it; nil when all do.
    let firstBroken: Int?
    /// What is wrong with that entry: gap, broken_chain, changed_entry, changed_data, time_runs_back, missing_tail.
    let reason: String?
}

struct LedgerVerified: Encodable, Sendable {
    let organisation: String
    let lines: Int
    let entries: Int
    /// The totals that are not the sums of their entries.
    let differences: [Difference]

    struct Difference: Encodable, Sendable {
        let budgetLine: String
        /// authorised, committed or realised.
        let total: String
        let saysCents: Int64
        let sumCents: String
        /// What was added up: entries, commitments or realisations.
        let source: String
    }
}
