/// Opens sessions. Everything here blocks, so it runs on a thread of its own.
struct Connector: Sendable {
    let plan: ConnectPlan
    /// The longest that one host may take, the look-up of its name included.
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
}
