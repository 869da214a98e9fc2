import Testing

@testable import EmbeddedPostgres

@Suite struct `A version of PostgreSQL` {
    @Test(arguments: [
        ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", 15, "15.18"),
        ("postgres (PostgreSQL) 18beta1", 18, "18beta1"),
        ("postgres (PostgreSQL) 17devel\n", 17, "17devel"),
        ("postgres (PostgreSQL) 9.6.24", 9, "9.6.24"),
    ])
    func `is read from what the program prints`(output: String, major: Int, text: String) throws {
        let version = try #require(ServerVersion(programOutput: output))
        #expect(version.major == major)
        #expect(version.text == text)
    }

    @Test(arguments: ["", "postgres", "pg_wrapper: invalid", "postgres (PostgreSQL) ", "postgres (PostgreSQL) x"])
    func `is not read from anything else`(output: String) {
        #expect(ServerVersion(programOutput: output) == nil)
    }

    @Test(arguments: [("15\n", 15), ("9.6\n", 9), ("", nil), ("x15", nil)] as [(String, Int?)])
    func `of a data directory is its first number`(content: String, major: Int?) {
        #expect(ServerVersion.major(ofVersionFile: content) == major)
    }
}
