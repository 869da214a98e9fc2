import Domain

/// Writes single values of PostgreSQL's binary format as JSON bytes.
enum JSONBytes {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// As many bytes as the `put` functions write, at most: those of an identifier.
    static let longestScalar = 38

    @inline(__always)
    static func put(bool bytes: UnsafeRawBufferPointer, with pen: inout JSONOutput.Pen) {
        pen.put(bytes[0] == 0 ? "false" : "true")
    }

    static func put(integer number: Int64, with pen: inout JSONOutput.Pen) {
        if number < 0 { pen.put(UInt8(ascii: "-")) }
        var (width, bound) = (1, UInt64(10))
        while width < 19, number.magnitude >= bound { (width, bound) = (width + 1, bound * 10) }
        // The magnitude of the least number is one more than `Int` holds, and its last digit is 8.
        if number == .min { return pen.put("9223372036854775808") }
        pen.put(digits: Int(number.magnitude), width: width)
    }

    static func put(uuid bytes: UnsafeRawBufferPointer, with pen: inout JSONOutput.Pen) {
        precondition(bytes.count == 16, "An identifier has 16 bytes.")
        func part(_ index: Int) -> UInt32 {
            UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
        }
        pen.put(quote)
        pen.put(hexadecimal: part(0))
        pen.put(UInt8(ascii: "-"))
        pen.put(hyphenated: part(1))
        pen.put(UInt8(ascii: "-"))
        pen.put(hyphenated: part(2))
        pen.put(hexadecimal: part(3))
        pen.put(quote)
    }

    /// - Parameter days: Days since 2000-01-01.
    static func put(date days: Int64, with pen: inout JSONOutput.Pen) {
        pen.put(quote)
        put(civil: days, with: &pen)
        pen.put(quote)
    }

    /// - Parameter microseconds: Microseconds since 2000-01-01T00:00:00Z; shown in milliseconds.
    static func put(timestamp microseconds: Int64, with pen: inout JSONOutput.Pen) {
        let day: Int64 = 86_400_000_000
        var (days, rest) = microseconds.quotientAndRemainder(dividingBy: day)
        if rest < 0 { (days, rest) = (days - 1, rest + day) }
        let (seconds, milliseconds) = UInt32(rest / 1000).quotientAndRemainder(dividingBy: 1000)
        pen.put(quote)
        put(civil: days, with: &pen)
        pen.put(UInt8(ascii: "T"))
        pen.put(twoDigits: seconds / 3600)
        pen.put(UInt8(ascii: ":"))
        pen.put(twoDigits: seconds / 60 % 60)
        pen.put(UInt8(ascii: ":"))
        pen.put(twoDigits: seconds % 60)
        pen.put(UInt8(ascii: "."))
        pen.put(UInt8(truncatingIfNeeded: 0x30 + milliseconds / 100))
        pen.put(twoDigits: milliseconds % 100)
        pen.put(UInt8(ascii: "Z"))
        pen.put(quote)
    }

    /// Escapes what `to_json` escapes: quote, backslash and control characters below space.
    static func append(text: UnsafeRawBufferPointer, to json: inout JSONOutput) {
        let clean = cleanPrefix(of: text)
        // The longest escape is six bytes for one.
        json.write(atMost: 2 + clean + (text.count - clean) * 6) { pen in
            pen.put(quote)
            pen.put(UnsafeRawBufferPointer(start: text.baseAddress, count: clean))
            if clean < text.count {
                for byte in text[clean...] {
                    if isClean(byte) { pen.put(byte) } else { put(escaped: byte, with: &pen) }
                }
            }
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
                    json.write(atMost: 4) { $0.put("null") }
                } else {
                    element(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]), &json)
                    offset += length
                }
            }
        }
        json.append(UInt8(ascii: "]"))
    }

    private static func isClean(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != quote && byte != backslash
    }

    /// How many bytes at the front need no escape: all of nearly every text, so that is found out sixteen at a time.
    private static func cleanPrefix(of text: UnsafeRawBufferPointer) -> Int {
        let size = MemoryLayout<Words>.size
        var index = 0
        if text.count < size, text.count >= size / 2 {
            let (first, last) = (text.loadUnaligned(as: UInt64.self), text.count - size / 2)
            if isClean(Words(first, text.loadUnaligned(fromByteOffset: last, as: UInt64.self))) { return text.count }
        } else if text.count >= size {
            while index + size <= text.count, isClean(text.loadUnaligned(fromByteOffset: index, as: Words.self)) {
                index += size
            }
            // The rest, together with some that were looked at.
            let last = text.count - size
            if index > last, isClean(text.loadUnaligned(fromByteOffset: last, as: Words.self)) { return text.count }
        }
        while index < text.count, isClean(text[index]) { index += 1 }
        return index
    }

    private typealias Words = SIMD2<UInt64>

    /// A byte that is smaller than what is taken from it sets the top of its own, which no such byte has by itself: below
    /// space, or nothing once quote or backslash is taken out of it bit by bit.
    @inline(__always)
    private static func isClean(_ words: Words) -> Bool {
        let (ones, tops) = (Words(repeating: 0x0101_0101_0101_0101), Words(repeating: 0x8080_8080_8080_8080))
        let quotes = words ^ (ones &* UInt64(quote))
        let backslashes = words ^ (ones &* UInt64(backslash))
        let borrowed = (words &- ones &* 0x20) | (quotes &- ones) | (backslashes &- ones)
        let unclean = borrowed & ~words & tops
        return unclean[0] | unclean[1] == 0
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

    /// Days since 2000-01-01 as `yyyy-mm-dd`, of the years 0 to 9999: the contract has no others.
    private static func put(civil days: Int64, with pen: inout JSONOutput.Pen) {
        let (year, month, day) = CalendarDate(daysSinceEpoch: Int(days) + 10_957).components
        let fourDigits = UInt32(clamping: year) % 10_000
        pen.put(twoDigits: fourDigits / 100)
        pen.put(twoDigits: fourDigits % 100)
        pen.put(UInt8(ascii: "-"))
        pen.put(twoDigits: UInt32(month))
        pen.put(UInt8(ascii: "-"))
        pen.put(twoDigits: UInt32(day))
    }
}
