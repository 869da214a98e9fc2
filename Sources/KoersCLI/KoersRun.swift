import ArgumentParser

/// Runs one command line from its words to its exit status.
enum KoersRun {
    /// Parses and runs the command, and tells the person on standard error what went wrong.
    static func run(_ arguments: [String]) async -> Outcome {
        do {
            var command = try Koers.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return .done
        } catch {
            return report(error)
        }
    }

    private static func report(_ error: any Error) -> Outcome {
        switch error {
        case let failure as Failure:
            Console.current.warn(failure.message)
            return failure.outcome
        case is OutputClosed, is CancellationError:
            return .done
        default:
            return reportParsing(error)
        }
    }

    /// Help and completion scripts arrive as errors too; only what is no success is a mistake of the user.
    private static func reportParsing(_ error: any Error) -> Outcome {
        let message = Koers.fullMessage(for: error)
        let code = Koers.exitCode(for: error)
        guard code == .success else {
            if !message.isEmpty { Console.current.warn(message + "\n") }
            return code == .validationFailure ? .usage : .server
        }
        do {
            if !message.isEmpty { try Console.current.write(message + "\n") }
            return .done
        } catch {
            return report(error)
        }
    }
}
