import ArgumentParser
import Synchronization

/// The configurations of commands, each made once: the parser asks for all of them several times in a run, and they hold
/// help that is written from the contract.
enum Configurations {
    private static let made = Mutex<[ObjectIdentifier: CommandConfiguration]>([:])

    static func once(
        _ command: any ParsableCommand.Type,
        _ make: () -> CommandConfiguration
    ) -> CommandConfiguration {
        let key = ObjectIdentifier(command)
        if let configuration = made.withLock({ $0[key] }) { return configuration }
        let configuration = make()
        made.withLock { $0[key] = configuration }
        return configuration
    }
}
