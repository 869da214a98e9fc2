/// Opens sessions. Everything here blocks, so it runs on a thread of its own.
struct Connector: Sendable {
    let plan: ConnectPlan
    /// The longest that one host may take, name look-up apart.
    let timeout: Duration
    let notices: NoticeSink
    let memory: HostMemory

    /// - Throws: what every host had against it.
    func open() throws(ConnectFailure) -> EstablishedSession {
        var failure = ConnectFailure([])
        for round in plan.rounds {
            var race = ConnectRace(round, timeout: timeout, notices: notices, memory: memory)
            do throws(ConnectFailure) {
                return try race.run()
            } catch {
                failure = error
            }
        }
        throw failure
    }

    /// The code in `FATAL:  28P01: …`, where verbose messages have it in every language.
    static func sqlState(in message: String) -> SQLState? {
        for part in message.split(separator: ":").dropFirst() {
            guard part.hasPrefix("  ") else { continue }
            let code = part.dropFirst(2)
            guard code.utf8.count == 5,
                code.utf8.allSatisfy({
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                })
            else { continue }
            return SQLState(rawValue: String(code))
        }
        return nil
    }
}

extension Duration {
    /// Rounded up, so that a wait never ends just before its deadline; at most a day.
    var wholeMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds < 86_400 else { return 86_400_000 }
        let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(max(0, milliseconds))
    }
}
