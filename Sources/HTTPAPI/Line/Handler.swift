import Contract
import Domain
import Services
import Storage

/// What answers an operation once everything generic has been checked.
///
/// A handler never checks credentials, shapes, preconditions or keys itself: that is done once, on the line.
struct Handler: Sendable {
    /// Whether it is a matter of microseconds beside the database, so that it may run on the thread of a socket, which
    /// other connections wait for.
    let isBrief: Bool
    let respond: @Sendable (Call, House) async throws(Rejection) -> APIResponse

    init(
        isBrief: Bool = false,
        _ respond: @escaping @Sendable (Call, House) async throws(Rejection) -> APIResponse
    ) {
        self.isBrief = isBrief
        self.respond = respond
    }
}

/// What stands behind every handler. A class, because every request hands it on.
final class House: Sendable {
    let contract: Contract
    let reader: Reader
    private let standbyReader: Reader
    let runner: CommandRunner

    init(contract: Contract, reader: Reader, standbyReader: Reader, runner: CommandRunner) {
        self.contract = contract
        self.reader = reader
        self.standbyReader = standbyReader
        self.runner = runner
    }

    /// Who answers a read.
    func reader(_ source: Handler.Source) -> Reader {
        switch source {
        case .primary: reader
        case .standby: standbyReader
        }
    }
}

extension Handler {
    /// One resource.
    static func item(_ resource: Resource) -> Handler {
        Handler(isBrief: true) { (call, house) async throws(Rejection) in try await house.item(resource, call) }
    }

    /// Who is asked: the primary, unless nobody decides on the answer or sends its ETag back in `If-Match`.
    enum Source {
        case primary
        /// What comes from there may be a moment old.
        case standby
    }

    /// A list of a resource.
    static func list(_ resource: Resource, from source: Source = .primary) -> Handler {
        Handler(isBrief: true) { (call, house) async throws(Rejection) in
            guard call.asksMuch else { return try await house.list(resource, from: source, call) }
            return try await onPool { () async throws(Rejection) in
                try await house.list(resource, from: source, call)
            }
        }
    }

    /// The journal, of which a long page is made while it is sent.
    static func journal(from source: Source) -> Handler {
        Handler(isBrief: true) { (call, house) async throws(Rejection) in
            guard call.asksMuch else { return try await house.list(.journal, from: source, call) }
            return try await onPool { () async throws(Rejection) in
                try await house.longJournal(from: source, call)
            }
        }
    }

    /// All of a list, one resource a line, made while it is sent.
    static func export(_ resource: Resource) -> Handler {
        Handler { (call, house) async throws(Rejection) in try house.export(resource, call) }
    }

    /// Several resources or lists of one kind at once.
    static func batch(_ resource: Resource) -> Handler {
        Handler { (call, house) async throws(Rejection) in try await house.batch(resource, call) }
    }

    /// A command.
    static func command<C: Command>(_ type: C.Type) -> Handler {
        Handler { (call, house) async throws(Rejection) in try await house.command(type, call) }
    }

    /// A question about facts.
    static func inquiry<I: Inquiry>(_ type: I.Type) -> Handler {
        Handler { (call, house) async throws(Rejection) in try await house.inquiry(type, call) }
    }

    /// A question about facts that the journal tells of, answered anew only when it has come further or the day is another.
    static func watched<I: Inquiry>(_ type: I.Type, from source: Source = .primary) -> Handler {
        Handler { (call, house) async throws(Rejection) in try await house.watched(type, from: source, call) }
    }

    /// A document composed of several resources, as data and in what else the contract names.
    ///
    /// - Parameter pictures: What draws it for people, by media type.
    static func document(_ composition: Composition, pictures: [MediaType: Picture] = [:]) -> Handler {
        Handler { (call, house) async throws(Rejection) in try await house.document(composition, pictures, call) }
    }

    /// A document that is composed in one of several ways.
    ///
    /// - Parameters:
    ///   - compositions: The ways, by the value of the parameter; the first of the contract where it is not given.
    ///   - parameter: The parameter of the query that chooses.
    static func document(
        _ compositions: [String: Composition],
        by parameter: String,
        pictures: [MediaType: Picture]
    ) -> Handler {
        Handler { (call, house) async throws(Rejection) in
            let choices = call.operation.parameters.first { $0.name == parameter }.flatMap {
                house.contract[$0.schema].allowedValues
            }
            let choice = call.valid.query[parameter]?.string ?? choices?.first?.string
            guard let composition = choice.flatMap({ compositions[$0] }) else {
                throw .refused(.internalError(detail: "\(call.operation.id) has no composition for its \(parameter)"))
            }
            return try await house.document(composition, pictures, call)
        }
    }

    /// The story of a programme.
    static let story = Handler { (call, house) async throws(Rejection) in try await house.story(call) }

    /// A text that is the same for everyone.
    static func document(_ document: PublicDocument) -> Handler {
        Handler { (call, house) async throws(Rejection) in try document.respond(call, house) }
    }
}

extension Call {
    /// Whether a page is a matter of milliseconds beside the database.
    fileprivate var asksMuch: Bool {
        valid.query["limit"]?.integer ?? 0 > 100 || valid.query["expand"] != nil
    }
}
