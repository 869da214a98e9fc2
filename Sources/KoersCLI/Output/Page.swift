/// What text for a person is written on: in which language, how wide, and with or without colour.
struct Page: Sendable {
    var words: Words
    /// Columns of the terminal; `nil` where lines have no end, as in a file.
    var width: Int?
    var paint = Paint()

    init(_ words: Words, width: Int? = nil, paint: Paint = Paint()) {
        self.words = words
        self.width = width
        self.paint = paint
    }

    /// The text on as many lines as it takes, each ended by a line break.
    ///
    /// - Parameters:
    ///   - head: what stands before it on the first line.
    ///   - indent: the columns that every further line is indented.
    func paragraph(_ head: String, _ text: String, indent: Int) -> String {
        let first = DisplayWidth.of(head)
        guard let width, width > indent + 20 else { return head + text + "\n" }
        let lines = TextWrap.lines(text, width: width - indent, first: max(1, width - first))
        let margin = String(repeating: " ", count: indent)
        let opening = lines.first?.isEmpty == true && head.hasSuffix(" ") ? String(head.dropLast()) : head
        return opening + lines.joined(separator: "\n" + margin) + "\n"
    }
}
