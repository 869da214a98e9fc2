/// Reads big-endian fields in order; every PostgreSQL binary format is a row of such fields.
struct FieldReader {
    private let bytes: UnsafeRawBufferPointer
    private let type: PostgresType
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer, type: PostgresType) {
        self.bytes = bytes
        self.type = type
    }

    var remaining: Int { bytes.count - offset }

    mutating func integer<I: FixedWidthInteger>(_: I.Type = I.self) throws(PostgresDecodingError) -> I {
        let size = MemoryLayout<I>.size
        guard remaining >= size else { throw .malformed(type) }
        let value = bytes.loadUnaligned(fromByteOffset: offset, as: I.self)
        offset += size
        return I(bigEndian: value)
    }

    mutating func slice(_ count: Int) throws(PostgresDecodingError) -> UnsafeRawBufferPointer {
        guard count >= 0, remaining >= count else { throw .malformed(type) }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }

    func end() throws(PostgresDecodingError) {
        guard remaining == 0 else { throw .malformed(type) }
    }
}

extension [UInt8] {
    mutating func appendBigEndian(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Writes what the body appends behind its own four-byte length.
    mutating func appendWithLength(_ body: (inout [UInt8]) -> Void) {
        let start = count
        appendBigEndian(Int32(0))
        body(&self)
        let length = Int32(count - start - 4)
        Swift.withUnsafeBytes(of: length.bigEndian) { replaceSubrange(start..<start + 4, with: $0) }
    }
}
