import Foundation
import Postgres
import Testing

/// Values go to a real server and come back, and the server says what it saw.
@Suite(.timeLimit(.minutes(1)))
struct CodecTests {
    /// Sends the value, compares the server's text form, reads the value back.
    private func roundTrip<T: PostgresCodable & Equatable>(
        _ values: [(T, String)],
        as sqlType: String,
        location: SourceLocation = #_sourceLocation
    ) async throws {
        try await withClient { client in
            for (value, text) in values {
                let rows = try await client.read([
                    Statement("codec", "SELECT $1::\(sqlType), $1::\(sqlType)::text", [PostgresValue(value)])
                ])[0]
                #expect(try rows[0].decode(0, as: T.self) == value, sourceLocation: location)
                #expect(try rows[0].decode(1, as: String.self) == text, sourceLocation: location)
                let null = try await client.read([
                    Statement("null", "SELECT $1::\(sqlType)", [PostgresValue(T?.none)])
                ])[0]
                #expect(try null[0].decodeIfPresent(0, as: T.self) == nil, sourceLocation: location)
                #expect(throws: PostgresError.self, sourceLocation: location) { try null[0].decode(0, as: T.self) }
            }
        }
    }

    /// Why a value of the server cannot be read.
    private func decodingError<T: PostgresCodable>(_ sql: String, as: T.Type) async throws -> PostgresError? {
        try await withClient { client in
            let rows = try await client.read([Statement("odd", "SELECT \(sql)")])[0]
            do {
                _ = try rows[0].decode(0, as: T.self)
                return nil
            } catch let error as PostgresError {
                return error
            }
        }
    }

    @Test func `Booleans`() async throws {
        try await roundTrip([(true, "true"), (false, "false")], as: "bool")
    }

    @Test func `Integers up to their limits`() async throws {
        try await roundTrip([(Int16.min, "-32768"), (.max, "32767"), (0, "0")], as: "int2")
        try await roundTrip([(Int32.min, "-2147483648"), (.max, "2147483647")], as: "int4")
        try await roundTrip([(Int64.min, "-9223372036854775808"), (.max, "9223372036854775807")], as: "int8")
    }

    @Test func `An integer column is read by a narrower type only where it fits`() async throws {
        try await withClient { client in
            let rows = try await client.read([Statement("wide", "SELECT 7::int8, 70000::int8")])[0]
            #expect(try rows[0].decode(0, as: Int16.self) == 7)
            #expect(throws: PostgresError.self) { try rows[0].decode(1, as: Int16.self) }
        }
    }

    @Test func `Floating point, infinite and not a number`() async throws {
        try await roundTrip(
            [(0.1, "0.1"), (-.infinity, "-Infinity"), (.greatestFiniteMagnitude, "1.7976931348623157e+308")],
            as: "float8"
        )
        try await withClient { client in
            let rows = try await client.read([Statement("nan", "SELECT $1::float8", [.float8(.nan)])])[0]
            #expect(try rows[0].decode(0, as: Double.self).isNaN)
        }
    }

    @Test func `Numbers keep every digit and their scale`() async throws {
        let texts = [
            "0", "1", "-1", "12.50", "0.00", "0.0001", "-0.00010", "10000", "99999999.99", "100000000.00001",
            "NaN", "Infinity", "-Infinity", "123456789012345678901234567890.123456789012345678901234567890",
        ]
        let values = texts.compactMap { text in PostgresNumeric(text).map { ($0, text) } }
        #expect(values.count == texts.count)
        try await roundTrip(values, as: "numeric")
    }

    @Test(arguments: ["", "-", ".", "1.", ".5", "1e5", "+1", "1 ", "０", "nan", "--1", "1.2.3"])
    func `What is no plain decimal number is no numeric`(text: String) {
        #expect(PostgresNumeric(text) == nil)
    }

    @Test func `Text with emoji, right-to-left and combining marks`() async throws {
        let texts = ["", "Lindemeer", "👩🏽‍💻 🇳🇱", "שלום עולם", "مرحبا", "e\u{301}", "\u{1}\u{7F}\n\t'\"\\", "\u{202E}x"]
        try await roundTrip(texts.map { ($0, $0) }, as: "text")
        try await roundTrip(texts.map { ($0, $0) }, as: "varchar")
    }

    @Test func `Text with U+0000 is an error, never cut off`() async throws {
        try await withClient { client in
            for value in [PostgresValue.text("a\0b"), .inferred("a\0b")] {
                let error = await #expect(throws: PostgresError.self) {
                    try await client.read([Statement("nul", "SELECT $1::text", [value])])
                }
                #expect(error?.sqlState == .characterNotInRepertoire)
            }
        }
    }

    @Test func `Identifiers`() async throws {
        let id = UUID()
        try await roundTrip([(id, id.uuidString.lowercased())], as: "uuid")
    }

    @Test func `Bytes`() async throws {
        try await withClient { client in
            for (value, text) in [([UInt8]([0, 1, 255]), "0001ff"), ([], "")] {
                let rows = try await client.read([
                    Statement("bytes", "SELECT $1::bytea, encode($1::bytea, 'hex')", [.bytea(value)])
                ])[0]
                #expect(try rows[0].decode(0, as: [UInt8].self) == value)
                #expect(try rows[0].decode(1, as: String.self) == text)
            }
        }
    }

    @Test func `Days, from the first that PostgreSQL knows`() async throws {
        let texts = ["2000-01-01", "1999-12-31", "2026-02-28", "2024-02-29", "0001-01-01", "1582-10-15", "9999-12-31"]
        let values = texts.compactMap { text in PostgresDate(text).map { ($0, text) } }
        #expect(values.count == texts.count)
        #expect(values.map(\.0.description) == texts)
        try await roundTrip(values, as: "date")
        try await roundTrip([(PostgresDate(daysSince2000: -2_451_545), "4714-11-24 BC")], as: "date")
    }

    @Test(arguments: [
        "2026-02-30", "2025-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-01Z", "", "2026--1-01",
    ])
    func `What is no day of the calendar is no date`(text: String) {
        #expect(PostgresDate(text) == nil)
    }

    @Test func `Every day of 800 years has its own year, month and day, in order`() {
        var previous = (year: 0, month: 0, day: 0)
        for days in Int32(-146_097)...146_097 {
            let parts = PostgresDate(daysSince2000: days).components
            #expect(parts > previous)
            #expect(PostgresDate(year: parts.year, month: parts.month, day: parts.day)?.daysSince2000 == days)
            previous = parts
        }
    }

    @Test func `Moments, to the microsecond`() async throws {
        let moment = PostgresTimestamp(microsecondsSince1970: 1_767_225_599_123_456)
        #expect(moment.description == "2025-12-31T23:59:59.123456Z")
        #expect(PostgresTimestamp(microsecondsSince2000: -1).description == "1999-12-31T23:59:59.999999Z")
        try await roundTrip([(moment, "2025-12-31 23:59:59.123456+00")], as: "timestamptz")
    }

    @Test(arguments: ["'infinity'::date", "'-infinity'::date"])
    func `An infinite date is an error`(sql: String) async throws {
        #expect(try await decodingError(sql, as: PostgresDate.self)?.kind == .decoding)
    }

    @Test(arguments: ["'infinity'::timestamptz", "'-infinity'::timestamptz"])
    func `An infinite moment is an error`(sql: String) async throws {
        #expect(try await decodingError(sql, as: PostgresTimestamp.self)?.kind == .decoding)
    }

    @Test func `Ranges of days`() async throws {
        let (first, last) = (PostgresDate(daysSince2000: 0), PostgresDate(daysSince2000: 31))
        try await roundTrip(
            [
                (PostgresDateRange.empty, "empty"),
                (.days(from: first, upTo: last), "[2000-01-01,2000-02-01)"),
                (.days(from: nil, upTo: last), "(,2000-02-01)"),
                (.days(from: first, upTo: nil), "[2000-01-01,)"),
                (.days(from: nil, upTo: nil), "(,)"),
            ],
            as: "daterange"
        )
    }

    @Test func `JSON text is left as it is, jsonb is PostgreSQL's own spelling`() async throws {
        try await roundTrip([(PostgresJSON(#"{"b": 1,  "a":"é"}"#), #"{"b": 1,  "a":"é"}"#)], as: "json")
        try await withClient { client in
            let rows = try await client.read([Statement("jsonb", "SELECT $1::jsonb", [.jsonb(#"{"b":1,"a":2}"#)])])[0]
            #expect(try rows[0].decode(0, as: PostgresJSON.self).text == #"{"a": 2, "b": 1}"#)
        }
    }

    @Test func `Arrays, empty and full`() async throws {
        let id = UUID()
        try await roundTrip([([Int64](), "{}"), ([1, -2, .max], "{1,-2,9223372036854775807}")], as: "int8[]")
        try await roundTrip([([""], #"{""}"#), (["a,b", "NULL", "\"\\"], #"{"a,b","NULL","\"\\"}"#)], as: "text[]")
        try await roundTrip(
            [([id, id], "{\(id.uuidString.lowercased()),\(id.uuidString.lowercased())}")],
            as: "uuid[]"
        )
        try await roundTrip([([PostgresDate(daysSince2000: 0)], "{2000-01-01}")], as: "date[]")
    }

    @Test func `NULL in an array is an error, or nil where the element may be nil`() async throws {
        let sql = "ARRAY['a', NULL]::text[]"
        #expect(try await decodingError(sql, as: [String].self)?.kind == .decoding)
        try await roundTrip([(["a", nil], "{a,NULL}"), ([String?](), "{}")], as: "text[]")
    }

    @Test func `An array of more dimensions is an error`() async throws {
        #expect(try await decodingError("ARRAY[[1,2],[3,4]]::int8[]", as: [Int64].self)?.kind == .decoding)
    }

    @Test func `Inferred text takes the type of the place where it stands`() async throws {
        try await withClient { client in
            let rows = try await client.read([
                Statement(
                    "inferred",
                    "SELECT $1::date, $2::int8, $3::text[], $4::uuid IS NULL, $5::text",
                    [.inferred("2026-01-01"), .inferred("12"), .inferred("{a,b}"), .inferred(nil), .inferred("")]
                )
            ])[0]
            #expect(try rows[0].decode(0, as: PostgresDate.self).description == "2026-01-01")
            #expect(try rows[0].decode(1, as: Int64.self) == 12)
            #expect(try rows[0].decode(2, as: [String].self) == ["a", "b"])
            #expect(try rows[0].decode(3, as: Bool.self))
            #expect(try rows[0].decode(4, as: String.self) == "")
        }
    }

    @Test func `A column of another type is an error that names the column and the statement`() async throws {
        try await withClient { client in
            let rows = try await client.read([Statement("programme by id", "SELECT 1::int8 AS version")])[0]
            let error = #expect(throws: PostgresError.self) { try rows[0].decode("version", as: String.self) }
            #expect(error?.description.contains("version") == true)
            #expect(error?.statement == "programme by id")
            #expect(throws: PostgresError.self) { try rows[0].decode("Version", as: Int64.self) }
            #expect(throws: PostgresError.self) { try rows[0].decode(1, as: Int64.self) }
        }
    }

    @Test func `Bytes that no server would send are errors, never a crash`() {
        let types: [PostgresType] = [
            .bool, .int2, .int4, .int8, .float8, .numeric, .uuid, .date, .timestamptz, .daterange, .jsonb, .int8Array,
            .textArray, .uuidArray,
        ]
        var random = SystemRandomNumberGenerator()
        for length in 0..<60 {
            for type in types {
                let bytes = (0..<length).map { _ in UInt8.random(in: 0...(Bool.random() ? 255 : 1), using: &random) }
                bytes.withUnsafeBytes { buffer in
                    _ = try? Bool(postgres: buffer, type: type)
                    _ = try? Int16(postgres: buffer, type: type)
                    _ = try? PostgresNumeric(postgres: buffer, type: type)
                    _ = try? UUID(postgres: buffer, type: type)
                    _ = try? PostgresDate(postgres: buffer, type: type)
                    _ = try? PostgresTimestamp(postgres: buffer, type: type)
                    _ = try? PostgresDateRange(postgres: buffer, type: type)
                    _ = try? PostgresJSON(postgres: buffer, type: type)
                    _ = try? [Int64](postgres: buffer, type: type)
                    _ = try? [String?](postgres: buffer, type: type)
                }
            }
        }
    }
}
