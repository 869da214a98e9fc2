import ArgumentParser
import Contract

/// Something that can be asked of or done with one thing, such as readiness or a transition.
protocol Action: Sendable {
    associatedtype Owner: Resource
    static var command: String { get }
    static var abstract: String { get }
    static var method: String { get }
    /// What follows the path of the thing itself.
    static var suffix: String { get }
}

/// `koers programmes transition ID --to formation`: an action, its options taken from the contract.
struct ActionCommand<A: Action>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: A.command,
            abstract: A.abstract,
            usage: "koers \(A.Owner.command) \(A.command) \(A.Owner.identifier) [options]",
            discussion: helpText([A.Owner.exampleText(A.command), FieldHelp.rendered(fields, title: "FIELDS")])
        )
    }

    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let endpoint = try Catalogue.current.endpoint(A.method, Self.path)
        let arguments = try FieldArguments(words: words, fields: Self.fields, otherFlags: CommonOptions.flags)
        let session = try Session(common)
        try endpoint.requireParameters(of: arguments.values)
        let values = try await A.Owner.locate(
            arguments.positionals,
            on: endpoint,
            values: arguments.values,
            session: session
        )
        try await session.show(try endpoint.request(values))
    }

    private static var path: String { A.Owner.address + A.suffix }

    private static var fields: [Field] {
        let endpoint = Catalogue.current[A.method, path]
        return A.Owner.outerFields(endpoint) + (endpoint?.fields(in: .query) ?? [])
    }
}

/// The same for an action that changes something: with a body, a dry run and a reason.
struct ChangingActionCommand<A: Action>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: A.command,
            abstract: A.abstract,
            usage: "koers \(A.Owner.command) \(A.command) \(A.Owner.identifier) [options]",
            discussion: helpText([A.Owner.exampleText(A.command), FieldHelp.rendered(fields, title: "FIELDS")])
        )
    }

    @Option(help: ArgumentHelp("Only when this is still its ETag.", valueName: "etag"))
    var ifMatch: String?

    @OptionGroup var change: ChangeOptions
    @OptionGroup var body: BodyOptions
    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let endpoint = try Catalogue.current.endpoint(A.method, Self.path)
        let arguments = try FieldArguments(
            words: words,
            fields: Self.fields,
            otherFlags: ["--if-match"] + ChangeOptions.flags + BodyOptions.flags + CommonOptions.flags
        )
        let members = try body.body(arguments.values(of: endpoint.body))
        try endpoint.requireMembers(of: members)
        let session = try Session(common)
        let location = try await A.Owner.locate(
            arguments.positionals,
            on: endpoint,
            values: arguments.values(of: endpoint.fields(in: .path)),
            session: session
        )
        var request = try endpoint.request(location, body: .object(members)).asCommand(change)
        if let ifMatch { request.headers.append(.init("If-Match", EntityTag.quoted(ifMatch))) }
        try await session.show(request)
    }

    private static var path: String { A.Owner.address + A.suffix }

    private static var fields: [Field] {
        let endpoint = Catalogue.current[A.method, path]
        return A.Owner.outerFields(endpoint) + (endpoint?.body ?? [])
    }
}

extension Endpoint {
    /// - Throws: a usage failure that lists every compulsory query parameter without a value.
    func requireParameters(of values: JSON.Object) throws(Failure) {
        let missing = fields(in: .query).filter { $0.isRequired && values[$0.name] == nil }
        guard missing.isEmpty else {
            throw .usage("Still needed: \(missing.map { "\($0.flag) \($0.placeholder)" }.joined(separator: ", "))\n")
        }
    }
}

/// Entity tags as people type them.
enum EntityTag {
    /// The tag between quotes, which a shell tends to eat.
    static func quoted(_ text: String) -> String { text.hasSuffix("\"") ? text : "\"\(text)\"" }
}
