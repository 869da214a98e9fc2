import Testing

@testable import Storage

@Suite struct `A file of SQL` {
    private static func statements(_ text: String) -> [String] {
        SQLFile(name: "test", text: text).statements
    }

    @Test func `is split at lines that end in a semicolon`() {
        #expect(Self.statements("select 1;\nselect\n2;\n") == ["select 1;", "select\n2;"])
    }

    @Test func `keeps the body of a function whole`() {
        let function = """
            create function f() returns void language plpgsql as $$
            begin
                perform 1;
                perform 2;
            end
            $$;
            """
        #expect(Self.statements(function + "\nselect 1;") == [function, "select 1;"])
    }

    @Test func `keeps a body that opens and closes on one line`() {
        #expect(Self.statements("do $$ begin perform 1; end $$;\nselect 1;").count == 2)
    }

    @Test func `leaves out comments and empty lines`() {
        #expect(Self.statements("-- one; two;\n\nselect 1\n    -- between;\n    , 2;\n") == ["select 1\n    , 2;"])
    }

    @Test func `notices every change by its checksum`() {
        let file = SQLFile(name: "a", text: "select 1;")
        #expect(file.checksum == SQLFile(name: "b", text: "select 1;").checksum)
        #expect(file.checksum != SQLFile(name: "a", text: "select 1; ").checksum)
    }

    @Test func `leaves nothing behind its last semicolon, in every file of this build`() {
        for (name, text) in EmbeddedText.migrations.map({ ($0.name, $0.text) })
            + EmbeddedText.views.map({ ($0.name, $0.text) })
        {
            let kept = text.split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("--") }
            #expect(Self.statements(text).joined(separator: "\n") == kept.joined(separator: "\n"), "\(name)")
        }
    }
}
