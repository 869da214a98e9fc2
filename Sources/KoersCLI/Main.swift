import Foundation

/// The process: its arguments in, its exit code out.
@main
enum Main {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        let status = await KoersRun.run(Array(CommandLine.arguments.dropFirst()))
        exit(status.rawValue)
    }
}
