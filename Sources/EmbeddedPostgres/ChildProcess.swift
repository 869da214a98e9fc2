import Foundation

/// A process that this one started and must collect when it ends.
struct ChildProcess: Sendable {
    let identifier: pid_t

    /// Collects the process if it has ended; nil while it runs.
    func exitStatus() -> Int32? { collect(WNOHANG) }

    /// Waits for the end; for processes that were killed just before.
    func waitForExit() -> Int32 { collect(0) ?? -1 }

    func signal(_ number: Int32) { _ = kill(identifier, number) }

    /// Kills the process and what it has started in its group, and gives them a moment to end: `initdb` leaves writing to
    /// programs of its own, and what they have made can be removed only when nobody adds to it any more.
    func killGroup() {
        _ = kill(-identifier, SIGKILL)
        _ = waitForExit()
        for _ in 0..<200 {
            // One that is dead still belongs to the group until it is collected, and in a container that may be by nobody.
            guard kill(-identifier, 0) == 0 else { return }
            usleep(1000)
        }
    }

    private func collect(_ options: Int32) -> Int32? {
        var status: Int32 = 0
        var answer: pid_t
        repeat {
            answer = waitpid(identifier, &status, options)
        } while answer == -1 && errno == EINTR
        switch answer {
        case 0: return nil
        // Collected by someone else: it has ended, its status is lost.
        case -1: return -1
        default:
            let signal = status & 0x7f
            return signal == 0 ? (status >> 8) & 0xff : 128 + signal
        }
    }
}
