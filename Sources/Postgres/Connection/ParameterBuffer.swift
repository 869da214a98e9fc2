/// The arrays that libpq wants for a statement's parameters, built in memory that is used again and again.
struct ParameterBuffer {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var values: [UnsafePointer<CChar>?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    mutating func with<R>(
        _ parameters: [PostgresValue],
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> R
    ) -> R {
        guard !parameters.isEmpty else { return body(0, nil, nil, nil) }
        bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptCapacity)
        offsets.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
        for parameter in parameters {
            offsets.append(bytes.count)
            lengths.append(Int32(parameter.bytes?.count ?? 0))
            formats.append(parameter.format == .binary ? 1 : 0)
            if let value = parameter.bytes {
                bytes.append(contentsOf: value)
                // libpq reads a text parameter up to its NUL.
                if parameter.format == .text { bytes.append(0) }
            }
        }
        // An empty buffer may have no address, and an empty value is not NULL.
        bytes.append(0)
        return bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                for (parameter, offset) in zip(parameters, offsets) {
                    values.append(parameter.bytes == nil ? nil : characters.baseAddress.map { $0 + offset })
                }
                return body(Int32(parameters.count), values, lengths, formats)
            }
        }
    }

    /// A single huge value does not stay in memory for ever.
    private static let keptCapacity = 1 << 20
}
