import Contract
import Foundation

extension BodyOptions {
    /// The body: the object of `--json` or `--file`, with the members given as options put over it.
    func body(_ members: JSON.Object) throws(Failure) -> JSON.Object {
        guard json == nil || file == nil else { throw .usage("Give --json or --file, not both.\n") }
        var body = JSON.Object()
        if let json { body = try Self.object(Array(json.utf8), from: "--json") }
        if let file { body = try Self.object(try Self.bytes(file), from: file) }
        for (name, value) in members { body[name] = value }
        return body
    }

    /// The bytes of a file; `-` is standard input.
    static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        if path == "-" {
            do {
                return try Console.current.readInput(false)
            } catch {
                throw .usage("Standard input cannot be read.\n")
            }
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .usage("\(path) cannot be read.\n")
        }
        return Array(data)
    }

    private static func object(_ bytes: [UInt8], from place: String) throws(Failure) -> JSON.Object {
        let value: JSON
        do {
            value = try JSON(parsing: bytes)
        } catch {
            throw .usage("\(place) is not JSON: \(error.detail).\n")
        }
        guard let object = value.object else { throw .usage("\(place) must hold a JSON object.\n") }
        return object
    }
}
