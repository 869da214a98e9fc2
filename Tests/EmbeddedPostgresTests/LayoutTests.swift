import Foundation
import Testing

@testable import EmbeddedPostgres

@Suite struct `Where things lie` {
    private let root = Account(name: "postgres", user: 101, group: 104, groups: [104, 105], isAnother: true)
    private let ordinary = Account(name: "", user: 1000, group: 1000, groups: [1000], isAnother: false)

    @Test func `the default data directory follows the user`() {
        func directory(_ isRoot: Bool, _ environment: [String: String]) -> String {
            Layout.defaultDataDirectory(isRoot: isRoot, environment: environment, home: "/home/eva")
        }
        #expect(directory(true, ["XDG_DATA_HOME": "/x"]) == "/var/lib/koers")
        #expect(directory(false, ["XDG_DATA_HOME": "/x"]) == "/x/koers")
        #expect(directory(false, ["XDG_DATA_HOME": "relative"]) == "/home/eva/.local/share/koers")
        #expect(directory(false, [:]) == "/home/eva/.local/share/koers")
    }

    @Test func `a place elsewhere is stable, and different for each data directory`() {
        #expect(Layout.fingerprint("") == "cbf29ce484222325")
        #expect(Layout.fingerprint("a") == "af63dc4c8601ec8c")
        let one = Layout.elsewhere("/root/data é/koers").home
        #expect(one == Layout.elsewhere("/root/data é/koers").home)
        #expect(one.hasPrefix("/var/lib/koers/elsewhere/") && one.hasSuffix("-koers"))
        #expect(one != Layout.elsewhere("/root/data/koers").home)
        #expect(!Layout.elsewhere("/root/../x y/';$").home.dropFirst(25).contains { "/ ';$.".contains($0) })
    }

    @Test func `the socket lies with the data, unless its path would be too long`() {
        let longest = "/" + String(repeating: "d", count: 107 - "/run/.s.PGSQL.5432".count - 1)
        #expect(Layout.inside(longest).socketDirectory(account: ordinary, temporary: "/tmp") == longest + "/run")

        let tooLong = Layout.inside(longest + "d")
        let short = tooLong.socketDirectory(account: ordinary, temporary: "/tmp")
        #expect(short == "/tmp/koers-1000-\(Layout.fingerprint(tooLong.home))")
        let short2 = tooLong.socketDirectory(account: root, temporary: "/tmp")
        #expect(short2 == "/var/lib/koers/run/\(Layout.fingerprint(tooLong.home))")
    }

    @Test func `a comma is no part of a socket's path`() {
        #expect(
            Layout.inside("/a,b").socketDirectory(account: ordinary, temporary: "/tmp").hasPrefix("/tmp/koers-1000-")
        )
    }

    @Test func `a path is counted in bytes`() {
        let accents = Layout.inside("/" + String(repeating: "é", count: 50))
        #expect(accents.socketDirectory(account: ordinary, temporary: "/tmp").hasPrefix("/tmp/"))
    }

    @Test func `a directory admits its owner, its group and others by its mode`() {
        func admits(_ mode: mode_t, owner: uid_t = 0, group: gid_t = 0) -> Bool {
            DirectoryAccess(path: "/d", mode: mode, owner: owner, group: group).admits(root)
        }
        #expect(admits(0o755))
        #expect(admits(0o711))
        #expect(!admits(0o700))
        #expect(!admits(0o744))
        #expect(admits(0o710, group: 105))
        #expect(!admits(0o701, group: 105))
        #expect(admits(0o700, owner: 101))
        #expect(!admits(0o077, owner: 101))
    }

    @Test func `the way to a directory is every directory above it`() {
        #expect(DirectoryAccess.ancestry(of: "/a/b/c") == ["/", "/a", "/a/b", "/a/b/c"])
        #expect(DirectoryAccess.ancestry(of: "/") == ["/"])
    }
}
