import Domain

/// Writes single values of PostgreSQL's binary format as JSON bytes.
enum JSONBytes {
    private static let hexadecimal = Array("0123456789abcdef".utf8)
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    static func append(integer number: Int64, to json: inout [UInt8]) {
        json += String(number).utf8
    }

    /// Escapes what `to_json` escapes: quote, backslash and control characters below space.
    static func append(text: UnsafeRawBufferPointer, to json: inout [UInt8]) {
        json.append(quote)
        var clean = text.startIndex
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == quote || byte == backslash else { continue }
            json += text[clean..<index]
            clean = index + 1
            append(escaped: byte, to: &json)
        }
        json += text[clean...]
        json.append(quote)
    }

    static func append(uuid bytes: UnsafeRawBufferPointer, to json: inout [UInt8]) {
        json.append(quote)
        for (index, byte) in bytes.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { json.append(UInt8(ascii: "-")) }
            json.append(hexadecimal[Int(byte >> 4)])
            json.append(hexadecimal[Int(byte & 15)])
        }
        json.append(quote)
    }

    /// - Parameter days: Days since 2000-01-01.
    static func append(date days: Int64, to json: inout [UInt8]) {
        json.append(quote)
        append(civil: days, to: &json)
        json.append(quote)
    }

    /// - Parameter microseconds: Microseconds since 2000-01-01T00:00:00Z; shown in milliseconds.
    static func append(timestamp microseconds: Int64, to json: inout [UInt8]) {
        let day: Int64 = 86_400_000_000
        var (days, rest) = microseconds.quotientAndRemainder(dividingBy: day)
        if rest < 0 { (days, rest) = (days - 1, rest + day) }
        let milliseconds = rest / 1000
        let seconds = milliseconds / 1000
        json.append(quote)
        append(civil: days, to: &json)
        json.append(UInt8(ascii: "T"))
        append(digits: seconds / 3600, width: 2, to: &json)
        json.append(UInt8(ascii: ":"))
        append(digits: seconds / 60 % 60, width: 2, to: &json)
        json.append(UInt8(ascii: ":"))
        append(digits: seconds % 60, width: 2, to: &json)
        json.append(UInt8(ascii: "."))
        append(digits: milliseconds % 1000, width: 3, to: &json)
        json.append(UInt8(ascii: "Z"))
        json.append(quote)
    }

    /// A one-dimensional array; an element that is null is written as null.
    static func append(
        array bytes: UnsafeRawBufferPointer,
        to json: inout [UInt8],
        element: (UnsafeRawBufferPointer, inout [UInt8]) -> Void
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
                    json += Array("null".utf8)
                } else {
                    element(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]), &json)
                    offset += length
                }
            }
        }
        json.append(UInt8(ascii: "]"))
    }

    private static func append(escaped byte: UInt8, to json: inout [UInt8]) {
        json.append(backslash)
        switch byte {
        case quote, backslash: json.append(byte)
        case 0x08: json.append(UInt8(ascii: "b"))
        case 0x0C: json.append(UInt8(ascii: "f"))
        case 0x0A: json.append(UInt8(ascii: "n"))
        case 0x0D: json.append(UInt8(ascii: "r"))
        case 0x09: json.append(UInt8(ascii: "t"))
        default:
            json += Array("u00".utf8)
            json.append(hexadecimal[Int(byte >> 4)])
            json.append(hexadecimal[Int(byte & 15)])
        }
    }

    /// Days since 2000-01-01 as `yyyy-mm-dd`.
    private static func append(civil days: Int64, to json: inout [UInt8]) {
        let (year, month, day) = CalendarDate(daysSinceEpoch: Int(days) + 10_957).components
        append(digits: Int64(year), width: 4, to: &json)
        json.append(UInt8(ascii: "-"))
        append(digits: Int64(month), width: 2, to: &json)
        json.append(UInt8(ascii: "-"))
        append(digits: Int64(day), width: 2, to: &json)
    }

    private static func append(digits number: Int64, width: Int, to json: inout [UInt8]) {
        var divisor: Int64 = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            json.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }
}
