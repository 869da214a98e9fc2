import Contract
import Foundation
import NIOCore
import Testing

extension Caller {
    /// Asks under one key until there is an answer. One attempt in three is cut off at a random moment, when nothing, a part
    /// or all of it has been done.
    ///
    /// - Returns: The answer, and how many attempts were cut off before it.
    func insist(_ target: String, _ body: JSON) async throws -> (answer: Answer, cuts: Int) {
        let fields = ["Content-Type": "application/json", "Idempotency-Key": UUID().text]
        var cuts = 0
        while true {
            let isCut = Int.random(in: 0..<3) == 0
            let patience = isCut ? TimeAmount.microseconds(.random(in: 200...30_000)) : .seconds(30)
            do {
                let answer = try await send("POST", target, body: body.bytes, fields: fields, patience: patience)
                guard answer.problem == "idempotency-conflict" else { return (answer, cuts) }
                // Another attempt under this key is still being carried out; its answer is the one to wait for.
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...10)))
            } catch  where isCut {
                cuts += 1
            }
        }
    }
}
