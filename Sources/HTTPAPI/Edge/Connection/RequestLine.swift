import NIOCore

/// Measures the first line of a request in its raw bytes: the parser says only that a head is too large, not whether
/// its target or its fields are.
struct RequestLine {
    private(set) var length = 0
    private var isComplete = false

    mutating func read(_ bytes: ByteBuffer) {
        guard !isComplete else { return }
        let view = bytes.readableBytesView
        if let end = view.firstIndex(of: UInt8(ascii: "\n")) {
            length += end - view.startIndex
            isComplete = true
        } else {
            length += view.count
        }
    }
}
