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
            copy = withExtendedLifetime(lock) { fcntl(lock.descriptor, F_DUPFD_CLOEXEC, 0) }
        }
        try #require(copy >= 0)
        defer { close(copy) }
        #expect(try FileLock(path).tryLock(.exclusive))
    }
}
