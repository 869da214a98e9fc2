import EmbeddedPostgres
import Foundation
import TestSupport
import Testing

@Suite struct `The life of a private server` {
    @Test func `the shared cluster answers, with databases of one's own`() async throws {
        let cluster = try await TestCluster.shared()
        let database = try await cluster.createDatabase()
        try await cluster.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)", database: database)
        let copy = try await cluster.createDatabase(template: database)
        #expect(try await cluster.execute("SELECT sum(a), current_user FROM t", database: copy) == "3|postgres")
        try await cluster.dropDatabase(copy)
        try await cluster.dropDatabase(database)
    }
}
