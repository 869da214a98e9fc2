import Foundation

/// A version of the PostgreSQL server as its programs print it.
package struct ServerVersion: Hashable, Comparable, Sendable {
    /// The first number; data directories of different major versions are not interchangeable.
    package let major: Int
    /// The version as printed, such as `15.18` or `18beta1`.
    package let text: String

    /// The oldest major version that Koers runs on: views with `security_invoker` exist since 15.
    package static let oldestSupported = 15

    /// Reads the line of `postgres --version`, such as `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
    package init?(programOutput: String) {
        guard let name = programOutput.range(of: "(PostgreSQL) ") else { return nil }
        let text = programOutput[name.upperBound...].prefix { !$0.isWhitespace }
        guard let major = Int(text.prefix { $0.isASCII && $0.isNumber }) else { return nil }
        self.major = major
        self.text = String(text)
    }

    /// Reads the file `PG_VERSION` of a data directory. Before version 10 it said `9.6`.
    package static func major(ofVersionFile content: String) -> Int? {
        Int(content.prefix { $0.isASCII && $0.isNumber })
    }

    package static func < (left: ServerVersion, right: ServerVersion) -> Bool {
        (left.major, left.text) < (right.major, right.text)
    }
}
