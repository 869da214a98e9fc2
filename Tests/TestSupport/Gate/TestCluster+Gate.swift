import EmbeddedPostgres

extension TestCluster {
    /// A gate in front of this server.
    package func gate() throws -> Gate {
        try Gate(to: .unixSocket(path: "\(postgres.socketDirectory)/.s.PGSQL.\(postgres.port)"))
    }
}

extension Gate {
    /// A database of the cluster behind the gate.
    package func url(database: String) -> String {
        "postgres://\(EmbeddedPostgres.superuser)@127.0.0.1:\(port)/\(database)?sslmode=disable"
    }
}
