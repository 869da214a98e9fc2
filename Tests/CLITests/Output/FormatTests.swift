import Contract
import Testing

@testable import KoersCLI

@Suite("Csv, json and details")
struct FormatTests {
    @Test(
        "a csv field is quoted when RFC 4180 asks for it, and never altered",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"ja\"", "\"say \"\"ja\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "=1+1"), ("", ""), (" space ", " space "), ("\r\n", "\"\r\n\""),
        ]
    )
    func quoting(text: String, field: String) {
        #expect(CSV.field(text) == field)
    }

    @Test("csv holds every member of every row, nested ones as json")
    func csvOfObjects() throws {
        let rows = [
            try JSON(parsing: #"{"id": 1, "name": "a,b", "tags": ["x", "y"], "none": null}"#),
            try JSON(parsing: #"{"id": 12345678901234567890.10, "more": {"k": "v"}, "ok": true}"#),
        ]
        #expect(
            CSV.rendered(objects: rows)
                == [
                    "id,name,tags,none,more,ok",
                    #"1,"a,b","[""x"",""y""]",,,"#,
                    #"12345678901234567890.10,,,,"{""k"":""v""}",true"#,
                    "",
                ].joined(separator: "\r\n")
        )
    }

    @Test("json is laid out, and says byte for byte what the server said")
    func layout() {
        let json = #"{"b":1.50,"a":[],"e":{},"t":"x: {\"y\", \\","l":[1,{"z":null}]}"#
        let expected = #"""
            {
              "b": 1.50,
              "a": [],
              "e": {},
              "t": "x: {\"y\", \\",
              "l": [
                1,
                {
                  "z": null
                }
              ]
            }

            """#
        #expect(
            String(decoding: JSONLayout.pretty(Array(json.utf8)), as: UTF8.self) == expected
        )
    }

    @Test("on a terminal json escapes the controls that json itself allows")
    func escaping() {
        let bytes = JSONLayout.escapingControls(Array("{\n\"a\u{9B}2J\u{7F}é\u{202E}👩‍👩‍👧‍👦\"}".utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == "{\n\"a\\u009b2J\\u007fé\\u202e👩‍👩‍👧‍👦\"}")
    }

    @Test("details show a resource as lines, with what is nested below its name")
    func details() throws {
        let value = try JSON(
            parsing: #"""
                {"code": "WDW-26", "commission": "Eerst dit.\nDan \u001b[2Jdat.", "visionId": null,
                 "decisionKinds": ["a", "b"], "externalIds": {},
                 "actsFor": [{"body": "college", "fromDate": "2026-01-05"}, {"body": "mayor"}],
                 "settings": {"days": 20, "months": 6}}
                """#
        )
        #expect(
            Details.rendered(value) == """
                code:           WDW-26
                commission:     Eerst dit.
                                Dan [2Jdat.
                visionId:
                decisionKinds:  a, b
                externalIds:
                actsFor:
                  - body:      college
                    fromDate:  2026-01-05
                  - body:  mayor
                settings:
                  days:    20
                  months:  6

                """
        )
    }
}
