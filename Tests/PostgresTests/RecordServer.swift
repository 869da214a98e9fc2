import Foundation
import Testing

@testable import Postgres

/// A server of one session over TLS and one batch, which it answers in two records, the second as large as a record can
/// be: as a newer PostgreSQL does, or a proxy in front of one.
final class RecordServer: Sendable {
    let port: UInt16

    /// - Parameters:
    ///   - certificate: path of a file, like `key`.
    ///   - rows: how many the answer has; so many that it is larger than a record.
    init(certificate: String, key: String, rows: Int) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 1) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        try #require(isListening)
        port = UInt16(bigEndian: address.sin_port)
        let openSSL = try #require(OpenSSL())
        Thread.detachNewThread {
            let client = accept(listener, nil, nil)
            close(listener)
            defer { close(client) }
            var request = [UInt8](repeating: 0, count: 8)
            guard recv(client, &request, 8, Int32(MSG_WAITALL)) == 8, send(client, "S", 1, 0) == 1,
                let session = openSSL.accept(client, certificate: certificate, key: key)
            else { return }
            Self.talk(openSSL, session, rows)
        }
    }

    private static func talk(_ openSSL: OpenSSL, _ session: OpaquePointer, _ rows: Int) {
        guard openSSL.read(session) != nil else { return }
        openSSL.write(session, message("R", [0, 0, 0, 0]) + message("Z", Array("I".utf8)))
        var batch: [UInt8] = []
        while !batch.reversed().starts(with: message("S", []).reversed()) {
            guard let bytes = openSSL.read(session) else { return }
            batch += bytes
        }
        let answer = answer(rows)
        openSSL.write(session, answer.dropLast(16_384))
        openSSL.write(session, answer.suffix(16_384))
        while openSSL.read(session) != nil {}
    }

    /// To Parse, Bind, Describe, Execute and Sync; a row has 91 bytes.
    private static func answer(_ rows: Int) -> [UInt8] {
        let column: [UInt8] = Array("x".utf8) + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 1]
        let row = message("D", [0, 1, 0, 0, 0, 80] + Array(repeating: UInt8(ascii: "x"), count: 80))
        return message("1", []) + message("2", []) + message("T", [0, 1] + column)
            + Array(repeatElement(row, count: rows).joined()) + message("C", Array("SELECT \(rows)".utf8) + [0])
            + message("Z", Array("I".utf8))
    }

    private static func message(_ type: Character, _ body: [UInt8]) -> [UInt8] {
        let length = UInt32(body.count + 4)
        return Array(String(type).utf8) + withUnsafeBytes(of: length.bigEndian) { Array($0) } + body
    }
}

/// As much of OpenSSL as a server needs; it is that of libpq.
private struct OpenSSL: Sendable {
    typealias New = @convention(c) (OpaquePointer?) -> OpaquePointer?
    typealias UseFile = @convention(c) (OpaquePointer, UnsafePointer<CChar>, Int32) -> Int32
    typealias Move = @convention(c) (OpaquePointer, UnsafeMutableRawPointer?, Int32) -> Int32

    private let method: @convention(c) () -> OpaquePointer?
    private let newContext: New
    private let newSession: New
    private let useCertificate: UseFile
    private let useKey: UseFile
    private let setDescriptor: @convention(c) (OpaquePointer, Int32) -> Int32
    private let shakeHands: @convention(c) (OpaquePointer) -> Int32
    private let receive: Move
    private let transmit: Move

    init?() {
        guard let library = dlopen("libpq.so.5", RTLD_LAZY) else { return nil }
        func find<Function>(_ name: String, _: Function.Type = Function.self) -> Function? {
            dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
        }
        guard let method = find("TLS_server_method", (@convention(c) () -> OpaquePointer?).self),
            let newContext = find("SSL_CTX_new", New.self), let newSession = find("SSL_new", New.self),
            let useCertificate = find("SSL_CTX_use_certificate_file", UseFile.self),
            let useKey = find("SSL_CTX_use_PrivateKey_file", UseFile.self),
            let setDescriptor = find("SSL_set_fd", (@convention(c) (OpaquePointer, Int32) -> Int32).self),
            let shakeHands = find("SSL_accept", (@convention(c) (OpaquePointer) -> Int32).self),
            let receive = find("SSL_read", Move.self), let transmit = find("SSL_write", Move.self)
        else { return nil }
        self.method = method
        self.newContext = newContext
        self.newSession = newSession
        self.useCertificate = useCertificate
        self.useKey = useKey
        self.setDescriptor = setDescriptor
        self.shakeHands = shakeHands
        self.receive = receive
        self.transmit = transmit
    }

    func accept(_ client: Int32, certificate: String, key: String) -> OpaquePointer? {
        let pem: Int32 = 1
        guard let context = newContext(method()), useCertificate(context, certificate, pem) == 1,
            useKey(context, key, pem) == 1, let session = newSession(context), setDescriptor(session, client) == 1,
            shakeHands(session) == 1
        else { return nil }
        return session
    }

    /// What has come; nil at the end.
    func read(_ session: OpaquePointer) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = receive(session, &bytes, Int32(bytes.count))
        return count > 0 ? Array(bytes.prefix(Int(count))) : nil
    }

    /// As one record, if it is not larger than that.
    func write(_ session: OpaquePointer, _ bytes: some Collection<UInt8>) {
        var bytes = Array(bytes)
        _ = transmit(session, &bytes, Int32(bytes.count))
    }
}
