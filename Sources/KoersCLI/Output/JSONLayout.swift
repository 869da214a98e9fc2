/// Lays out JSON text for reading without touching what it says: numbers, texts and order stay byte for byte.
enum JSONLayout {
    /// The text with two spaces of indentation and a final line break.
    static func pretty(_ json: [UInt8]) -> [UInt8] {
        var layout = Layout()
        for byte in json { layout.take(byte) }
        layout.output.append(UInt8(ascii: "\n"))
        return layout.output
    }

    /// The text with every character that steers a terminal or reorders text written as `\uXXXX`.
    ///
    /// JSON itself allows DEL, the C1 controls and the bidirectional ones in its texts; elsewhere they do not occur.
    static func escapingControls(_ json: [UInt8]) -> [UInt8] {
        var result = String.UnicodeScalarView()
        for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
            if scalar.value > 0x20, TerminalText.isUnsafe(scalar) {
                let hex = String(scalar.value, radix: 16)
                result.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return Array(String(result).utf8)
    }

    private struct Layout {
        var output: [UInt8] = []
        private var depth = 0
        private var inText = false
        private var afterBackslash = false
        private var pendingOpen = false

        mutating func take(_ byte: UInt8) {
            inText ? takeInText(byte) : takeOutside(byte)
        }

        private mutating func takeInText(_ byte: UInt8) {
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
