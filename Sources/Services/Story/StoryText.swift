import Domain

/// A text in parts, which becomes Markdown or a page of HTML. What people typed is never taken for markup.
package struct StoryText {
    enum Part {
        case heading(Int, String)
        case paragraph(String)
        case quote(String)
        /// Lines with how deep they lie.
        case list([(depth: Int, text: String)])
        case table([String], [[String]])
        /// A goal tree, drawn for the page; Markdown leaves it out.
        case picture(GoalTreeDocument)
    }

    let language: Language
    let title: String
    var parts: [Part] = []

    /// CommonMark, with tables as GitHub has them.
    package var markdown: String {
        parts.compactMap(Self.markdown).joined(separator: "\n\n") + "\n"
    }

    private static func markdown(_ part: Part) -> String? {
        switch part {
        case .heading(let level, let text): String(repeating: "#", count: level) + " " + markdown(text)
        case .paragraph(let text): paragraphs(text).map(markdown).joined(separator: "\n\n")
        case .quote(let text): paragraphs(text).map { "> " + markdown($0) }.joined(separator: "\n>\n")
        case .list(let items):
            items.map { String(repeating: "  ", count: $0.depth) + "- " + markdown($0.text) }.joined(separator: "\n")
        case .table(let head, let rows):
            ([head, head.map { _ in "---" }] + rows.map { $0.map(markdown) })
                .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
        case .picture: nil
        }
    }

    /// Text with the signs escaped that CommonMark gives a meaning where they stand.
    private static func markdown(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let escaped = line.replacing(/[\\`*_\[\]<|~]|&(?=[#A-Za-z])/) { "\\\($0.output)" }
        // What would begin a heading, a quote or a list of its own.
        return escaped.replacing(/^(\d*)([#>+=.)-])/) { "\($0.output.1)\\\($0.output.2)" }
    }

    /// A page of its own, for the screen and for paper.
    package var html: String {
        """
        <!doctype html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(SVG.escaped(title))</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <main>
        \(parts.map(html).joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }

    private func html(_ part: Part) -> String {
        switch part {
        case .heading(let level, let text): "<h\(level)>\(SVG.escaped(text))</h\(level)>"
        case .paragraph(let text): Self.paragraphs(text).map { "<p>\(SVG.escaped($0))</p>" }.joined(separator: "\n")
        case .quote(let text):
            "<blockquote>\(Self.paragraphs(text).map { "<p>\(SVG.escaped($0))</p>" }.joined())</blockquote>"
        case .list(let items): Self.list(items[...])
        case .table(let head, let rows):
            "<table><thead><tr>\(head.map { "<th scope=\"col\">\(SVG.escaped($0))</th>" }.joined())</tr></thead><tbody>\n"
                + rows.map { "<tr>\($0.map { "<td>\(SVG.escaped($0))</td>" }.joined())</tr>" }.joined(separator: "\n")
                + "\n</tbody></table>"
        case .picture(let tree): "<div class=\"picture\">\(GoalTreePicture.draw(tree, in: language))</div>"
        }
    }

    private static func list(_ items: ArraySlice<(depth: Int, text: String)>) -> String {
        var text = "<ul>"
        var rest = items
        while let first = rest.popFirst() {
            let below = rest.prefix { $0.depth > first.depth }
            rest = rest.dropFirst(below.count)
            text += "\n<li>\(SVG.escaped(first.text))\(below.isEmpty ? "" : "\n" + list(below))</li>"
        }
        return text + "\n</ul>"
    }

    private static func paragraphs(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }

    private static let style = """
        body{font:1.05rem/1.6 system-ui,Arial,sans-serif;color:#222;margin:0}main{max-width:46rem;margin:2.5rem auto;\
        padding:0 1rem}h1{line-height:1.2;color:#0b3c5d}h2{margin-top:2.2rem;border-bottom:2px solid #0072b2;\
        padding-bottom:.2rem;color:#0b3c5d}h3{margin-bottom:.2rem}blockquote{margin:1rem 0;padding:.2rem 1.2rem;\
        border-left:4px solid #0072b2;background:#f4f8fb}table{border-collapse:collapse;width:100%}th,td{text-align:left;\
        padding:.35rem .6rem;border-bottom:1px solid #ccc;vertical-align:top}.picture{width:min(94vw,110rem);\
        margin:1.5rem 0 1.5rem 50%;transform:translateX(-50%);overflow-x:auto}.picture svg{width:100%;min-width:60rem;\
        height:auto}@media print{main{max-width:none;margin:0}h2,h3{break-after:avoid}\
        .picture{width:100%;margin:1rem 0;transform:none}.picture svg{min-width:0}}
        """
}
