import Domain
import Testing

@testable import Services

@Suite("A story becomes Markdown or a page")
struct StoryTextTests {
    private func story(_ parts: StoryText.Part...) -> StoryText {
        StoryText(language: .dutch, title: "Titel", parts: parts)
    }

    @Test(
        "What people typed is never taken for markup",
        arguments: [
            ("*sterk* en _schuin_", #"\*sterk\* en \_schuin\_"#), ("# kop", ##"\# kop"##), ("- lijst", #"\- lijst"#),
            ("12. punt", #"12\. punt"#), ("> citaat", #"\> citaat"#), ("[hier](x)", #"\[hier\](x)"#),
            ("<script>alert(1)</script>", #"\<script>alert(1)\</script>"#), ("a | b", #"a \| b"#),
            ("Werk & Inkomen", "Werk & Inkomen"), ("&lt;", #"\&lt;"#), ("één\ntwee", "één\n\ntwee"),
            ("5% minder", "5% minder"),
        ]
    )
    func markdown(typed: String, written: String) {
        #expect(story(.paragraph(typed)).markdown == written + "\n")
    }

    @Test("On a page it is text as well")
    func html() {
        let page = story(.heading(1, "<i>A&B</i>"), .quote("\"x\" < y"), .table(["k"], [["<td>"]])).html
        #expect(page.contains("<h1>&lt;i&gt;A&amp;B&lt;/i&gt;</h1>"))
        #expect(page.contains("<blockquote><p>&quot;x&quot; &lt; y</p></blockquote>"))
        #expect(page.contains("<td>&lt;td&gt;</td>"))
        #expect(page.contains("<html lang=\"nl\">"))
    }

    @Test("Lists keep their depth")
    func lists() {
        let list = story(.list([(0, "een"), (1, "een a"), (2, "diep"), (0, "twee")]))
        #expect(list.markdown == "- een\n  - een a\n    - diep\n- twee\n")
        let page = list.html.replacing("\n", with: "")
        #expect(page.contains("<ul><li>een<ul><li>een a<ul><li>diep</li></ul></li></ul></li><li>twee</li></ul>"))
    }

    @Test("A table stays one, whatever stands in its cells")
    func tables() {
        let table = story(.table(["naam", "standpunt"], [["A|B\nC", "steunt"]]))
        #expect(table.markdown == "| naam | standpunt |\n| --- | --- |\n| A\\|B C | steunt |\n")
    }
}
