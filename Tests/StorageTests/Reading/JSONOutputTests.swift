import Domain
import Testing

@testable import Storage

@Suite struct `JSON in the making` {
    @Test func `grows from nothing and keeps what it holds`() {
        var json = JSONOutput(capacity: 0)
        var expected: [UInt8] = []
        for number in 0..<2000 {
            json.append("\(number),")
            expected += "\(number),".utf8
        }
        #expect(json.bytes == expected)
        #expect(json.count == expected.count)
    }

    @Test(arguments: [
        0, 1, -1, 9, 10, 99, 100, -100, 999_999_999, 1_000_000_000, 123_456_789_012_345_678, 1_000_000_000_000_000_000,
        .max, .min, .min + 1,
    ])
    func `writes whole numbers`(number: Int64) {
        var json = JSONOutput(capacity: 0)
        JSONBytes.append(integer: number, to: &json)
        #expect(String(decoding: json.bytes, as: UTF8.self) == String(number))
    }

    /// Text is looked at eight bytes at a time: whatever needs an escape is found at every place.
    @Test(arguments: ["\"", "\\", "\u{00}", "\u{1F}", "\u{7F}", " ", "!", "#", "[", "]", "é", "\u{A0}", "€", "👨‍👩‍👧"])
    func `finds what needs an escape wherever it stands`(character: String) {
        for length in 0...24 {
            for place in 0...length {
                let text =
                    String(repeating: "x", count: place) + character + String(repeating: "é", count: length - place)
                var json = JSONOutput(capacity: 0)
                var copy = text
                copy.withUTF8 { JSONBytes.append(text: UnsafeRawBufferPointer($0), to: &json) }
                #expect(String(decoding: json.bytes, as: UTF8.self) == Value.string(text).json)
            }
        }
    }
}
