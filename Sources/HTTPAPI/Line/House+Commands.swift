import Contract
import Crypto
import Domain
import Foundation
import Governance
import HTTPTypes
import Services
import Storage

extension House {
    /// A command, with everything that its headers and query say about how it is to be carried out.
    func command<C: Command>(_ type: C.Type, _ call: Call) async throws(Rejection) -> APIResponse {
        let caller = try call.caller
        let members = Value(call.valid.body ?? .object(JSON.Object())).members ?? []
        let input = CommandInput(
            path: call.valid.path,
            members: members,
            moment: call.moment,
            credentials: caller
        )
        let context = CommandContext(
            tenant: try call.tenant,
            provenance: Provenance(
                actorID: caller.personID,
                clientID: caller.clientID,
                operationID: call.operation.id,
                requestID: call.request.id,
                reason: call.header("Audit-Reason")
            ),
            precondition: call.precondition,
            idempotencyKey: call.idempotencyKey(caller),
            isDryRun: call.valid.query["dryRun"]?.bool ?? false
        )
        do {
            return call.answer(try await runner.run(try C(input), context))
        } catch {
            throw .refused(error)
        }
    }
}

extension Call {
    fileprivate func answer(_ result: CommandResult) -> APIResponse {
        switch result {
        case .created(let item, let path): resource(item, location: path)
        case .changed(let item): resource(item, location: nil)
        case .dryRun(let decision):
            APIResponse(
                status: .ok,
                fields: [.contentType: mediaType.description],
                body: Value.object([
                    Member("allowed", .boolean(decision.isAllowed)),
                    Member("findings", .array(decision.findings.map { $0.value(in: language) })),
                ]).bytes
            )
        case .replayed(let answer): replay(answer)
        }
    }

    private func resource(_ item: Item, location: String?) -> APIResponse {
        var response = APIResponse(
            status: location == nil ? .ok : .created,
            fields: [
                .contentType: mediaType.description, .eTag: EntityTag.strong(item.state.entityTag),
                .cacheControl: "no-cache",
            ],
            body: item.json
        )
        response.fields[.location] = location
        return response
    }

    /// The answer that the first request under this key was given.
    private func replay(_ answer: StoredAnswer) -> APIResponse {
        var response =
            if let json = answer.json, let version = answer.version {
                resource(
                    Item(json: json, state: ItemState(version: version, deadlinesPassed: answer.deadlinesPassed)),
                    location: answer.status == 201 ? answer.subject : nil
                )
            } else {
                APIResponse(problem(answer))
            }
        response.fields[.idempotentReplayed] = "true"
        return response
    }

    /// The refusal that was stored; for a change whose data was erased since, that there is nothing to show.
    private func problem(_ answer: StoredAnswer) -> Problem {
        let language = BilingualText.Language(language)
        let findings = (try? JSON(parsing: answer.findings))?.array ?? []
        var problem =
            answer.status < 300
            ? Problem(.notFound, language: language)
            : .refusal(
                answer.status == 403 ? .noAuthority : .governanceRefused,
                language: language,
                blockers: findings.filter { $0["status"]?.string == "breached" }
            )
        problem.instance = request.id.instance
        return problem
    }

    /// `If-Match` is compulsory on PATCH and honoured elsewhere.
    fileprivate var precondition: CommandContext.Precondition {
        guard let header = header("If-Match") else { return operation.method == .patch ? .missing : .none }
        return EntityTag.strongList(header).map { .oneOf($0) } ?? .anyVersion
    }

    /// The client's key for this request, with or without its quotes, a UUID in any case, and a hash of what was asked.
    fileprivate func idempotencyKey(_ caller: Credentials) -> IdempotencyKey? {
        header("Idempotency-Key").map { header in
            var hash = SHA256()
            hash.update(data: Array("\(operation.id)\n\(request.path)\n\(request.query ?? "")\n".utf8))
            hash.update(data: request.body)
            let text = header.trimmingCharacters(in: ["\""])
            return IdempotencyKey(
                clientID: caller.clientID,
                key: UUID(uuidString: text)?.lowercased ?? text,
                requestHash: Array(hash.finalize())
            )
        }
    }
}
