import Contract
import Domain
import Foundation
import Testing

@Suite("Scopes open exactly the operations that the contract says", .serialized, .koers)
struct PermissionTests {
    @Test("Every operation is accepted with exactly its scopes")
    func coverage() async throws {
        let koers = try Koers.current
        var accepted: Set<String> = []
        var world = try await koers.client.makeWorld()
        for operation in koers.contract.operations {
            let caller = try caller(of: operation)
            var answer = try #require(try await caller.ask(operation, of: world), "\(operation.id) has no request")
            if !(200..<300).contains(answer.status) {
                // What came before took the world further than this may begin.
                world = try await koers.client.makeWorld()
                answer = try #require(try await caller.ask(operation, of: world))
            }
            #expect((200..<300).contains(answer.status), "\(answer)")
            accepted.insert(operation.id)
        }
        let covered = Witness.coverage.filter { $0.value.contains { (200..<300).contains($0) } }
        #expect(Set(covered.keys).isSuperset(of: accepted))
        #expect(accepted == Set(koers.contract.operations.map(\.id)), "every operation of openapi.yaml is exercised")
    }

    @Test("The matrix of scopes and operations is the one that was reviewed, and holds over HTTP")
    func matrix() async throws {
        let koers = try Koers.current
        let world = try await koers.client.makeWorld()
        let width = koers.contract.operations.map(\.id.count).max() ?? 0
        var lines = [String(repeating: " ", count: width) + "  nobody  any  " + Scope.all.joined(separator: "  ")]
        for operation in koers.contract.operations {
            let nobody = try await koers.anyone.ask(operation, of: world)?.status
            let any = try await koers.client([]).ask(operation, of: world)?.status
            var cells = [Self.cell(nobody), Self.cell(any)]
            for scope in Scope.all {
                cells.append(Self.cell(try await koers.client([scope]).ask(operation, of: world)?.status))
            }
            switch operation.access {
            case .public:
                #expect(cells.allSatisfy { $0 == "x" }, "\(operation.id)")
            case .required(let scopes):
                #expect(nobody == 401, "\(operation.id)")
                #expect((any == 403) == !scopes.isEmpty, "\(operation.id)")
                for (scope, cell) in zip(Scope.all, cells.dropFirst(2)) {
                    #expect((cell == "x") == scopes.isSubset(of: [scope]), "\(operation.id) with \(scope)")
                }
                for scope in scopes {
                    let allBut = koers.client(Municipality.everyScope.subtracting([scope]))
                    try await allBut.ask(operation, of: world)?.expect(403, "forbidden")
                }
            }
            let widths = [6, 3] + Scope.all.map(\.count)
            let row = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - 1) }.joined(separator: "  ")
            lines.append((operation.id.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + row).trimmedEnd)
        }
        try compare(lines.map { $0 + "\n" }.joined())
    }

    private func caller(of operation: Contract.Operation) throws -> Caller {
        switch operation.access {
        case .public: try Koers.current.anyone
        case .required(let scopes): try Koers.current.client(scopes)
        }
    }

    private static func cell(_ status: Int?) -> String {
        status == 401 || status == 403 || status == nil ? "." : "x"
    }

    /// Compares with the reviewed file; `KOERS_REWRITE_GOLDEN=1` rewrites it.
    private func compare(_ matrix: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Golden/permissions.txt")
        if ProcessInfo.processInfo.environment["KOERS_REWRITE_GOLDEN"] == "1" {
            try Data(matrix.utf8).write(to: file)
        }
        let reviewed = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(matrix == reviewed, "KOERS_REWRITE_GOLDEN=1 rewrites the file, whose difference is then reviewed")
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
