import Foundation
import Logging
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite struct `A start that cannot be` {
    private func refusal(
        _ directory: String,
        settings: [String: String] = ["fsync": "off"],
        timeout: Duration = .seconds(20)
    ) async throws -> EmbeddedPostgresError {
        let options = EmbeddedPostgres.Options(dataDirectory: directory, settings: settings, startTimeout: timeout)
        return try await #require(throws: EmbeddedPostgresError.self) {
            let server = try await EmbeddedPostgres.start(options, logger: quiet)
            await server.stop()
        }
    }

    @Test func `names the version that made the data`() async throws {
        let directory = try TestDirectories.make()
        try FileManager.default.createDirectory(atPath: directory + "/postgres", withIntermediateDirectories: false)
        try "13\n".write(toFile: directory + "/postgres/PG_VERSION", atomically: true, encoding: .utf8)
        let error = try await refusal(directory)
        #expect(error.description.contains("was made by PostgreSQL 13, but only PostgreSQL 1"))
        #expect(error.description.contains("pg_upgrade"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory + "/postgres") == ["PG_VERSION"])
    }

    @Test func `does not touch a directory that holds something else`() async throws {
        let directory = try TestDirectories.make()
        try FileManager.default.createDirectory(atPath: directory + "/postgres", withIntermediateDirectories: false)
        try "mine".write(toFile: directory + "/postgres/letter.txt", atomically: true, encoding: .utf8)
        #expect(try await refusal(directory) == .notACluster(path: directory + "/postgres"))
        #expect(exists(directory + "/postgres/letter.txt"))
    }

    @Test func `names a path that cannot be written`() async throws {
        let error = try await refusal("/dev/null/koers")
        guard case .unwritable = error else {
            Issue.record("got \(error)")
            return
        }
        #expect(error.description.hasPrefix("Cannot write /dev/null"))
    }

    @Test(.enabled(if: geteuid() != 0)) func `names a directory without permission`() async throws {
        let directory = try TestDirectories.make()
        chmod(directory, 0o500)
        let error = try await refusal(directory)
        #expect(error.description.contains("Permission denied"))
        chmod(directory, 0o700)
    }

    @Test func `gives up its turn when another keeps it`() async throws {
        let directory = try TestDirectories.make()
        let lock = try FileLock(directory + "/koers.lock")
        #expect(lock.tryLock(.exclusive))
        let error = try await refusal(directory, timeout: .milliseconds(50))
        #expect(error == .lockedByAnother(path: directory, waited: .milliseconds(50)))
        lock.unlock()
    }

    @Test func `does not share a data directory between machines`() async throws {
        let directory = try TestDirectories.make()
        let others = try FileLock(directory + "/koers.users")
        #expect(others.tryLock(.shared))
        let marker = Marker(path: directory + "/koers.started")
        try "4711\nanother machine\n".write(toFile: marker.path, atomically: true, encoding: .utf8)
        #expect(try await refusal(directory) == .usedFromElsewhere(path: directory))

        // That machine is gone, and its server with it.
        others.unlock()
        let server = try await TestCluster.start(in: directory)
        #expect(!marker.isFromAnotherMachine && marker.names(process: server.processIdentifier))
        await server.stop()
    }

    @Test func `repeats what PostgreSQL said about a setting`() async throws {
        let directory = try TestDirectories.make()
        let error = try await refusal(directory, settings: ["fsync": "off", "shared_buffers": "banana"])
        #expect(error.description.contains(#"invalid value for parameter "shared_buffers": "banana""#))
        #expect(ServerProcess.running(cluster: directory + "/postgres") == nil)
        let server = try await TestCluster.start(in: directory)
        await server.stop()
    }

    @Test func `by cancellation leaves nothing running`() async throws {
        let directory = try TestDirectories.make()
        let task = Task {
            let options = EmbeddedPostgres.Options(dataDirectory: directory, settings: ["fsync": "off"])
            _ = try await EmbeddedPostgres.start(options, logger: quiet)
        }
        #expect(await eventually { exists(directory + "/postgres.unfinished") })
        task.cancel()
        await #expect(throws: EmbeddedPostgresError.interrupted) { try await task.value }
        // On a slow machine the cluster may just have been finished; half of one is never left.
        #expect(!exists(directory + "/postgres.unfinished"))
        #expect(ServerProcess.running(cluster: directory + "/postgres") == nil)
    }

    @Test func `on a link that somebody laid for the socket is refused`() async throws {
        let directory = try TestDirectories.make()
        symlink("/tmp", directory + "/run")
        guard case .unwritable(directory + "/run", _) = try await refusal(directory) else {
            Issue.record("a link was followed")
            return
        }
    }

    @Test func `every error is a sentence that says what to do`() {
        let installation = ServerVersion(programOutput: "postgres (PostgreSQL) 14.1")
            .map { Installation(directory: "/pg", version: $0) }
        let errors: [EmbeddedPostgresError] = [
            .noServerPrograms(searched: ["PATH"], tooOld: []),
            .noServerPrograms(searched: [], tooOld: [installation].compactMap { $0 }),
            .noServiceAccount(name: "postgres"), .diskFull(path: "/d"), .unwritable(path: "/d", reason: "Full"),
            .unreachable(cluster: "/d/postgres", barrier: "/d", account: "postgres"), .noSocket(cluster: "/d"),
            .usedFromElsewhere(path: "/d"), .startTimedOut(cluster: "/d", waited: .seconds(1)),
            .cannotRun(program: "/x", reason: "No such file"),
        ]
        for error in errors {
            #expect(error.description.hasSuffix("."))
            #expect(error.description.count > 20)
        }
    }
}
