import Foundation
import Testing

import enum TestSupport.FreePort
import class TestSupport.Gate

@testable import Postgres

/// Certificates of the tests' own, made with `openssl`: a CA, another one, and what they signed.
struct Certificates {
    let directory: String

    /// - Parameter directory: is made.
    init(in directory: String) throws {
        self.directory = directory
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        for authority in ["ca", "other-ca"] {
            try openssl(
                "req -x509 \(Self.newKey) -keyout \(file(authority, "key")) -out \(file(authority, "crt"))"
                    + " -days 30 -subj /CN=\(authority)"
            )
        }
    }

    init(madeIn directory: String) {
        self.directory = directory
    }

    /// Path of a certificate (`crt`) or key (`key`).
    func file(_ name: String, _ kind: String) -> String { "\(directory)/\(name).\(kind)" }

    /// - Parameter days: how long it is valid; 0 has expired.
    func make(_ name: String, for subject: String, hosts: String? = nil, by authority: String = "ca", days: Int = 30)
        throws
    {
        try openssl(
            "req \(Self.newKey) -keyout \(file(name, "key")) -out \(file(name, "csr")) -subj /CN=\(subject)"
        )
        try Data((hosts.map { "subjectAltName=\($0)\n" } ?? "").utf8).write(to: URL(filePath: file(name, "ext")))
        try openssl(
            "x509 -req -in \(file(name, "csr")) -CA \(file(authority, "crt")) -CAkey \(file(authority, "key"))"
                + " -CAcreateserial -days \(days) -extfile \(file(name, "ext")) -out \(file(name, "crt"))"
        )
    }

    private static let newKey = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"

    private func openssl(_ words: String) throws {
        try ScratchCluster.run(["openssl"] + words.split(separator: " ").map(String.init))
    }
}

/// A PostgreSQL on a port of `localhost`, which wants TLS and a client certificate there.
struct TLSServer {
    let cluster: ScratchCluster
    let certificates: Certificates
    let port: Int

    init() throws {
        let port = try FreePort.take()
        cluster = try ScratchCluster(
            options: "-c listen_addresses=localhost -c port=\(port) -c ssl=on -c ssl_ca_file=../ca.crt"
                + " -c ssl_cert_file=../server.crt -c ssl_key_file=../server.key"
        ) { cluster in
            let certificates = try Certificates(in: cluster.directory + "/tls")
            try certificates.make("server", for: "localhost", hosts: "DNS:localhost")
            try certificates.make("koers", for: "koers")
            try cluster.admit("hostssl all all localhost cert")
            try cluster.take(certificates.file("ca", "crt"), as: "ca.crt")
            for kind in ["crt", "key"] { try cluster.take(certificates.file("server", kind), as: "server.\(kind)") }
        }
        certificates = Certificates(madeIn: cluster.directory + "/tls")
        self.port = port
    }

    /// From the next connection on the server shows this certificate.
    func present(_ name: String) throws {
        for kind in ["crt", "key"] { try cluster.take(certificates.file(name, kind), as: "server.\(kind)") }
        try cluster.reload()
    }

    /// As an operator would write it; nil leaves the parameter out.
    /// - Parameter gate: one that stands in front of the server.
    func url(
        mode: String = "verify-full",
        root: String? = "ca",
        client: String? = "koers",
        key: String? = nil,
        gate: Gate? = nil
    ) -> String {
        var url = "postgres://koers@localhost:\(gate.map { Int($0.port) } ?? port)/postgres?sslmode=\(mode)"
        if gate != nil { url += "&hostaddr=127.0.0.1" }
        if let root { url += "&sslrootcert=\(certificates.file(root, "crt"))" }
        if let client {
            url += "&sslcert=\(certificates.file(client, "crt"))&sslkey=\(certificates.file(key ?? client, "key"))"
        }
        return url
    }
}
