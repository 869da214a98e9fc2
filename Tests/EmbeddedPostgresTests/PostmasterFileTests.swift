import Testing

@testable import EmbeddedPostgres

@Suite struct `The file of a running server` {
    @Test func `tells process, port, socket and whether it is ready`() throws {
        let file = try #require(
            PostmasterFile("21168\n/data\n1795299614\n5432\n/data/run\n\n 16220415         8\nready   \n")
        )
        #expect(file.processIdentifier == 21168)
        #expect(file.port == 5432)
        #expect(file.socketDirectory == "/data/run")
        #expect(file.isReady)
    }

    @Test(arguments: ["starting", "stopping", "standby ", ""])
    func `is not ready in any other state`(status: String) throws {
        let file = try #require(PostmasterFile("1\n/data\n1\n5432\n/run\n\n 1 2\n\(status)\n"))
        #expect(!file.isReady)
    }

    @Test func `may be half written`() throws {
        let file = try #require(PostmasterFile("77\n/data\n"))
        #expect(file.processIdentifier == 77)
        #expect(file.port == nil && file.socketDirectory == nil && !file.isReady)
    }

    @Test func `has no socket directory when the server has no socket`() throws {
        let file = try #require(PostmasterFile("77\n/data\n1\n5432\n\n127.0.0.1\n 1 2\nready   \n"))
        #expect(file.socketDirectory == nil && file.isReady)
    }

    @Test func `names single-user mode by a negative number`() throws {
        #expect(try #require(PostmasterFile("-77\n/data\n")).processIdentifier == 77)
    }

    @Test(arguments: ["", "\n", "x\n", "0\n", "-2147483648\n", "99999999999\n", "\u{0}\u{1}"])
    func `is not read from anything else`(content: String) {
        #expect(PostmasterFile(content) == nil)
    }
}
