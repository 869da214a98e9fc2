/// JSON in the making: bytes in memory of its own, which grows by doubling.
///
/// An array asks at every append whether it is alone and has room; a page is thousands of appends. Here a whole value
/// asks for room once and is then written byte by byte.
struct JSONOutput: ~Copyable {
    /// Allocated and freed here alone, and lent to nobody for longer than one `write`; so nothing points into it when it
    /// moves, and nothing writes behind its end without `write` noticing.
    private var memory: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(capacity: Int = 1024) {
        memory = .allocate(byteCount: capacity, alignment: 1)
    }

    deinit {
        memory.deallocate()
    }

    /// A copy of what has been written.
    var bytes: [UInt8] {
        Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
            initialized = count
        }
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        write(atMost: bytes.count) { $0.put(bytes) }
    }

    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
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
        var pen = Pen(place: memory.baseAddress.unsafelyUnwrapped + count)
        let start = pen.place
        body(&pen)
        precondition(pen.place - start <= room, "A value was longer than it said.")
        count += pen.place - start
    }

    private mutating func grow(by room: Int) {
        let capacity = max(memory.count * 2, count + room)
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 1)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
        memory.deallocate()
        memory = larger
    }

    /// Puts bytes one behind the other, where `write` made room for them.
    struct Pen {
        fileprivate var place: UnsafeMutableRawPointer

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

        /// Two lower-case hexadecimal digits.
        @inline(__always)
        mutating func put(hexadecimal byte: UInt8) {
            put(Self.digit(byte >> 4))
            put(Self.digit(byte & 15))
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
        private static func digit(_ value: UInt8) -> UInt8 {
            value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "a") &- 10 &+ value
        }
    }
}
