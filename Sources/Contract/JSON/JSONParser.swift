extension JSON {
    /// The deepest nesting of arrays and objects that is read.
    package static let maximumDepth = 64

    /// Reads one JSON text (RFC 8259) strictly.
    ///
    /// Refused besides malformed text: a byte order mark, invalid UTF-8, lone surrogates, the NUL character however it
    /// is written, duplicate keys, nesting beyond `maximumDepth`, and anything after the value.
    package init(parsing bytes: [UInt8]) throws(ParseFailure) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.parseText()
    }

    /// The same for text.
    package init(parsing text: String) throws(ParseFailure) {
        try self.init(parsing: Array(text.utf8))
    }
}

/// Recursive descent, the recursion bounded by `JSON.maximumDepth`.
private struct JSONParser {
    typealias Failure = JSON.ParseFailure

    let bytes: [UInt8]
    var position = 0
    var path: [PathStep] = []

    enum PathStep {
        case key(String)
        case index(Int)
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func parseText() throws(Failure) -> JSON {
        guard !bytes.isEmpty else { throw failure(.malformed, "the body is empty") }
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw failure(.malformed, "the text starts with a byte order mark")
        }
        skipWhitespace()
        let value = try parseValue()
        skipWhitespace()
        guard position == bytes.count else { throw failure(.malformed, "there is text after the JSON value") }
        return value
    }

    private mutating func parseValue() throws(Failure) -> JSON {
        guard let byte = peek else { throw failure(.malformed, "the text ends where a value should be") }
        switch byte {
        case UInt8(ascii: "{"): return try parseObject()
        case UInt8(ascii: "["): return try parseArray()
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        default: throw failure(.malformed, "no JSON value starts here")
        }
    }

    private mutating func parseObject() throws(Failure) -> JSON {
        try enter()
        var object = JSON.Object()
        skipWhitespace()
        if take(UInt8(ascii: "}")) { return .object(object) }
        while true {
            skipWhitespace()
            guard peek == UInt8(ascii: "\"") else {
                throw failure(.malformed, "a member name is missing")
            }
            let key = try parseString()
            path.append(.key(key))
            skipWhitespace()
            guard take(UInt8(ascii: ":")) else { throw failure(.malformed, "a colon is missing") }
            skipWhitespace()
            let value = try parseValue()
            guard object.append(key, value) else { throw failure(.duplicateKey, "the member is given more than once") }
            path.removeLast()
            skipWhitespace()
            if take(UInt8(ascii: "}")) { return .object(object) }
            guard take(UInt8(ascii: ",")) else {
                throw failure(.malformed, "a comma or closing brace is missing")
            }
        }
    }

    private mutating func parseArray() throws(Failure) -> JSON {
        try enter()
        var elements: [JSON] = []
        skipWhitespace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            path.append(.index(elements.count))
            skipWhitespace()
            elements.append(try parseValue())
            path.removeLast()
            skipWhitespace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else {
                throw failure(.malformed, "a comma or closing bracket is missing")
            }
        }
    }

    /// Passes the opening bracket; the path's length is the depth.
    private mutating func enter() throws(Failure) {
        guard path.count < JSON.maximumDepth else {
            throw failure(.tooDeep, "the value is nested deeper than \(JSON.maximumDepth) levels")
        }
        position += 1
    }

    private mutating func parseWord(_ word: StaticString, _ value: JSON) throws(Failure) -> JSON {
        for index in 0..<word.utf8CodeUnitCount {
            guard take(word.utf8Start[index]) else {
                throw failure(.malformed, "\(word) is misspelled")
            }
        }
        return value
    }

    private mutating func parseNumber() throws(Failure) -> JSON {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if take(UInt8(ascii: "0")) {
            guard !isDigit(peek) else { throw failure(.malformed, "a number starts with a needless zero") }
        } else {
            try takeDigits()
        }
        if take(UInt8(ascii: ".")) { try takeDigits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
            try takeDigits()
        }
        return .number(NumberText(checked: String(decoding: bytes[start..<position], as: UTF8.self)))
    }

    private mutating func takeDigits() throws(Failure) {
        guard isDigit(peek) else { throw failure(.malformed, "a digit is missing") }
        while isDigit(peek) { position += 1 }
    }

    private mutating func parseString() throws(Failure) -> String {
        position += 1
        let start = position
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        guard peek == UInt8(ascii: "\"") else { return try parseEscapedString(from: start) }
        let text = try validated(bytes[start..<position])
        position += 1
        return text
    }

    private mutating func parseEscapedString(from start: Int) throws(Failure) -> String {
        var text = Array(bytes[start..<position])
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return try validated(text[...])
            case UInt8(ascii: "\\"):
                try parseEscape(into: &text)
            case 0..<0x20:
                throw failure(.malformed, "a string holds a bare control character")
            default:
                text.append(byte)
            }
        }
        throw failure(.malformed, "a string is not closed")
    }

    private mutating func parseEscape(into text: inout [UInt8]) throws(Failure) {
        guard let byte = peek else { throw failure(.malformed, "a string is not closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: UTF8.encode(try parseUnicodeEscape()).map { Array($0) } ?? [])
        default: throw failure(.malformed, "an unknown escape")
        }
    }

    private mutating func parseUnicodeEscape() throws(Failure) -> Unicode.Scalar {
        let first = try parseHexadecimal()
        if let scalar = Unicode.Scalar(first) {
            guard scalar != "\u{0}" else { throw failure(.malformed, "a string holds the NUL character") }
            return scalar
        }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw failure(.malformed, "a string holds half a surrogate pair")
        }
        let second = try parseHexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure(.malformed, "a string holds half a surrogate pair") }
        return scalar
    }

    private mutating func parseHexadecimal() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = peek.flatMap(hexadecimalValue) else {
                throw failure(.malformed, "four hexadecimal digits are missing")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private func validated(_ slice: ArraySlice<UInt8>) throws(Failure) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw failure(.malformed, "a string is not valid UTF-8")
        }
        return text
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func isDigit(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipWhitespace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func failure(_ code: Failure.Code, _ detail: String) -> Failure {
        let tokens = path.map { step in
            switch step {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }
        return Failure(code: code, pointer: JSONPointer(tokens), offset: position, detail: detail)
    }
}
