import Domain
import Foundation
import Testing

@testable import Storage

@Suite struct `JSON in the making` {
    /// In the memory of the array as long as it has room, and elsewhere from then on.
    @Test(arguments: [0, 1, 10, 8889, 8890, 8891, 20_000])
    func `keeps what it holds whatever its capacity`(capacity: Int) {
        let expected = (0..<2000).map { "\($0)," }.joined()
        #expect(expected.utf8.count == 8890)
        let bytes = JSONOutput.bytes(capacity: capacity) { json in
            for number in 0..<2000 { json.append("\(number),") }
        }
        #expect(bytes == Array(expected.utf8))
    }

    @Test func `is nothing when nothing is written`() {
        #expect(JSONOutput.bytes(capacity: 0) { _ in }.isEmpty)
    }

    @Test(arguments: [
        0, 1, -1, 9, 10, 99, 100, -100, 999_999_999, 1_000_000_000, 123_456_789_012_345_678, 1_000_000_000_000_000_000,
        .max, .min, .min + 1,
    ])
    func `writes whole numbers`(number: Int64) {
        #expect(scalar { JSONBytes.put(integer: number, with: &$0) } == String(number))
    }

    /// Its digits are made eight at a time.
    @Test func `writes identifiers with every byte in every place`() {
        for byte in UInt8.min ... .max {
            let bytes = (0..<16).map { byte &+ $0 &* 17 }
            let uuid = bytes.withUnsafeBytes { $0.loadUnaligned(as: uuid_t.self) }
            let written = bytes.withUnsafeBytes { bytes in scalar { JSONBytes.put(uuid: bytes, with: &$0) } }
            #expect(written == "\"\(UUID(uuid: uuid).uuidString.lowercased())\"")
        }
    }

    /// 2000-01-01 and the day before it, whose moments are negative.
    @Test(arguments: [0, -86_400])
    func `writes each second of a day`(day: Int) {
        for second in 0..<86_400 {
            let milliseconds = second * 7 % 1000
            let microseconds = Int64(day + second) * 1_000_000 + Int64(milliseconds) * 1000 + 654
            let written = scalar { JSONBytes.put(timestamp: microseconds, with: &$0) }
            let (hour, minute) = (second / 3600, second / 60 % 60)
            let time = [hour, minute, second % 60].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
            let fraction = String(String(1000 + milliseconds).dropFirst())
            guard written == "\"\(day == 0 ? "2000-01-01" : "1999-12-31")T\(time).\(fraction)Z\"" else {
                Issue.record("\(time) became \(written).")
                return
            }
        }
    }

    /// Rows that were not written by the server may have them; the answer is wrong there, but JSON all the same.
    @Test(arguments: [.min, .max, -64_522_828_800_000_000, 252_455_616_000_000_000, 4_000_000_000_000_000_000])
    func `writes a time of no year of four digits as some text`(microseconds: Int64) {
        let written = text { json in
            json.write(atMost: JSONBytes.longestScalar) { JSONBytes.put(timestamp: microseconds, with: &$0) }
        }
        let shape = written.map { $0.isNumber ? "0" : $0 }
        #expect(String(shape) == "\"0000-00-00T00:00:00.000Z\"")
    }

    /// Sixteen bytes are copied at a time, and what is behind the text is overwritten by what comes next.
    @Test func `copies a padded text of every length`() {
        for length in 0...48 {
            let letters = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
            let padded = letters + [UInt8](repeating: UInt8(ascii: "#"), count: JSONOutput.Pen.padding)
            let bytes = JSONOutput.bytes(capacity: 0) { json in
                padded.withUnsafeBytes { padded in
                    json.write(atMost: length + JSONOutput.Pen.padding) {
                        $0.put(padded: UnsafeRawBufferPointer(rebasing: padded[..<length]))
                    }
                }
                json.append("|")
            }
            #expect(bytes == letters + [UInt8(ascii: "|")])
        }
    }

    /// Text is looked at sixteen bytes at a time: whatever needs an escape is found at every place.
    @Test(
        arguments: (0..<0x20).map { String(Unicode.Scalar(UInt8($0))) } + [
            "\"", "\\", "\u{7F}", " ", "!", "#", "[", "]", "é", "\u{A0}", "€", "👨‍👩‍👧",
        ]
    )
    func `finds what needs an escape wherever it stands`(character: String) {
        for length in 0...40 {
            for place in 0...length {
                var value =
                    String(repeating: "x", count: place) + character + String(repeating: "é", count: length - place)
                let written = value.withUTF8 { utf8 in
                    escaped(UnsafeRawBufferPointer(utf8))
                }
                #expect(written == Value.string(value).json)
            }
        }
    }

    /// What is copied at once goes on behind an escape, and every byte may need one.
    @Test(arguments: 0...70)
    func `escapes again behind an escape`(distance: Int) {
        for count in [1, 2, 17, 100] {
            var value = String(
                repeating: "\"" + String(repeating: "y", count: distance) + "\u{1}",
                count: count
            )
            let written = value.withUTF8 { escaped(UnsafeRawBufferPointer($0)) }
            #expect(written == Value.string(value).json)
        }
    }

    /// An array of arrays has a second dimension in its head; the contract has none.
    @Test func `writes an array of arrays flat`() {
        func number(_ value: Int32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian, Array.init) }
        let head = [2, 0, 25, 2, 1, 2, 1].flatMap { number($0) }
        let array = head + ["a", "bc", "", "d"].flatMap { number(Int32($0.utf8.count)) + Array($0.utf8) } + number(-1)
        let written = array.withUnsafeBytes { bytes in
            text { json in
                json.write(atMost: 200) {
                    JSONBytes.put(array: bytes, with: &$0) { JSONBytes.put(text: $0, with: &$1) }
                }
            }
        }
        #expect(written == #"["a","bc","","d",null]"#)
    }

    private func escaped(_ utf8: UnsafeRawBufferPointer) -> String {
        text { $0.write(atMost: 2 + 6 * utf8.count) { JSONBytes.put(text: utf8, with: &$0) } }
    }

    private func scalar(_ body: (inout JSONOutput.Pen) -> Void) -> String {
        text { $0.write(atMost: JSONBytes.longestScalar, body) }
    }

    /// What the body writes where there is no room for it yet.
    private func text(_ body: (inout JSONOutput) -> Void) -> String {
        String(decoding: JSONOutput.bytes(capacity: 0, body), as: UTF8.self)
    }
}
