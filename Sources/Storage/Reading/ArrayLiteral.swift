/// PostgreSQL's text form of an array: `{"a","b"}`.
enum ArrayLiteral {
    static func text(_ elements: [String]) -> String {
        var text = "{"
        for element in elements {
            text += text.utf8.count > 1 ? ",\"" : "\""
            for character in element.unicodeScalars {
                if character == "\\" || character == "\"" { text += "\\" }
                text.unicodeScalars.append(character)
            }
            text += "\""
        }
        return text + "}"
    }
}
