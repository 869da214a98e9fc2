import Foundation
import Logging

/// The way from a data directory to a server that accepts connections.
struct Starter {
    let options: EmbeddedPostgres.Options
    let logger: Logger

    func start() async throws(EmbeddedPostgresError) -> EmbeddedPostgres {
        let account = try Account.forServer()
        let mode: mode_t = account.isAnother ? 0o755 : 0o700
        let dataDirectory = try Files.makeDirectories(options.dataDirectory, mode: mode)
        let layout = try Layout.choose(dataDirectory: dataDirectory, account: account)
        if layout.home != dataDirectory {
            logger.notice(
                "the account of PostgreSQL cannot enter the data directory; its files lie elsewhere",
                metadata: ["data-directory": "\(dataDirectory)", "files": "\(layout.home)"]
            )
            _ = try Files.makeDirectories(layout.home, mode: mode)
        }

        let turn = try FileLock(layout.turnLock)
        try await turn.lock(.exclusive, path: dataDirectory, wait: options.startTimeout)
        defer { turn.unlock() }
        let users = try FileLock(layout.usersLock)
        try await users.lock(.shared, path: dataDirectory, wait: options.startTimeout)
        let server = try await server(layout: layout, account: account, users: users)
        return EmbeddedPostgres(server, layout: layout, users: users, logger: logger)
    }

    private func server(
        layout: Layout,
        account: Account,
        users: FileLock
    ) async throws(EmbeddedPostgresError) -> RunningServer {
        let version = try layout.clusterVersion()
        if let version, let server = try await adopt(layout.cluster, majorVersion: version) {
            logger.info("attached to the PostgreSQL that runs here", metadata: ["cluster": "\(layout.cluster)"])
            return server
        }
        try refuseUseFromElsewhere(layout, users: users)
        let installation = try await Installations.onThisMachine(clusterVersion: version)
            .choose(clusterVersion: version, cluster: layout.cluster)
        if version == nil {
            let initialiser = ClusterInitialiser(layout: layout, account: account, installation: installation)
            logger.info(
                "making a new database cluster",
                metadata: ["cluster": "\(layout.cluster)", "version": "\(installation.version.text)"]
            )
            try await initialiser.initialise(durably: options.settings["fsync"] != "off")
        }
        let launcher = Launcher(layout: layout, account: account, installation: installation, options: options)
        let server = try await launcher.launch()
        logger.info(
            "started PostgreSQL",
            metadata: ["cluster": "\(layout.cluster)", "version": "\(installation.version.text)"]
        )
        return server
    }

    /// No server can be seen here, but locks reach further than process ids: two containers that share a volume see
    /// each other's locks only, and neither does PostgreSQL see the other's server. Two of them corrupt the data.
    private func refuseUseFromElsewhere(_ layout: Layout, users: FileLock) throws(EmbeddedPostgresError) {
        let isAlone = users.tryLock(.exclusive)
        // Back to sharing; nobody takes it in between, because whoever wants it alone must have the turn.
        guard users.tryLock(.shared) else { throw .lockedByAnother(path: layout.dataDirectory, waited: .zero) }
        guard isAlone || !Marker(path: layout.marker).isFromAnotherMachine else {
            throw .usedFromElsewhere(path: layout.dataDirectory)
        }
    }

    /// Attaches to the server that runs on the cluster. One that is starting is waited for; one that is stopping too,
    /// and then there is none.
    private func adopt(
        _ cluster: String,
        majorVersion: Int
    ) async throws(EmbeddedPostgresError) -> RunningServer? {
        let deadline = Deadline(after: options.startTimeout)
        while let file = ServerProcess.running(cluster: cluster) {
            if file.isReady {
                guard let directory = file.socketDirectory, let port = file.port else {
                    throw .noSocket(cluster: cluster)
                }
                return RunningServer(
                    process: file.processIdentifier,
                    socketDirectory: directory,
                    port: port,
                    majorVersion: majorVersion,
                    child: nil
                )
            }
            guard !deadline.isPast else { throw .startTimedOut(cluster: cluster, waited: options.startTimeout) }
            try await deadline.pause()
        }
        return nil
    }
}
