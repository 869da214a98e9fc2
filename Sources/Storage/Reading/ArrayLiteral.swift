/// PostgreSQL's text form of an array: `{"a","b"}`.
enum ArrayLiteral {
    static func text(_ elements: [String]) -> String {
        let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        var text = [UInt8(ascii: "{")]
        for element in elements {
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            text.append(quote)
            for byte in element.utf8 {
                if byte == backslash || byte == quote { text.append(backslash) }
                text.append(byte)
            }
            text.append(quote)
        }
        text.append(UInt8(ascii: "}"))
        return String(decoding: text, as: UTF8.self)
    }
}
