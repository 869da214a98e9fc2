import Domain

/// Writes single values of PostgreSQL's binary format as JSON bytes.
enum JSONBytes {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// As many bytes as a value of one length takes, at most: those of an identifier.
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

    /// Escapes what `to_json` escapes: quote, backslash and control characters below space. Six bytes for each of the text,
    /// and two, at most.
    static func put(text: UnsafeRawBufferPointer, with pen: inout JSONOutput.Pen) {
        pen.put(quote)
        var index = putClean(text, with: &pen)
        while index < text.count {
            // One of the next sixteen bytes may need an escape.
            let end = min(index + MemoryLayout<Words>.size, text.count)
            for byte in text[index..<end] {
                if isClean(byte) { pen.put(byte) } else { put(escaped: byte, with: &pen) }
            }
            index = end + putClean(UnsafeRawBufferPointer(rebasing: text[end...]), with: &pen)
        }
        pen.put(quote)
    }

    /// An array; an element that is null is written as null. The contract has no arrays of arrays, so one that was not
    /// written by the server is shown flat.
    static func put(
        array bytes: UnsafeRawBufferPointer,
        with pen: inout JSONOutput.Pen,
        element: (UnsafeRawBufferPointer, inout JSONOutput.Pen) -> Void
    ) {
        func integer(at offset: Int) -> Int {
            Int(Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
        }
        pen.put(UInt8(ascii: "["))
        // Behind a head of twelve bytes, and eight for each dimension, lies each element with its length in front.
        var offset = 12 + 8 * integer(at: 0)
        while offset < bytes.count {
            if offset > 12 + 8 * integer(at: 0) { pen.put(UInt8(ascii: ",")) }
            let length = integer(at: offset)
            offset += 4
            if length < 0 {
                pen.put("null")
            } else {
                precondition(length <= bytes.count - offset, "An element ends behind its array.")
                element(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]), &pen)
                offset += length
            }
        }
        pen.put(UInt8(ascii: "]"))
    }

    private static func isClean(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != quote && byte != backslash
    }

    /// Copies bytes from the front as long as they need no escape, which nearly every text does to its end: sixteen at a
    /// time, and the last sixteen together with some that are copied already.
    ///
    /// - Returns: How many were copied; one of the next sixteen may need an escape, or there are no more.
    @inline(__always)
    private static func putClean(_ text: UnsafeRawBufferPointer, with pen: inout JSONOutput.Pen) -> Int {
        let size = MemoryLayout<Words>.size
        let last = text.count - size
        guard last >= 0 else { return putClean(short: text, with: &pen) }
        var index = 0
        while true {
            let words = text.loadUnaligned(fromByteOffset: index, as: Words.self)
            guard isClean(words) else { break }
            pen.put(raw: words, ahead: index)
            guard index < last else {
                index = text.count
                break
            }
            index = min(index + size, last)
        }
        pen.advance(by: index)
        return index
    }

    /// The same for a text of less than sixteen bytes, by its first and its last eight or four.
    @inline(__always)
    private static func putClean(short text: UnsafeRawBufferPointer, with pen: inout JSONOutput.Pen) -> Int {
        if text.count >= 8 {
            let first = text.loadUnaligned(as: UInt64.self)
            let last = text.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
            guard isClean(Words(first, last)) else { return 0 }
            pen.put(raw: first, ahead: 0)
            pen.put(raw: last, ahead: text.count - 8)
        } else if text.count >= 4 {
            let first = text.loadUnaligned(as: UInt32.self)
            let last = text.loadUnaligned(fromByteOffset: text.count - 4, as: UInt32.self)
            guard isClean(Words(repeating: UInt64(first) << 32 | UInt64(last))) else { return 0 }
            pen.put(raw: first, ahead: 0)
            pen.put(raw: last, ahead: text.count - 4)
        } else {
            return 0
        }
        pen.advance(by: text.count)
        return text.count
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
        let (century, yearOfCentury) = (UInt32(clamping: year) % 10_000).quotientAndRemainder(dividingBy: 100)
        pen.put(twoDigits: century)
        pen.put(twoDigits: yearOfCentury)
        pen.put(UInt8(ascii: "-"))
        pen.put(twoDigits: UInt32(truncatingIfNeeded: month))
        pen.put(UInt8(ascii: "-"))
        pen.put(twoDigits: UInt32(truncatingIfNeeded: day))
    }
}
