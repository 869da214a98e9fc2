import Foundation
import Synchronization

/// What the person at the terminal reads once the server listens and can answer: where it is, and with `--demo` how to try
/// it.
final class Announcement: Sendable {
    private let settings: ServeSettings
    private let known = Mutex<(port: Int?, isReady: Bool, demo: DemoAnnounced?)>((nil, false, nil))

    init(settings: ServeSettings) {
        self.settings = settings
    }

    /// The port is known: the settings may have left it open.
    func listening(port: Int) {
        let known = known.withLock { known in
            known.port = port
            return known
        }
        if known.isReady { announce(port: port, known.demo) }
    }

    func ready(_ demo: DemoAnnounced?) {
        let known = known.withLock { known in
            known.isReady = true
            known.demo = demo
            return known
        }
        if let port = known.port { announce(port: port, demo) }
    }

    private func announce(port: Int, _ demo: DemoAnnounced?) {
        print(text(port: port, demo))
        fflush(nil)
    }

    private func text(port: Int, _ demo: DemoAnnounced?) -> String {
        let scheme = settings.tls == nil ? "http" : "https"
        let url = "\(scheme)://\(reachableHost):\(port)/v1"
        var lines = ["Koers answers on \(url)"]
        if let demo {
            lines += ["", "Tokens of Lindemeer, also in \(demo.tokenFile):"]
            lines += demo.tokens.map { "  \($0.function): \($0.token)" }
            if let token = demo.tokens.first?.token {
                lines += ["", "Try:"]
                lines += [
                    "  curl \(url)/governance-rules",
                    "  curl -H 'Authorization: Bearer \(token)' '\(url)/programmes?fields=code,name,phase'",
                    "  curl -H 'Authorization: Bearer \(token)' '\(url)/journal?type=programme.refused'",
                ]
            }
        }
        return lines.joined(separator: "\n")
    }

    /// An address that listens everywhere is no address to connect to, and one of IPv6 is bracketed in a URL.
    private var reachableHost: String {
        if ["0.0.0.0", "::"].contains(settings.host) { return "127.0.0.1" }
        return settings.host.contains(":") ? "[\(settings.host)]" : settings.host
    }
}
