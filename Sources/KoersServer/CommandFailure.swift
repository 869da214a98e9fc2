/// Why a command ends without having done its work; the exit code is the one of `sysexits.h`.
struct CommandFailure: Error, CustomStringConvertible {
    enum Code: Int32 {
        /// 1: the work was done and its outcome is bad, such as a broken journal.
        case outcome = 1
        /// 64: the command line is wrong.
        case usage = 64
        /// 69: a service that is needed cannot be reached.
        case unavailable = 69
        /// 70: an error inside.
        case software = 70
        /// 78: the environment is wrong.
        case configuration = 78
    }

    let code: Code
    /// One sentence for the person at the terminal: what was observed, and what to do.
    let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
