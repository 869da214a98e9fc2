import Contract
import Domain
import Foundation
import HTTPTypes
import Services
import Storage

extension House {
    /// One resource, now or as it was.
    func item(_ resource: Resource, _ call: Call) async throws(Rejection) -> APIResponse {
        let tenant = try call.tenant
        let id = try call.id(of: resource)
        let place = resource.place(inPath: call.valid.path)
        let selection = selection(resource, call)
        let isWhole = selection.isWhole && call.valid.query["asOf"] == nil
        if isWhole, call.request.fields.contains(.ifNoneMatch) {
            // Most polls find nothing new: first only what the tag names, and the resource when that is another one.
            let state = try await stored { () async throws(StorageError) in
                try await reader.state(of: resource, id: id, at: place, in: tenant)
            }
            guard let state else { throw .notFound }
            if let unchanged = call.notModified(tag: state.entityTag) { return unchanged }
        }
        let found: Item?
        if let asOf = try call.asOf {
            found = try await stored { () async throws(StorageError) in
                try await reader.item(resource, id: id, at: place, asOf: asOf, fields: selection.fields, in: tenant)
            }
        } else {
            found = try await stored { () async throws(StorageError) in
                try await reader.item(resource, id: id, at: place, selection: selection, in: tenant)
            }
        }
        guard let found else { throw .notFound }
        return call.answer(found.json, tag: isWhole ? found.state.entityTag : nil)
    }

    /// One page of a list.
    func list(_ resource: Resource, from source: Handler.Source, _ call: Call) async throws(Rejection) -> APIResponse {
        let tenant = try call.tenant
        let query = try pageQuery(resource, call)
        let page = try await stored { () async throws(StorageError) in
            try await reader(source).page(resource, at: resource.place(inPath: call.valid.path), query, in: tenant)
        }
        guard let page else { throw .notFound }
        return call.page(page.json, tag: tag(of: page.identity), next: page.next)
    }

    /// The entity tag of a page, which another version of the contract may show in another way.
    func tag(of identity: [UInt8]) -> String {
        EntityTag.of(identity + contract.version.utf8)
    }

    /// What a list is asked for.
    func pageQuery(_ resource: Resource, _ call: Call) throws(Rejection) -> PageQuery {
        var query = PageQuery(
            limit: Int(call.valid.query["limit"]?.integer ?? 50),
            address: call.addressBeforeCursor
        )
        query.selection = selection(resource, call)
        query.sort = (call.valid.query["sort"]?.strings ?? []).map { SortKey($0) }
        query.search = call.valid.query["search"]?.string
        query.countsExactly = call.valid.query["count"]?.string == "exact"
        query.filters = try call.valid.query.filters(of: resource)
        if let token = call.valid.query["cursor"]?.string {
            guard let cursor = Cursor(token) else { throw .refused(Refusal(.invalidCursor)) }
            query.cursor = cursor
        }
        return query
    }

    /// A document composed of several resources, now or as it was.
    func document(
        _ composition: Composition,
        _ pictures: [MediaType: Picture],
        _ call: Call
    ) async throws(Rejection) -> APIResponse {
        let tenant = try call.tenant
        let ids = composition.path.compactMap { call.valid.path[$0].flatMap { UUID(text: $0) } }
        let numbers = composition.query.map { call.valid.query[$0]?.integer }
        let day = try call.endOfDay
        let asOf = if let day { day } else { try call.asOf }
        let json = try await stored { () async throws(StorageError) in
            try await reader.document(composition, of: ids, numbers, asOf: asOf, in: tenant)
        }
        guard let json else { throw .notFound }
        guard let draw = pictures[call.mediaType] else {
            return call.answer(json, tag: asOf == nil ? EntityTag.of(json) : nil)
        }
        do {
            let text = try draw(json, call.language)
            return call.answer(Array(text.utf8), tag: nil)
        } catch {
            throw .refused(.internalError(detail: "\(composition.path): \(error)"))
        }
    }

    /// The story of a programme, as a page or as Markdown.
    func story(_ call: Call) async throws(Rejection) -> APIResponse {
        let (input, tenant) = (try call.input, try call.tenant)
        let story: StoryText
        do {
            story = try await ProgrammeStory(input).told(by: reader, in: tenant)
        } catch {
            throw .refused(error)
        }
        let text = Array((call.mediaType == .html ? story.html : story.markdown).utf8)
        return call.answer(text, tag: EntityTag.of(text), isWeak: true)
    }

    /// The answer to a question about facts.
    func inquiry<I: Inquiry>(_ type: I.Type, _ call: Call) async throws(Rejection) -> APIResponse {
        let tenant = try call.tenant
        let input = try call.input
        let value: Value
        do {
            value = try await reader.answer(try I(input), in: tenant)
        } catch {
            throw .refused(error)
        }
        return call.answer(value.bytes, tag: EntityTag.of(value.bytes))
    }

    /// The answer to a question whose facts all have their entries in the journal: while that has come no further on the
    /// same day, the answer is the same, and whoever holds it costs one look-up by a key.
    func watched<I: Inquiry>(
        _ type: I.Type,
        from source: Handler.Source,
        _ call: Call
    ) async throws(Rejection) -> APIResponse {
        let (tenant, reader) = (try call.tenant, reader(source))
        let inquiry: I
        do {
            inquiry = try I(try call.input)
        } catch let refusal as Refusal {
            throw .refused(refusal)
        } catch {
            throw .refused(.internalError(detail: "\(error)"))
        }
        if call.request.fields.contains(.ifNoneMatch) {
            let head = try await stored { () async throws(StorageError) in
                try await reader.facts(.journalHead(), in: tenant)
            }
            if let unchanged = call.notModified(tag: watchTag(head, call)) { return unchanged }
        }
        let answer: (head: Int64, value: Value)
        do {
            answer = try await reader.answerWithHead(inquiry, in: tenant)
        } catch {
            throw .refused(error)
        }
        return call.answer(answer.value.bytes, tag: watchTag(answer.head, call))
    }

    /// What an answer follows from: what is asked in which language of which version of the contract, how far the journal
    /// has come, and the day.
    private func watchTag(_ head: Int64, _ call: Call) -> String {
        let ground = "\(call.request.path) \(call.language) \(contract.version) \(head) \(call.moment.amsterdamDate)"
        return EntityTag.of(Array(ground.utf8))
    }

    /// What `fields` and `expand` ask for; what the token may not read is left out of `_expand`.
    private func selection(_ resource: Resource, _ call: Call) -> Selection {
        let expand = Expansion.tree(call.valid.query["expand"]?.strings ?? [], from: resource) ?? []
        return Selection(
            fields: call.valid.query["fields"]?.strings,
            expand: expand.compactMap { $0.limited(to: { mayRead($0, call) }) }
        )
    }

    /// Whether the token holds the scopes of the operation that reads this resource on its own.
    private func mayRead(_ resource: Resource, _ call: Call) -> Bool {
        let name = resource.parameter.dropLast("Id".count)
        let operation = "get" + name.prefix(1).uppercased() + name.dropFirst()
        guard case .required(let scopes) = contract.operation(operation)?.access else { return false }
        return scopes.isSubset(of: call.credentials?.scopes ?? [])
    }

    /// Runs a read; what the database did not do becomes a rejection.
    func stored<Result>(_ body: () async throws(StorageError) -> Result) async throws(Rejection) -> Result {
        do {
            return try await body()
        } catch {
            throw .refused(Refusal(error))
        }
    }
}

extension Call {
    /// A page of a list, which tells where the next is also outside of its body (RFC 8288).
    func page(_ body: [UInt8], tag: String, next: String?) -> APIResponse {
        var response = answer(body, tag: tag, isWeak: true)
        if let next { response.fields[.link] = "<\(next)>; rel=\"next\"" }
        return response
    }

    /// A question, as the services read it: its members are the query's parameters.
    fileprivate var input: CommandInput {
        get throws(Rejection) {
            CommandInput(
                path: valid.path,
                members: valid.query.map { Member($0.key, Value($0.value)) },
                moment: moment,
                credentials: try caller
            )
        }
    }

    /// The id in the path that names one resource; the organisation is the caller's own.
    fileprivate func id(of resource: Resource) throws(Rejection) -> UUID {
        if resource.isSingleton { return try caller.organisationID }
        guard let id = valid.path[resource.parameter].flatMap({ UUID(text: $0) }) else { throw .notFound }
        return id
    }

    /// The moment that is asked about; never one that is still to come, and never with `expand`.
    fileprivate var asOf: Moment? {
        get throws(Rejection) {
            guard let text = valid.query["asOf"]?.string, let asOf = Moment(rfc3339: text) else { return nil }
            var violations: [Violation] = []
            if asOf > moment {
                violations.append(
                    Violation(
                        in: .query,
                        location: "asOf",
                        code: .maximum,
                        detail: BilingualText(
                            nl: "Dit moment ligt in de toekomst.",
                            en: "This moment is in the future."
                        )
                    )
                )
            }
            if valid.query["expand"] != nil {
                violations.append(
                    Violation(
                        in: .query,
                        location: "expand",
                        code: .unknown,
                        detail: BilingualText(
                            nl: "expand gaat niet samen met asOf.",
                            en: "expand cannot be combined with asOf."
                        )
                    )
                )
            }
            guard violations.isEmpty else { throw .invalid(violations) }
            return asOf
        }
    }

    /// The last moment of the day that is asked about, where that is over; never one that is still to come, and never with
    /// `asOf`.
    fileprivate var endOfDay: Moment? {
        get throws(Rejection) {
            guard let day = valid.query["onDate"]?.string.flatMap({ Domain.CalendarDate($0) }) else { return nil }
            var violations: [Violation] = []
            if day > moment.amsterdamDate {
                violations.append(
                    Violation(
                        in: .query,
                        location: "onDate",
                        code: .maximum,
                        detail: BilingualText(nl: "Deze dag moet nog komen.", en: "This day is still to come.")
                    )
                )
            }
            if valid.query["asOf"] != nil {
                violations.append(
                    Violation(
                        in: .query,
                        location: "onDate",
                        code: .unknown,
                        detail: BilingualText(
                            nl: "onDate gaat niet samen met asOf.",
                            en: "onDate cannot be combined with asOf."
                        )
                    )
                )
            }
            guard violations.isEmpty else { throw .invalid(violations) }
            return day < moment.amsterdamDate ? Moment(endOf: day) : nil
        }
    }

    /// This request's address up to where the cursor of the next page stands.
    fileprivate var addressBeforeCursor: String {
        var address = Array(request.path.utf8)
        address.append(UInt8(ascii: "?"))
        for pair in Array((request.query ?? "").utf8).split(separator: UInt8(ascii: "&")) {
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            if name.elementsEqual("cursor".utf8) { continue }
            if name.contains(UInt8(ascii: "%")),
                String(decoding: name, as: UTF8.self).removingPercentEncoding == "cursor"
            {
                continue
            }
            address.append(contentsOf: pair)
            address.append(UInt8(ascii: "&"))
        }
        address.append(contentsOf: "cursor=".utf8)
        return String(decoding: address, as: UTF8.self)
    }
}

extension Value {
    fileprivate init(_ query: QueryValue) {
        self =
            switch query {
            case .string(let text): .string(text)
            case .integer(let number): .integer(number)
            case .bool(let truth): .boolean(truth)
            case .list(let elements): .array(elements.map { Value($0) })
            }
    }
}
