package import Domain
package import Foundation
package import Governance
package import Storage

/// One use case that changes something: what it must know, what the rules say of it, and what it then does.
///
/// Everything generic (tenancy, preconditions, references, idempotency, the journal, retries) is the
/// `CommandRunner`'s; a command never does one of these itself.
package protocol Command: Sendable {
    /// What the command must know beyond its subject.
    associatedtype Facts: Sendable

    /// What the command makes or changes.
    static var resource: Resource { get }

    /// Parses the request once.
    ///
    /// - Throws: `Refusal.invalid` with everything that is wrong, beyond what the contract's shapes already refuse.
    init(_ input: CommandInput) throws(Refusal)

    /// The resource that changes, or the id that a new one gets.
    var subject: CommandSubject { get }

    /// What it lies in.
    var place: Place { get }

    /// The decision that it rests on, as the request names it; the journal keeps it.
    var decisionID: UUID? { get }

    /// Whether the resource names who acted; then the credentials must be a person's.
    static var recordsActor: Bool { get }

    /// The same of this very request, where only some of a kind do.
    var namesActor: Bool { get }

    /// Resources that the body names.
    var references: [Reference] { get }

    var facts: FactQuery<Facts> { get }

    /// The programme that the journal entry belongs to, when it is known beforehand.
    var programmeID: UUID? { get }

    /// The same where only the subject as it is tells.
    func programmeID(of before: Members) -> UUID?

    /// Why, in the words of the request; the journal keeps it.
    var motivation: String? { get }

    /// What the contract's shapes allow and the domain does not, now that the subject is known.
    func invalidMembers(before: Members) -> [InvalidMember]

    /// The same, where that takes facts.
    func invalidMembers(in situation: Situation<Facts>) -> [InvalidMember]

    /// What every rule of the step finds.
    ///
    /// - Throws: `Refusal` when the step does not exist at all.
    func decide(_ situation: Situation<Facts>) throws(Refusal) -> Decision

    /// What an allowed command does, in the order in which it happens. The answer is the resource that is made, else the
    /// subject as it has become. None: nothing changes.
    func effects(_ situation: Situation<Facts>) -> [Effect]

    /// What a refusal brings about besides its journal entry; hardly any does.
    func aftermath(_ situation: Situation<Facts>, of refusal: Decision) -> [Effect]

    /// Whether the answer is the subject also when resources are made beside it.
    static var answersWithSubject: Bool { get }
}

extension Command {
    package var place: Place { .top }
    package static var recordsActor: Bool { false }
    package var namesActor: Bool { Self.recordsActor }
    package var programmeID: UUID? { place.programme }
    package func programmeID(of before: Members) -> UUID? { programmeID }
    package var motivation: String? { nil }
    package var decisionID: UUID? { nil }
    package func aftermath(_ situation: Situation<Facts>, of refusal: Decision) -> [Effect] { [] }
    package func invalidMembers(before: Members) -> [InvalidMember] { [] }
    package func invalidMembers(in situation: Situation<Facts>) -> [InvalidMember] {
        invalidMembers(before: situation.before)
    }
    package func decide(_ situation: Situation<Facts>) throws(Refusal) -> Decision { .unguarded }
    package static var answersWithSubject: Bool { false }
}

extension Command where Facts == Void {
    package var facts: FactQuery<Void> { .none }
}

/// Whether a command makes a resource or changes one.
package enum CommandSubject: Hashable, Sendable {
    case new(UUID)
    case existing(UUID)

    package var id: UUID {
        switch self {
        case .new(let id), .existing(let id): id
        }
    }
}

/// A validated request, as a command reads it.
package struct CommandInput: Sendable {
    /// The path's parameters by name.
    package let path: [String: String]
    package let members: Members
    package let moment: Moment
    package let credentials: Credentials

    package init(path: [String: String], members: Members, moment: Moment, credentials: Credentials) {
        self.path = path
        self.members = members
        self.moment = moment
        self.credentials = credentials
    }

    /// The same request with other members.
    func with(members: Members) -> CommandInput {
        CommandInput(path: path, members: members, moment: moment, credentials: credentials)
    }

    /// The id that the path names last: a resource's own; the organisation has the caller's.
    func id(of resource: Resource) throws(Refusal) -> UUID {
        if resource.isSingleton { return credentials.organisationID }
        guard let id = path[resource.parameter].flatMap({ UUID(text: $0) }) else { throw .notFound }
        return id
    }

    /// Where the path says that a resource lies.
    func place(of resource: Resource) -> Place {
        resource.place(inPath: path)
    }
}

/// What a command finds when its facts have been read and locked.
package struct Situation<Facts: Sendable>: Sendable {
    /// The subject as it is; empty for a new one.
    package let before: Members
    package let facts: Facts
}
