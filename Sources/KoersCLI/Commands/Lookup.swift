import Contract
import Foundation

extension Resource {
    /// The id of the thing that a person calls by this word.
    ///
    /// - Parameter location: the ids of what it lies under, as path parameters.
    /// - Throws: not found, or a usage failure when the word fits several or is no way to name one.
    static func id(of word: String, within location: JSON.Object, _ session: Session) async throws -> String {
        if Contract.Schema.Format.uuid.admits(word) { return word }
        switch handle {
        case .none: throw notAnID(word)
        case .key("code"):
            // Where codes are in capitals, whoever types small letters means the same.
            let code = codesAreCapitals ? word.uppercased() : word
            guard code.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9-]*/) != nil else {
                throw Failure(notFound(word, session.words), .notFound)
            }
            return try await id(where: "code", is: code, within: location, session)
        case .key(let filter): return try await id(where: filter, is: word, within: location, session)
        case .name(let member): return try await id(called: word, by: member, within: location, session)
        }
    }

    /// The id of the thing that is meant where none is named.
    ///
    /// - Returns: `nil` when there is none at all, or this kind has to be named.
    static func standardID(within location: JSON.Object, _ session: Session) async throws -> String? {
        guard let standard else { return nil }
        let list = try Catalogue.current.endpoint("GET", path(within: location))
        let rows = try await session.rows(try list.request(location.with("limit", 500)))
        return standard.choice(rows)?["id"]?.string
    }

    /// The command that lists them all.
    static var listing: String {
        (["koers \(command)"] + (isListOnly ? [] : ["list"]) + outerOptions).joined(separator: " ")
    }

    static var whichOne: String { "Find it with: \(listing)\n" }

    private static func notAnID(_ word: String) -> Failure {
        .usage("Name the \(singular) by its \(identifier); \(TerminalText.line(word)) is none. \(whichOne)")
    }

    private static func id(
        where filter: String,
        is word: String,
        within location: JSON.Object,
        _ session: Session
    ) async throws -> String {
        let list = try Catalogue.current.endpoint("GET", path(within: location))
        let field = list.fields(in: .query).first { $0.name == filter }
        guard let value = try? field?.value(word) else { throw notAnID(word) }
        let page = try await session.rows(try list.request(location.with(filter, value).with("limit", 1)))
        guard let id = page.first?["id"]?.string else { throw Failure(notFound(word, session.words), .notFound) }
        return id
    }

    private static func id(
        called word: String,
        by member: String,
        within location: JSON.Object,
        _ session: Session
    ) async throws -> String {
        let rows = try await candidates(word, within: location, session)
        let named = rows.compactMap { row -> (name: String, id: String)? in
            guard let name = row[member]?.string, let id = row["id"]?.string else { return nil }
            return (name, id)
        }
        let exact = named.filter { $0.name.compare(word, options: [.caseInsensitive]) == .orderedSame }
        let loosely: String.CompareOptions = [.caseInsensitive, .diacriticInsensitive]
        let partial = named.filter { $0.name.range(of: word, options: loosely) != nil }
        let found = exact.isEmpty ? partial : exact
        guard let first = found.first else { throw Failure(notFound(word, session.words), .notFound) }
        guard found.count == 1 else {
            let table = Table(columns: [.init(title: ""), .init(title: "")], rows: found.map { [$0.name, $0.id] })
            throw Failure.usage(session.words.ambiguous(TerminalText.line(word), table.lines))
        }
        return first.id
    }

    /// Everything that lies in one place, where that fits a page; else what the server's search finds.
    private static func candidates(
        _ word: String,
        within location: JSON.Object,
        _ session: Session
    ) async throws -> [JSON] {
        guard word.contains(where: { !$0.isWhitespace }) else { throw notAnID(word) }
        let list = try Catalogue.current.endpoint("GET", path(within: location))
        let values = location.with("limit", 500)
        if parent != nil {
            let rows = try await session.rows(try list.request(values))
            guard rows.count == 500, list.fields(in: .query).contains(where: { $0.name == "search" }) else {
                return rows
            }
        }
        return try await session.rows(try list.request(values.with("search", .string(word))))
    }

    private static func notFound(_ word: String, _ words: Words) -> String {
        words.notFound(singular, dutch: dutch, TerminalText.line(word), listing) + "\n"
    }
}

extension JSON.Object {
    /// The object with one more member.
    fileprivate func with(_ name: String, _ value: JSON) -> JSON.Object {
        var result = self
        result[name] = value
        return result
    }
}
