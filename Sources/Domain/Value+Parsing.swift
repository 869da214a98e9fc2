extension Value {
    /// Reads a value from JSON (RFC 8259) that the database made.
    ///
    /// By hand, because most of what a dashboard costs was Foundation's decoder, which reads a value of any kind by
    /// trying one type after the other. What clients send is read by the contract, which is strict and says where it is
    /// wrong; this only sees to it that no text is read as something that it is not.
    ///
    /// - Throws: `NotJSON` when the text is not JSON.
    package init(json: String) throws(NotJSON) {
        var json = json
        let read: Result<Value, NotJSON> = json.withUTF8 { bytes in
            var reader = ValueReader(bytes: bytes)
            do throws(NotJSON) {
                return .success(try reader.readText())
            } catch {
                return .failure(error)
            }
        }
        self = try read.get()
    }

    /// A text that should be JSON and is not.
    package struct NotJSON: Error, Hashable, CustomStringConvertible {
        /// The byte at which it ceases to be.
        package let offset: Int

        package init(offset: Int) { self.offset = offset }

        package var description: String { "no JSON from byte \(offset)" }
    }
}

/// Recursive descent over bytes that are UTF-8.
private struct ValueReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private var failure: Value.NotJSON { Value.NotJSON(offset: position) }

    mutating func readText() throws(Value.NotJSON) -> Value {
        let value = try readValue()
        skipWhitespace()
        guard position == bytes.count else { throw failure }
        return value
    }

    private mutating func readValue() throws(Value.NotJSON) -> Value {
        skipWhitespace()
        switch peek {
        case UInt8(ascii: "{"): return .object(try readMembers())
        case UInt8(ascii: "["): return .array(try readElements())
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try read("true", as: .boolean(true))
        case UInt8(ascii: "f"): return try read("false", as: .boolean(false))
        case UInt8(ascii: "n"): return try read("null", as: .null)
        default: return try readNumber()
        }
    }

    private mutating func readMembers() throws(Value.NotJSON) -> Members {
        position += 1
        var members: Members = []
        skipWhitespace()
        if take(UInt8(ascii: "}")) { return members }
        while true {
            skipWhitespace()
            let name = try readString()
            skipWhitespace()
            guard take(UInt8(ascii: ":")) else { throw failure }
            members.append(Member(name, try readValue()))
            skipWhitespace()
            if take(UInt8(ascii: "}")) { return members }
            guard take(UInt8(ascii: ",")) else { throw failure }
        }
    }

    private mutating func readElements() throws(Value.NotJSON) -> [Value] {
        position += 1
        var elements: [Value] = []
        skipWhitespace()
        if take(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try readValue())
            skipWhitespace()
            if take(UInt8(ascii: "]")) { return elements }
            guard take(UInt8(ascii: ",")) else { throw failure }
        }
    }

    private mutating func read(_ word: StaticString, as value: Value) throws(Value.NotJSON) -> Value {
        for index in 0..<word.utf8CodeUnitCount {
            guard take(word.utf8Start[index]) else { throw failure }
        }
        return value
    }

    /// A whole number that fits is one; any other keeps its digits.
    private mutating func readNumber() throws(Value.NotJSON) -> Value {
        let start = position
        _ = take(UInt8(ascii: "-"))
        try skipDigits()
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            isWhole = false
            try skipDigits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
            try skipDigits()
        }
        let digits = text(start..<position)
        return isWhole ? Int64(digits).map(Value.integer) ?? .decimal(digits) : .decimal(digits)
    }

    private mutating func skipDigits() throws(Value.NotJSON) {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw failure }
    }

    private mutating func readString() throws(Value.NotJSON) -> String {
        guard take(UInt8(ascii: "\"")) else { throw failure }
        let start = position
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
        let plain = text(start..<position)
        return take(UInt8(ascii: "\"")) ? plain : try readEscapes(after: plain)
    }

    private mutating func readEscapes(after plain: String) throws(Value.NotJSON) -> String {
        var result = plain
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return result
            case UInt8(ascii: "\\"): result.unicodeScalars.append(try readEscape())
            default:
                let start = position - 1
                while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
                result += text(start..<position)
            }
        }
        throw failure
    }

    private mutating func readEscape() throws(Value.NotJSON) -> Unicode.Scalar {
        guard let byte = peek else { throw failure }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readUnicodeEscape()
        default: throw failure
        }
    }

    /// Four hexadecimal digits, or two such escapes that are a surrogate pair.
    private mutating func readUnicodeEscape() throws(Value.NotJSON) -> Unicode.Scalar {
        let first = try readHexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw failure }
        let second = try readHexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure }
        return scalar
    }

    private mutating func readHexadecimal() throws(Value.NotJSON) -> UInt32 {
        guard position + 4 <= bytes.count, peek != UInt8(ascii: "+"),
            let number = UInt32(text(position..<position + 4), radix: 16)
        else { throw failure }
        position += 4
        return number
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipWhitespace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }
}
