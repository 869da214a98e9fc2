import Testing

@testable import EmbeddedPostgres

@Suite struct `The settings of the server` {
    @Test func `say why each is there`() {
        let text = ServerSettings.render(socketDirectory: "/run/k")
        #expect(text.contains("shared_buffers = '128MB'  # the database at this start"))
        #expect(!text.contains("fsync"))
        #expect(ServerSettings.defaults(.least).allSatisfy { !$0.reason.isEmpty && !$0.reason.contains("\n") })
    }

    /// In MB.
    @Test(arguments: [
        (database: 0, memory: 24_576, buffers: 128), (128, 24_576, 128), (129, 24_576, 256), (957, 24_576, 1024),
        (90_000, 24_576, 2048), (957, 4096, 512), (957, 4000, 384), (957, 512, 128),
    ])
    func `give PostgreSQL memory for the database, within bounds`(database: UInt64, memory: UInt64, buffers: Int) {
        let found = SharedBuffers(database: database << 20, memory: memory << 20)
        #expect(found.megabytes == buffers)
        let text = ServerSettings.render(socketDirectory: "/run/k", buffers: found)
        #expect(text.contains("shared_buffers = '\(buffers)MB'"))
        #expect(text.contains("effective_cache_size = '\(buffers * 4)MB'"))
    }

    @Test func `of the caller replace the defaults and extend them`() {
        let text = ServerSettings.render(socketDirectory: "/run/k", extra: ["max_connections": "300", "fsync": "off"])
        #expect(text.contains("\nfsync = 'off'\nmax_connections = '300'\n"))
        #expect(!text.contains("max_connections = '60'"))
    }

    @Test(arguments: [
        ("it's", "'it''s'"), (#"a\b"#, #"'a\\b'"#), ("x\nfsync = off", "'x fsync = off'"), ("a\r\nb", "'a b'"),
    ])
    func `cannot break out of their line`(value: String, written: String) {
        #expect(ServerSettings.quoted(value) == written)
    }

    @Test func `that nobody may change are those of where it listens`() {
        let arguments = Launcher.arguments(cluster: "/c", socketDirectory: #"/a, "b"/run"#)
        #expect(arguments.contains("listen_addresses="))
        #expect(arguments.contains(#"unix_socket_directories="/a, ""b""/run""#))
        #expect(arguments.contains("unix_socket_permissions=0700"))
    }

    @Test func `open no other door to one who starts the cluster by hand`() {
        let text = ServerSettings.render(socketDirectory: "/it's", extra: ["listen_addresses": "*"])
        #expect(
            text.hasSuffix(
                """
                listen_addresses = '*'
                listen_addresses = ''
                port = '5432'
                unix_socket_directories = '"/it''s"'
                unix_socket_permissions = '0700'

                """
            )
        )
    }

    @Test func `admit whoever reaches the socket, and say why that is safe`() {
        let lines = ServerSettings.access.split(separator: "\n")
        #expect(lines.filter { !$0.hasPrefix("#") } == ["local all all trust"])
        #expect(ServerSettings.access.contains("mode 0700"))
    }

    @Test func `of a new cluster ask for checksums, UTF-8 and a full sync, unless it is a test's`() {
        let durable = ClusterInitialiser.arguments(directory: "/d", characters: "C.UTF-8", durably: true)
        #expect(durable.contains("--data-checksums") && durable.contains("--encoding=UTF8"))
        #expect(durable.contains("--lc-ctype=C.UTF-8") && !durable.contains("--no-sync"))
        let fast = ClusterInitialiser.arguments(directory: "/d", characters: nil, durably: false)
        #expect(fast.contains("--no-sync") && !fast.contains { $0.hasPrefix("--lc-ctype") })
    }
}
