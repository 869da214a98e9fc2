/// JSON in the making: bytes in the memory of an array, or in memory of its own when they outgrow that.
///
/// An array asks at every append whether it is alone and has room; a page is thousands of appends. Here a whole value
/// asks for room once and is then written without a question.
struct JSONOutput: ~Copyable {
    /// Lent to nobody for longer than one `write`, so nothing points into it when it moves.
    private var memory: UnsafeMutableRawBufferPointer
    /// Whether the memory is no longer that of the array.
    private var hasMoved = false
    private var count = 0

    private init(in memory: UnsafeMutableRawBufferPointer) {
        self.memory = memory
    }

    deinit {
        if hasMoved { memory.deallocate() }
    }

    /// What the body writes; copied only where the capacity has no room for what it may write.
    static func bytes(capacity: Int, _ body: (inout JSONOutput) -> Void) -> [UInt8] {
        var longer: [UInt8]?
        // An array without capacity has no memory to write nothing to.
        let bytes = [UInt8](unsafeUninitializedCapacity: max(capacity, 1)) { buffer, initialized in
            var json = JSONOutput(in: UnsafeMutableRawBufferPointer(buffer))
            body(&json)
            if json.hasMoved { longer = Array(json.memory[..<json.count]) } else { initialized = json.count }
        }
        return longer ?? bytes
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        write(atMost: bytes.count) { $0.put(bytes) }
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// The text as a JSON string.
    mutating func append(string text: String) {
        var text = text
        text.withUTF8 { utf8 in
            write(atMost: 2 + 6 * utf8.count) { JSONBytes.put(text: UnsafeRawBufferPointer(utf8), with: &$0) }
        }
    }

    mutating func append(_ byte: UInt8) {
        write(atMost: 1) { $0.put(byte) }
    }

    /// Writes one value.
    ///
    /// - Parameter room: How many bytes the body puts, at most. More is a defect and ends the process.
    @inline(__always)
    mutating func write(atMost room: Int, _ body: (inout Pen) -> Void) {
        if memory.count - count < room { grow(by: room) }
        let start = memory.baseAddress.unsafelyUnwrapped + count
        var pen = Pen(place: start, end: start + room)
        body(&pen)
        precondition(pen.place <= pen.end, "A value was longer than it said.")
        count += pen.place - start
    }

    private mutating func grow(by room: Int) {
        let capacity = max(memory.count * 2, count + room)
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 1)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
        if hasMoved { memory.deallocate() }
        memory = larger
        hasMoved = true
    }

    /// Puts bytes one behind the other, where `write` made room for them.
    struct Pen {
        /// How much further than its end `put(padded:)` reads and writes, at most.
        static let padding = 16

        fileprivate var place: UnsafeMutableRawPointer
        fileprivate let end: UnsafeMutableRawPointer

        @inline(__always)
        mutating func put(_ byte: UInt8) {
            place.storeBytes(of: byte, as: UInt8.self)
            place += 1
        }

        @inline(__always)
        mutating func put(_ bytes: UnsafeRawBufferPointer) {
            guard let start = bytes.baseAddress else { return }
            place.copyMemory(from: start, byteCount: bytes.count)
            place += bytes.count
        }

        @inline(__always)
        mutating func put(_ text: StaticString) {
            put(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }

        /// A text behind which `padding` more bytes may be read; `write` must have made room for these too.
        ///
        /// Sixteen bytes at a time, because the names of members are so short that a call costs more than their bytes.
        @inline(__always)
        mutating func put(padded text: UnsafeRawBufferPointer) {
            guard let start = text.baseAddress else { return }
            precondition(place + text.count + Self.padding <= end, "There is no room behind the text.")
            var offset = 0
            repeat {
                let piece = start.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
                place.storeBytes(of: piece, toByteOffset: offset, as: SIMD16<UInt8>.self)
                offset += 16
            } while offset < text.count
            place += text.count
        }

        /// Two lower-case hexadecimal digits.
        @inline(__always)
        mutating func put(hexadecimal byte: UInt8) {
            put(raw: UInt16(truncatingIfNeeded: Self.digits(of: UInt32(byte))).bigEndian)
        }

        /// Eight lower-case hexadecimal digits, the most significant first.
        @inline(__always)
        mutating func put(hexadecimal number: UInt32) {
            put(raw: Self.digits(of: number).bigEndian)
        }

        /// The same with a hyphen in the middle.
        @inline(__always)
        mutating func put(hyphenated number: UInt32) {
            let digits = Self.digits(of: number)
            put(raw: UInt32(truncatingIfNeeded: digits >> 32).bigEndian)
            put(UInt8(ascii: "-"))
            put(raw: UInt32(truncatingIfNeeded: digits).bigEndian)
        }

        /// Two decimal digits of a number below 100.
        @inline(__always)
        mutating func put(twoDigits number: UInt32) {
            let (tens, units) = number.quotientAndRemainder(dividingBy: 10)
            put(raw: UInt16(truncatingIfNeeded: 0x3030 + tens << 8 + units).bigEndian)
        }

        /// The last digits of a number, with zeros in front.
        @inline(__always)
        mutating func put(digits number: Int, width: Int) {
            var rest = number
            for index in stride(from: width - 1, through: 0, by: -1) {
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                place.storeBytes(
                    of: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit),
                    toByteOffset: index,
                    as: UInt8.self
                )
                rest = quotient
            }
            place += width
        }

        @inline(__always)
        private mutating func put<Number: FixedWidthInteger & BitwiseCopyable>(raw number: Number) {
            put(raw: number, ahead: 0)
            advance(by: MemoryLayout<Number>.size)
        }

        /// Bytes as they lie in memory, some way behind what was put; `advance` then takes them in.
        @inline(__always)
        func put<Bytes: BitwiseCopyable>(raw bytes: Bytes, ahead distance: Int) {
            place.storeBytes(of: bytes, toByteOffset: distance, as: Bytes.self)
        }

        @inline(__always)
        mutating func advance(by count: Int) {
            place += count
        }

        /// The digits of all eight nibbles at once, each in a byte, the most significant nibble in the most significant one.
        @inline(__always)
        private static func digits(of number: UInt32) -> UInt64 {
            var nibbles = UInt64(number)
            nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
            nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
            nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0F
            // One in each byte of ten and more; between `9` and `a` lie 39 other characters.
            let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
            return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
        }
    }
}
