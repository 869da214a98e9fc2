import Domain
import Foundation

/// One step of the demo's scenario: who does what at which moment, and what comes of it.
struct DemoStep: Sendable {
    /// The step's own name; what it makes is known under it in later steps.
    let name: String
    let moment: Moment
    /// The name of the person who acts; `nil` before there are persons.
    let actor: String?
    let operationID: String
    let reason: String?
    /// The rules that refuse the step; none: it is allowed.
    let refusedBy: [String]
    let run: @Sendable (CommandRunner, CommandInput, CommandContext) async throws(Refusal) -> CommandResult
    /// The step that made the resource of the path.
    let subject: String?
    /// The members of the body; a text `@name` stands for the id of what that step made.
    let members: Members

    init<C: Command>(
        _ name: String,
        _ command: C.Type,
        _ operationID: String,
        at moment: String,
        by actor: String? = nil,
        of subject: String? = nil,
        because reason: String? = nil,
        refusedBy: [String] = [],
        _ members: Members
    ) {
        self.name = name
        self.moment = Moment(rfc3339: moment) ?? Moment(millisecondsSinceEpoch: 0)
        self.actor = actor
        self.operationID = operationID
        self.reason = reason
        self.refusedBy = refusedBy
        self.subject = subject
        self.members = members
        run = { (runner, input, context) async throws(Refusal) in try await runner.run(try C(input), context) }
    }

    /// The request's id, always the same for the same step: by it the journal tells whether the step was taken.
    var requestID: UUID {
        .version7(at: moment, seededBy: "request \(name)")
    }
}

extension UUID {
    /// An identifier that is the same every time for the same moment and name.
    static func version7(at moment: Moment, seededBy name: String) -> UUID {
        var generator = NameGenerator(name)
        return version7(at: moment, using: &generator)
    }
}

/// Numbers that follow from a name, by SplitMix64.
private struct NameGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ name: String) {
        state = name.stableHash
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
