/// Lays out JSON text for reading without touching what it says: numbers, texts and order stay byte for byte.
enum JSONLayout {
    /// The text with two spaces of indentation and a final line break.
    ///
    /// - Parameter escapingControls: writes DEL and the C1 controls as `\u00XX`, so that they do not reach a terminal.
    static func pretty(_ json: [UInt8], escapingControls: Bool) -> [UInt8] {
        var layout = Layout(escapingControls: escapingControls)
        for byte in json { layout.take(byte) }
        layout.output.append(UInt8(ascii: "\n"))
        return layout.output
    }

    private struct Layout {
        let escapingControls: Bool
        var output: [UInt8] = []
        private var depth = 0
        private var inText = false
        private var afterBackslash = false
        private var pendingOpen = false

        init(escapingControls: Bool) { self.escapingControls = escapingControls }

        mutating func take(_ byte: UInt8) {
            inText ? takeInText(byte) : takeOutside(byte)
        }

        private mutating func takeInText(_ byte: UInt8) {
            if escapingControls, byte == 0x7F { return output.append(contentsOf: Array("\\u007f".utf8)) }
            if escapingControls, 0x80...0x9F ~= byte, output.last == 0xC2 {
                output.removeLast()
                return output.append(contentsOf: Array("\\u00\(String(byte, radix: 16))".utf8))
            }
            output.append(byte)
            if afterBackslash {
                afterBackslash = false
            } else if byte == UInt8(ascii: "\\") {
                afterBackslash = true
            } else if byte == UInt8(ascii: "\"") {
                inText = false
            }
        }

        private mutating func takeOutside(_ byte: UInt8) {
            switch byte {
            case 0x20, 0x0A, 0x0D, 0x09: return
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                startValue()
                output.append(byte)
                depth += 1
                pendingOpen = true
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if pendingOpen { pendingOpen = false } else { newLine() }
                output.append(byte)
            case UInt8(ascii: ","):
                output.append(byte)
                newLine()
            case UInt8(ascii: ":"): output.append(contentsOf: [byte, 0x20])
            default:
                startValue()
                output.append(byte)
                inText = byte == UInt8(ascii: "\"")
            }
        }

        private mutating func startValue() {
            guard pendingOpen else { return }
            pendingOpen = false
            newLine()
        }

        private mutating func newLine() {
            output.append(UInt8(ascii: "\n"))
            output.append(contentsOf: repeatElement(0x20, count: 2 * max(0, depth)))
        }
    }
}
