import Foundation
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite struct `A lock on a file` {
    @Test func `is free when it ends, also while a program that was just started holds a copy`() throws {
        let path = try TestDirectories.make() + "/lock"
        var copy: Int32 = -1
        do {
            let lock = try FileLock(path)
            #expect(lock.tryLock(.exclusive))
            copy = dup(try #require(try descriptor(of: path)))
        }
        defer { close(copy) }
        #expect(try FileLock(path).tryLock(.exclusive))
    }

    private func descriptor(of path: String) throws -> Int32? {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
            .first { (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path }
    }
}
