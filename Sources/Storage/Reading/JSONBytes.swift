import Domain

/// Writes single values of PostgreSQL's binary format as JSON bytes.
enum JSONBytes {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    static func append(bool bytes: UnsafeRawBufferPointer, to json: inout JSONOutput) {
        json.write(atMost: 5) { $0.put(bytes[0] == 0 ? "false" : "true") }
    }

    static func append(integer number: Int64, to json: inout JSONOutput) {
        json.write(atMost: 20) { pen in
            if number < 0 { pen.put(UInt8(ascii: "-")) }
            var (width, bound) = (1, UInt64(10))
            while width < 19, number.magnitude >= bound { (width, bound) = (width + 1, bound * 10) }
            // The magnitude of the least number is one more than `Int` holds, and its last digit is 8.
            if number == .min { return pen.put("9223372036854775808") }
            pen.put(digits: Int(number.magnitude), width: width)
        }
    }

    /// Escapes what `to_json` escapes: quote, backslash and control characters below space.
    static func append(text: UnsafeRawBufferPointer, to json: inout JSONOutput) {
        let clean = cleanPrefix(of: text)
        // The longest escape is six bytes for one.
        json.write(atMost: 2 + clean + (text.count - clean) * 6) { pen in
            pen.put(quote)
            pen.put(UnsafeRawBufferPointer(rebasing: text[..<clean]))
            for byte in text[clean...] {
                if isClean(byte) { pen.put(byte) } else { put(escaped: byte, with: &pen) }
            }
            pen.put(quote)
        }
    }

    static func append(uuid bytes: UnsafeRawBufferPointer, to json: inout JSONOutput) {
        json.write(atMost: 2 + 2 * bytes.count + 4) { pen in
            pen.put(quote)
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 { pen.put(UInt8(ascii: "-")) }
                pen.put(hexadecimal: byte)
            }
            pen.put(quote)
        }
    }

    /// - Parameter days: Days since 2000-01-01.
    static func append(date days: Int64, to json: inout JSONOutput) {
        json.write(atMost: 12) { pen in
            pen.put(quote)
            put(civil: days, with: &pen)
            pen.put(quote)
        }
    }

    /// - Parameter microseconds: Microseconds since 2000-01-01T00:00:00Z; shown in milliseconds.
    static func append(timestamp microseconds: Int64, to json: inout JSONOutput) {
        let day: Int64 = 86_400_000_000
        var (days, rest) = microseconds.quotientAndRemainder(dividingBy: day)
        if rest < 0 { (days, rest) = (days - 1, rest + day) }
        let milliseconds = Int(rest / 1000)
        let seconds = milliseconds / 1000
        json.write(atMost: 26) { pen in
            pen.put(quote)
            put(civil: days, with: &pen)
            pen.put(UInt8(ascii: "T"))
            pen.put(digits: seconds / 3600, width: 2)
            pen.put(UInt8(ascii: ":"))
            pen.put(digits: seconds / 60 % 60, width: 2)
            pen.put(UInt8(ascii: ":"))
            pen.put(digits: seconds % 60, width: 2)
            pen.put(UInt8(ascii: "."))
            pen.put(digits: milliseconds % 1000, width: 3)
            pen.put(UInt8(ascii: "Z"))
            pen.put(quote)
        }
    }

    /// A one-dimensional array; an element that is null is written as null.
    static func append(
        array bytes: UnsafeRawBufferPointer,
        to json: inout JSONOutput,
        element: (UnsafeRawBufferPointer, inout JSONOutput) -> Void
    ) {
        func integer(at offset: Int) -> Int {
            Int(Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
        }
        json.append(UInt8(ascii: "["))
        if integer(at: 0) > 0 {
            var offset = 20
            for index in 0..<integer(at: 12) {
                if index > 0 { json.append(UInt8(ascii: ",")) }
                let length = integer(at: offset)
                offset += 4
                if length < 0 {
                    appendNull(to: &json)
                } else {
                    element(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]), &json)
                    offset += length
                }
            }
        }
        json.append(UInt8(ascii: "]"))
    }

    static func appendNull(to json: inout JSONOutput) {
        json.write(atMost: 4) { $0.put("null") }
    }

    private static func isClean(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != quote && byte != backslash
    }

    /// How many bytes at the front need no escape, eight at a time: nearly all of nearly every text.
    private static func cleanPrefix(of text: UnsafeRawBufferPointer) -> Int {
        let (ones, tops) = (UInt64(0x0101_0101_0101_0101), UInt64(0x8080_8080_8080_8080))
        /// Zero when no byte of the word is below the bound; bytes of 0x80 and more never are.
        func below(_ bound: UInt64, _ word: UInt64) -> UInt64 { (word &- ones &* bound) & ~word & tops }
        var index = 0
        while index + 8 <= text.count {
            let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let unclean =
                below(0x20, word) | below(1, word ^ (ones &* UInt64(quote)))
                | below(1, word ^ (ones &* UInt64(backslash)))
            guard unclean == 0 else { break }
            index += 8
        }
        while index < text.count, isClean(text[index]) { index += 1 }
        return index
    }

    private static func put(escaped byte: UInt8, with pen: inout JSONOutput.Pen) {
        pen.put(backslash)
        switch byte {
        case quote, backslash: pen.put(byte)
        case 0x08: pen.put(UInt8(ascii: "b"))
        case 0x0C: pen.put(UInt8(ascii: "f"))
        case 0x0A: pen.put(UInt8(ascii: "n"))
        case 0x0D: pen.put(UInt8(ascii: "r"))
        case 0x09: pen.put(UInt8(ascii: "t"))
        default:
            pen.put("u00")
            pen.put(hexadecimal: byte)
        }
    }

    /// Days since 2000-01-01 as `yyyy-mm-dd`.
    private static func put(civil days: Int64, with pen: inout JSONOutput.Pen) {
        let (year, month, day) = CalendarDate(daysSinceEpoch: Int(days) + 10_957).components
        pen.put(digits: year, width: 4)
        pen.put(UInt8(ascii: "-"))
        pen.put(digits: month, width: 2)
        pen.put(UInt8(ascii: "-"))
        pen.put(digits: day, width: 2)
    }
}
