import Testing

@testable import EmbeddedPostgres

@Suite struct `Finding the programs of PostgreSQL` {
    private func search(
        path: String = "",
        pgConfig: String? = nil,
        listings: [String: [String]] = [:],
        programs: Set<String>
    ) -> [String] {
        InstallationSearch(
            path: path,
            pgConfigDirectory: pgConfig,
            listing: { listings[$0] ?? [] },
            isExecutable: { file in programs.contains { file == $0 + "/postgres" || file == $0 + "/initdb" } }
        ).directories()
    }

    @Test func `PATH comes first, then pg_config, then the distribution's newest`() {
        let found = search(
            path: "/opt/pg/bin:/usr/bin",
            pgConfig: "/srv/pg/bin",
            listings: [
                "/usr/lib/postgresql": ["9.6", "15", "17", "readme"], "/opt/homebrew/opt": ["postgresql@16", "git"],
            ],
            programs: [
                "/opt/pg/bin", "/srv/pg/bin", "/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/17/bin",
                "/opt/homebrew/opt/postgresql@16/bin",
            ]
        )
        #expect(
            found == [
                "/opt/pg/bin", "/srv/pg/bin", "/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/15/bin",
                "/opt/homebrew/opt/postgresql@16/bin",
            ]
        )
    }

    @Test func `a directory is named once, and relative entries of PATH are passed over`() {
        let found = search(
            path: ".:bin:/a:/a",
            pgConfig: "/a",
            programs: ["/a", ".", "bin"]
        )
        #expect(found == ["/a"])
    }

    @Test func `a client without a server is no installation`() {
        let found = InstallationSearch(
            path: "/usr/bin",
            pgConfigDirectory: nil,
            listing: { _ in [] },
            isExecutable: { $0 == "/usr/bin/initdb" }
        ).directories()
        #expect(found.isEmpty)
    }

    private func installation(_ version: String) throws -> Installation {
        let output = "postgres (PostgreSQL) \(version)"
        return Installation(directory: "/pg/\(version)", version: try #require(ServerVersion(programOutput: output)))
    }

    @Test func `a new cluster gets the first supported version, an existing one its own`() throws {
        let installations = Installations(
            found: [try installation("14.9"), try installation("16.1"), try installation("15.2")]
        )
        #expect(try installations.choose(clusterVersion: nil, cluster: "/c").directory == "/pg/16.1")
        #expect(try installations.choose(clusterVersion: 15, cluster: "/c").directory == "/pg/15.2")
    }

    @Test func `another version's cluster is refused with what it has, what there is, and what to do`() throws {
        let installations = Installations(found: [try installation("16.1")])
        let error = try #require(throws: EmbeddedPostgresError.self) {
            try installations.choose(clusterVersion: 15, cluster: "/data/postgres")
        }
        #expect(
            error.description == """
                The data in /data/postgres was made by PostgreSQL 15, but only PostgreSQL 16.1 (/pg/16.1) was found. \
                Install PostgreSQL 15, or move the data to the newer version with pg_upgrade.
                """
        )
    }

    @Test func `too old is as good as none, and says so`() throws {
        let installations = Installations(found: [try installation("14.9")])
        let error = try #require(throws: EmbeddedPostgresError.self) {
            try installations.choose(clusterVersion: nil, cluster: "/c")
        }
        #expect(
            error.description.hasPrefix("Only PostgreSQL 14.9 (/pg/14.9) was found. Install PostgreSQL 15 or newer")
        )
        #expect(throws: EmbeddedPostgresError.self) {
            try Installations(found: []).choose(clusterVersion: 15, cluster: "/c")
        }
    }
}
