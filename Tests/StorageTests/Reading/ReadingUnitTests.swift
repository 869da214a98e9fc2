import Domain
import Foundation
import Postgres
import Testing

@testable import Storage

@Suite struct `A cursor` {
    @Test(arguments: [
        ["a"], [""], ["2026-10-08 09:30:00+00", "019dab5a-11e0-7a77-8b67-9fbedcd58a07"],
        ["\"quoted\" \\ é 👨‍👩‍👧 \u{2028} مرحبا", "?>~"], Array(repeating: "x", count: 4),
    ])
    func `round trips`(values: [String]) {
        let cursor = Cursor(order: "-name,createdAt", values: values)
        #expect(Cursor(cursor.token) == cursor)
        #expect(cursor.token.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    }

    @Test(arguments: [
        "", "x", "====", "é",
        // What a cursor was before: JSON.
        "bnVsbA", "W10", "WyJvcmRlciJd", "eyJhIjoxfQ", "WzFd", "Wzs", "WyJhIiwiXHUwMDAwIl0", " WyJhIiwiYiJd",
        "WyJhIiwiYiJd",
        // An order alone, none, and bytes that are no UTF-8.
        "YQ", "AAAA", "YQD_",
        // What is not in base64url, a sextet too many, padding, and bits that stand for nothing.
        " YQBi", "YQ+i", "YQBiY", "YQA=", "YQB",
    ])
    func `is not read from another text`(token: String) {
        #expect(Cursor(token) == nil)
    }

    @Test func `has one text only`() {
        #expect(Cursor("YQBi") == Cursor(order: "a", values: ["b"]))
        #expect(Cursor("YQA") == Cursor(order: "a", values: [""]))
    }
}

@Suite struct `The statement of a page` {
    private static let organisation = UUID()
    private static let catalogue = Catalogue(columns: [
        "programme": ["id", "name", "startDate"].map { Column(name: $0, type: .text) }
    ])

    private static func statement(_ sort: [String], cursor: [String]? = nil) -> PageStatement {
        var query = PageQuery(limit: 50, address: "")
        query.sort = sort.map { SortKey($0) }
        query.cursor = cursor.map { Cursor(order: sort.joined(separator: ","), values: $0) }
        return PageStatement(
            resource: .programme,
            place: .top,
            query: query,
            projection: Projection(.programme, Selection(), catalogue),
            tenant: Tenant(organisationID: organisation, moment: Moment(millisecondsSinceEpoch: 0))
        )
    }

    private static func tail(_ sort: [String], cursor: [String]? = nil) -> String {
        let sql = statement(sort, cursor: cursor).page.sql
        return sql.range(of: "WHERE ").map { String(sql[$0.upperBound...]) } ?? sql
    }

    @Test func `goes by id when no order is asked`() {
        #expect(Self.tail([]) == #"v.organisation_id = $1 ORDER BY v."id" ASC LIMIT 51"#)
        #expect(
            Self.tail([], cursor: ["x"])
                == #"v.organisation_id = $1 AND (v."id") > ($2) ORDER BY v."id" ASC LIMIT 51"#
        )
    }

    @Test func `compares rows when all keys go one way`() {
        #expect(
            Self.tail(["name"], cursor: ["n", "x"])
                == #"v.organisation_id = $1 AND (v."name", v."id") > ($2, $3) ORDER BY v."name" ASC, v."id" ASC LIMIT 51"#
        )
        #expect(
            Self.tail(["-name"], cursor: ["n", "x"])
                == #"v.organisation_id = $1 AND (v."name", v."id") < ($2, $3) ORDER BY v."name" DESC, v."id" DESC LIMIT 51"#
        )
    }

    @Test func `bounds by the first key when directions differ, and puts null last without COALESCE`() {
        let date = #"CASE WHEN v."startDate" IS NULL THEN 'infinity'::date ELSE v."startDate" END"#
        #expect(
            Self.tail(["name", "-startDate"], cursor: ["n", "d", "x"])
                == #"v.organisation_id = $1 AND v."name" >= $2 AND (v."name" > $2"#
                + #" OR v."name" = $2 AND \#(date) < $3"#
                + #" OR v."name" = $2 AND \#(date) = $3 AND v."id" < $4)"#
                + #" ORDER BY v."name" ASC, \#(date) DESC, v."id" DESC LIMIT 51"#
        )
    }

    @Test func `does not add its key when that is the order`() {
        #expect(Self.statement(["-id"]).keys.map(\.expression) == [#"v."id""#])
    }

    @Test func `binds every value and searches every word`() {
        var query = PageQuery(limit: 1, address: "")
        query.search = "'; DROP Wonen, wérkt"
        query.filters = [
            .anyOf(member: "name", ["'", "a\"b"]), .atLeast(member: "startDate", "2026-01-01"),
            .atMost(member: "startDate", "';--"), .externalID(system: "zaak'systeem", value: "Z'1"),
        ]
        let statement = PageStatement(
            resource: .programme,
            place: .top,
            query: query,
            projection: Projection(.programme, Selection(), Self.catalogue),
            tenant: Tenant(organisationID: Self.organisation, moment: Moment(millisecondsSinceEpoch: 0))
        )
        for statement in [statement.page, statement.count] {
            #expect(!statement.sql.contains("DROP") && !statement.sql.contains("--") && !statement.sql.contains("Z'1"))
            #expect(statement.sql.ranges(of: "organisation_id = $1").count == 5)
            #expect(statement.parameters.count == 1 + 3 + 2 + 3 * 2)
        }
        let texts = statement.page.parameters.dropFirst(6).compactMap {
            $0.bytes.map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(texts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element) == ["drop", "werkt", "wonen"])
    }
}

@Suite struct `An expansion` {
    @Test func `is a tree of at most two levels`() throws {
        let tree = try #require(
            Expansion.tree(["challenge", "politicalSponsor.team", "politicalSponsor"], from: .programme)
        )
        #expect(tree.map(\.name) == ["challenge", "politicalSponsor"])
        #expect(tree[1].children.map(\.name) == ["team"])
        #expect(tree[0].children.isEmpty)
    }

    @Test(arguments: [
        [""], ["."], ["challenge."], ["unknown"], ["challengeId"], ["politicalSponsor.team.x"], ["politicalSponsor.x"],
        ["challenge", "nowhere"],
    ])
    func `leads nowhere else`(paths: [String]) {
        let tree = Expansion.tree(paths, from: .programme)
        #expect(tree == nil || paths == ["challenge."])
    }

    @Test func `leaves out what may not be read`() throws {
        let tree = try #require(Expansion.tree(["politicalSponsor.team", "challenge"], from: .programme))
        #expect(tree.compactMap { $0.limited { $0 != .person } }.map(\.name) == ["challenge"])
        #expect(tree[0].limited { $0 != .team }?.children == [])
    }
}

@Suite struct `Search words` {
    private static let examples: [(text: String, words: [String])] = [
        ("", []), ("  ,;.-!", []), ("😀🎉", []), ("Wonen dat WERKT", ["dat", "werkt", "wonen"]),
        ("één Één een", ["een"]), ("Ĳsland", ["ijsland"]), ("ĳs", ["ijs"]),
        ("a-b_c", ["a", "b", "c"]), ("2026/27", ["2026", "27"]),
        ("مرحبا بالعالم", ["بالعالم", "مرحبا"]), ("ＡＢＣ", ["abc"]), ("it's", ["it", "s"]),
        ("e\u{301}\u{300}n", ["en"]),
    ]

    @Test(arguments: examples)
    func `are letters and digits, folded`(text: String, words: [String]) {
        #expect(SearchWords.of(text) == words)
    }

    @Test func `find ß however it is written`() {
        #expect(SearchWords.of("Straße") == SearchWords.of("STRASSE"))
    }

    @Test func `are at most 64 characters long`() {
        let word = String(repeating: "a", count: 64)
        #expect(SearchWords.of(word + "b " + word + "c") == [word])
    }
}

@Suite struct `An array literal` {
    private static let examples: [(elements: [String], text: String)] = [
        ([], "{}"), ([""], #"{""}"#), (["a,b", "{", "}"], #"{"a,b","{","}"}"#),
        ([#"a"b\c"#], #"{"a\"b\\c"}"#), (["NULL", " x "], #"{"NULL"," x "}"#),
    ]

    @Test(arguments: examples)
    func `quotes every element`(elements: [String], text: String) {
        #expect(ArrayLiteral.text(elements) == text)
    }
}
