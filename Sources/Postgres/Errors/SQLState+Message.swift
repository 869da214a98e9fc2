extension SQLState {
    /// The code in `FATAL:  28P01: …`, where verbose messages have it in every language. Before a session exists libpq
    /// gives it in no other way.
    init?(inConnectMessage message: String) {
        for part in message.split(separator: ":").dropFirst() {
            guard part.hasPrefix("  ") else { continue }
            let code = part.dropFirst(2)
            guard code.utf8.count == 5, code.utf8.allSatisfy(Self.mayHold) else { continue }
            self.init(rawValue: String(code))
            return
        }
        return nil
    }

    private static func mayHold(_ character: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(character)
    }
}
