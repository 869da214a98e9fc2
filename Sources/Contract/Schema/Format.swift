extension Contract.Schema {
    /// The values of `format` that Koers knows; another one fails the load.
    package enum Format: String, Sendable {
        case uuid
        case date
        case dateTime = "date-time"
        case uri
        case uriReference = "uri-reference"
        case email
        case byte
        case binary
        case decimal
        case int32
        case int64
        case double

        /// Whether a string has this format. The formats of numbers are limits and say nothing about strings.
        package func admits(_ string: String) -> Bool {
            switch self {
            case .uuid: Self.isUUID(string)
            case .date: CalendarDate(string) != nil
            case .dateTime: CalendarDate.isDateTime(string)
            case .uri: Self.isURI(string)
            case .uriReference: Self.isURIReference(string)
            case .email: Self.isEmail(string)
            case .byte: Self.isBase64(string)
            case .decimal: Self.isDecimal(string)
            case .binary, .int32, .int64, .double: true
            }
        }

        /// RFC 9562: 8-4-4-4-12 hexadecimal digits of either case.
        private static func isUUID(_ string: String) -> Bool {
            guard string.utf8.count == 36 else { return false }
            // Counted by hand: `enumerated` costs more than the look at each byte, and nearly every request names an id.
            var index = 0
            for byte in string.utf8 {
                switch index {
                case 8, 13, 18, 23:
                    guard byte == UInt8(ascii: "-") else { return false }
                default:
                    guard hexadecimalValue(byte) != nil else { return false }
                }
                index += 1
            }
            return true
        }

        /// RFC 3986 without the fine print: a scheme, a colon, and characters that a URI may hold.
        private static func isURI(_ string: String) -> Bool {
            guard let colon = string.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
            let scheme = string.utf8[..<colon]
            guard let first = scheme.first, isLetter(first) else { return false }
            return scheme.allSatisfy { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
                && string.utf8.index(after: colon) < string.utf8.endIndex
                && isURIReference(string)
        }

        private static func isURIReference(_ string: String) -> Bool {
            let bytes = Array(string.utf8)
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: "%") {
                    guard index + 2 < bytes.count, hexadecimalValue(bytes[index + 1]) != nil,
                        hexadecimalValue(bytes[index + 2]) != nil
                    else { return false }
                    index += 2
                } else {
                    guard isLetter(byte) || isDigit(byte) || "-._~:/?#[]@!$&'()*+,;=".utf8.contains(byte) else {
                        return false
                    }
                }
                index += 1
            }
            return true
        }

        /// A local part, one `@`, a domain; no spaces or control characters; at most 254 bytes (RFC 5321).
        private static func isEmail(_ string: String) -> Bool {
            let parts = string.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
            return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && string.utf8.count <= 254
                && string.unicodeScalars.allSatisfy {
                    !$0.properties.isWhitespace && $0.value >= 0x20 && $0.value != 0x7F
                }
        }

        /// RFC 4648 (4), padded.
        private static func isBase64(_ string: String) -> Bool {
            let padding = string.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
            return string.utf8.count.isMultiple(of: 4) && padding <= 2
                && string.utf8.dropLast(padding).allSatisfy { isLetter($0) || isDigit($0) || "+/".utf8.contains($0) }
        }

        /// A decimal number as text: no exponent, no leading zeros, no plus.
        private static func isDecimal(_ string: String) -> Bool {
            var digits = string.utf8[...]
            if digits.first == UInt8(ascii: "-") { digits.removeFirst() }
            let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
                && (parts[0].count == 1 || parts[0].first != UInt8(ascii: "0"))
        }

        private static func isLetter(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }

        private static func isDigit(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }
}
