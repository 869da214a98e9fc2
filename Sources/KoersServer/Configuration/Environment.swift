import Configuration

/// Flags over environment: each value says where it came from, so that an error can name it.
struct Environment {
    /// Where a value was given.
    enum Origin: CustomStringConvertible {
        case flag(String)
        case variable(String)

        var description: String {
            switch self {
            case .flag(let name): "--\(name)"
            case .variable(let name): name
            }
        }

        /// 64 where the command line is wrong, 78 where the environment is.
        func failure(_ sentence: String) -> CommandFailure {
            switch self {
            case .flag: CommandFailure(.usage, "\(self): \(sentence)")
            case .variable: CommandFailure(.configuration, "\(self): \(sentence)")
            }
        }
    }

    struct Value<Content> {
        let content: Content
        let origin: Origin
    }

    private let reader: ConfigReader

    init(provider: some ConfigProvider = EnvironmentVariablesProvider()) {
        reader = ConfigReader(provider: provider).scoped(to: "koers")
    }

    /// - Parameter name: as on the command line, without dashes in front: `database-url` is `KOERS_DATABASE_URL`.
    func value(_ name: String, flag: String?, isSecret: Bool = false) -> Value<String>? {
        if let flag { return Value(content: flag, origin: .flag(name)) }
        let components = name.split(separator: "-").map(String.init)
        guard let text = reader.string(forKey: ConfigKey(components), isSecret: isSecret), !text.isEmpty else {
            return nil
        }
        let variable = "KOERS_" + components.joined(separator: "_").uppercased()
        return Value(content: text, origin: .variable(variable))
    }

    /// - Throws: `CommandFailure` where it is no port.
    func port(_ name: String, flag: Int?) throws -> Int? {
        guard let value = value(name, flag: flag.map(String.init)) else { return nil }
        guard let port = Int(value.content), (0...65535).contains(port) else {
            throw value.origin.failure("'\(value.content)' is no port; use a number from 0 to 65535.")
        }
        return port
    }

    /// - Throws: `CommandFailure` where the variable is neither true nor false.
    func isOn(_ name: String, flag: Bool) throws -> Bool {
        if flag { return true }
        guard let value = value(name, flag: nil) else { return false }
        switch value.content.lowercased() {
        case "true", "1", "yes", "on": return true
        case "false", "0", "no", "off": return false
        default: throw value.origin.failure("'\(value.content)' is neither true nor false.")
        }
    }
}
