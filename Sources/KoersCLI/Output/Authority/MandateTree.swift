import Contract

/// The mandates as they hang under each other, the body's own at the top.
struct MandateTree {
    /// A row for each mandate, with the names of what it refers to.
    var mandates: [JSON]

    func rendered(on page: Page) -> String {
        let words = page.words
        guard !mandates.isEmpty else { return words.noMandates + "\n" }
        let ids = Set(mandates.compactMap { $0["id"]?.string })
        let children = Dictionary(grouping: mandates) { mandate -> String in
            let parent = mandate["parentId"]?.string ?? ""
            return ids.contains(parent) ? parent : ""
        }
        let roots = Dictionary(grouping: children[""] ?? []) { $0["body"]?.string ?? "" }
        var text = ""
        for body in ["council", "college", "mayor"] {
            guard let roots = roots[body] else { continue }
            text += page.paint(words.body(body), .heading) + "\n"
            for root in roots { text += branch(root, children, depth: 0, on: page) }
            text += "\n"
        }
        return text + page.paragraph("", words.mandateLegend, indent: 0)
    }

    private func branch(_ mandate: JSON, _ children: [String: [JSON]], depth: Int, on page: Page) -> String {
        // Deeper ones do not move on to the right for ever, or nothing could be read there.
        let indent = min(depth, 8) * 2
        let margin = String(repeating: " ", count: indent)
        let mark = mark(of: mandate["status"]?.string ?? "")
        let head = "\(margin)\(depth == 0 ? "" : "└ ")\(mark.sign) "
        let text = page.paragraph(head, line(mandate, page.words), indent: DisplayWidth.of(head))
        let below = children[mandate["id"]?.string ?? ""] ?? []
        return page.paint(String(text.dropLast()), mark.style) + "\n"
            + below.map { branch($0, children, depth: depth + 1, on: page) }.joined()
    }

    private func line(_ mandate: JSON, _ words: Words) -> String {
        let kind = mandate["kind"]?.string ?? "mandate"
        let holder =
            Names.name(of: "mandataryRole", in: mandate) ?? Names.name(of: "mandataryPerson", in: mandate) ?? "?"
        let name = [mandate["code"]?.string, kind == "mandate" ? nil : words.mandateKind(kind), "→ \(holder)"]
        let parts: [String?] = [
            name.compactMap(\.self).joined(separator: " "),
            (mandate["powers"]?.array ?? []).compactMap(\.string).map(words.power).joined(separator: ", "),
            mandate["ceilingCents"]?.integer.map { "\(words.upTo) \(words.ceiling($0))" },
            mandate["case"]?.string.map { "“\($0)”" },
            words.window(mandate["fromDate"]?.string ?? "", mandate["untilDate"]?.string),
        ]
        return TerminalText.line(parts.compactMap(\.self).joined(separator: " · "))
    }

    private func mark(of status: String) -> (sign: String, style: Style) {
        switch status {
        case "in_force": ("✓", .good)
        case "draft": ("·", .plain)
        case "expired": ("–", .plain)
        default: ("✗", .bad)
        }
    }
}
