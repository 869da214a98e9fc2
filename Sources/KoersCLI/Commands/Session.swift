import Contract
import Foundation

/// One conversation with the server: who speaks, in which language, and how answers are shown.
struct Session {
    var client: Client
    let words: Words
    let printer: Printer

    init(_ options: CommonOptions) throws(Failure) {
        let environment = Console.current.environment
        words = options.session.words
        let credentials = try Credentials.find(
            profile: options.session.profile,
            environment: environment,
            profiles: try ProfileFile(environment: environment).read(),
            words: words
        )
        client = Client(
            server: credentials.server,
            token: credentials.token,
            notes: options.output.notes(words)
        )
        printer = options.output.printer(words)
    }

    func json(_ reply: Reply) throws(Failure) -> JSON {
        try reply.json(from: client.server, words: words)
    }

    /// The request; when a person reads the answer, the names of what it refers to are asked for as well.
    func request(_ endpoint: Endpoint, _ values: JSON.Object) throws(Failure) -> Request {
        var values = values
        let offered = endpoint.fields(in: .query).first { $0.name == "expand" }?.allowed.filter { !$0.contains(".") }
        let isPlain = ["fields", "expand", "asOf"].allSatisfy { values[$0] == nil }
        if printer.format == .table, isPlain, let offered { values["expand"] = .array(offered.map(JSON.string)) }
        return try endpoint.request(values)
    }

    /// Asks for the values and shows what comes back, with names beside ids.
    func show(_ endpoint: Endpoint, _ values: JSON.Object, columns: [String] = []) async throws {
        try await show(try request(endpoint, values), columns: columns, addsNames: values["expand"] == nil)
    }

    /// Sends the request and shows what comes back: a verdict, rows or one resource.
    ///
    /// - Throws: ``Failure`` without text when a shown verdict is a refusal, so that the exit status says so too.
    func show(_ request: Request, columns: [String] = [], addsNames: Bool = false) async throws {
        if request.asksForLines { return try await client.pass(request, to: printer.lines) }
        try show(try await client.send(request), of: request, columns: columns, addsNames: addsNames)
    }

    /// Shows what came back for a request.
    func show(_ reply: Reply, of request: Request, columns: [String] = [], addsNames: Bool = false) throws {
        guard !reply.body.isEmpty else { return }
        guard reply.headers["content-type"]?.contains("json") == true else {
            return try printer.document(reply.body)
        }
        let value = try json(reply)
        if let verdict = Verdict(value) {
            try show(verdict, json: reply.body, dryRun: request.query.contains(.init("dryRun", "true")))
        } else if let rows = value["results"]?.array ?? value.array {
            try printer.rows(rows, columns: columns, json: reply.body)
            if let total = value["totalCount"]?.integer, printer.format != .json {
                Console.current.warn(words.total(total) + "\n")
            }
            if value["next"]?.string != nil, printer.format != .json {
                Console.current.warn(words.moreResults + "\n")
            }
        } else {
            try printer.item(addsNames ? Names.beside(ids: value) : value, json: reply.body)
        }
    }

    /// Sends the request and shows the whole that comes back.
    func show(_ request: Request, as portrait: Portrait) async throws {
        let reply = try await client.send(request)
        let value = try json(reply)
        switch printer.format {
        case .json: try printer.json(reply.body)
        case .csv: try printer.rows(portrait.rows(value), columns: [], json: reply.body)
        case .table: try Console.current.write(portrait.rendered(value, printer.page))
        }
    }

    private func show(_ verdict: Verdict, json: [UInt8], dryRun: Bool) throws {
        switch printer.format {
        case .table:
            try Console.current.write(verdict.rendered(on: printer.page))
            if dryRun { Console.current.warn(words.nothingChanged + "\n") }
        case .json: try printer.json(json)
        case .csv: try printer.rows((try? JSON(parsing: json)["findings"]?.array) ?? [], columns: [], json: json)
        }
        if verdict.outcome != .done { throw Failure("", verdict.outcome) }
    }
}

extension Request {
    /// The request as a command: done once however often it is sent, with its reason in the journal.
    func asCommand(_ options: ChangeOptions) -> Request {
        var request = self
        if let reason = options.reason { request.headers.append(.init("Audit-Reason", reason)) }
        if options.dryRun {
            request.query.append(.init("dryRun", "true"))
        } else {
            request.idempotencyKey = UUID().uuidString.lowercased()
        }
        return request
    }
}
