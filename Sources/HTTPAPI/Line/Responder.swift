package import Contract
package import Domain
import Foundation
import HTTPTypes
package import Logging
import Services
package import Storage

/// The line that every request walks: match → credentials → scope → media types → validation → handler → response.
package final class Responder: APIResponder {
    private let house: House
    private let handlers: [String: Handler]
    /// The header fields of the contract by the contract's spelling; making a name checks each of its letters.
    private let fieldNames: [String: HTTPField.Name]
    private let credentials: CredentialCache
    private let origins: AllowedOrigins
    private let now: @Sendable () -> Moment
    private let logger: Logger

    /// - Parameters:
    ///   - allowedOrigins: The web origins whose pages may read the API (CORS).
    ///   - now: The clock.
    /// - Throws: `RouteMismatch` when an operation has no handler or a handler no operation.
    package init(
        contract: Contract,
        store: Store,
        allowedOrigins: Set<String> = [],
        now: @escaping @Sendable () -> Moment,
        logger: Logger
    ) throws(RouteMismatch) {
        let operations = Set(contract.operations.map(\.id))
        if let mismatch = RouteMismatch(operations, routes.keys) { throw mismatch }
        house = House(
            contract: contract,
            reader: store.reader,
            standbyReader: store.standbyReader,
            runner: CommandRunner(store)
        )
        handlers = routes
        let declared = contract.operations.flatMap(\.parameters).filter { $0.part == .header }.map(\.name)
        fieldNames = Dictionary(
            declared.compactMap { name in HTTPField.Name(name).map { (name, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        credentials = CredentialCache(reader: store.reader)
        origins = AllowedOrigins(allowedOrigins)
        self.now = now
        self.logger = logger
    }

    package func respond(to request: APIRequest) async -> APIResponse {
        var response: APIResponse
        switch house.contract.match(method: request.method.rawValue, path: request.path) {
        case .notFound:
            response = problem(.notFound, request)
        case .methodNotAllowed(let allow):
            response = problem(.methodNotAllowed(allow: allow), request)
        case .options(let allow):
            response = origins.options(allow: allow, for: request)
        case .operation(let operation, let path):
            do {
                response = try await answer(request, operation, path)
            } catch {
                response = problem(error, request)
            }
            response.operationID = operation.id
            response.stream?.refusal = { error in self.refusal(error, of: request, operation) }
            if operation.access == .public { response.fields[.accessControlAllowOrigin] = "*" }
        }
        origins.allow(request, &response)
        return response
    }

    package func problem(_ failure: EdgeFailure, for request: APIRequest?) -> APIResponse {
        Self.edgeProblem(failure, for: request)
    }

    /// The problem document of a failure at the edge; needs no database.
    package static func edgeProblem(_ failure: EdgeFailure, for request: APIRequest?) -> APIResponse {
        let language = Language(acceptLanguage: request?.fields[.acceptLanguage])
        let problem = Problem(
            failure.kind,
            language: BilingualText.Language(language),
            instance: (request?.id ?? RequestID.make()).instance
        )
        return APIResponse(problem)
    }

    /// What is brief is answered where the socket is served; everything else on the pool, lest others wait for it.
    private func answer(
        _ request: APIRequest,
        _ operation: Contract.Operation,
        _ path: [String: String]
    ) async throws(Rejection) -> APIResponse {
        guard let handler = handlers[operation.id] else { throw .notFound }
        guard !handler.isBrief else { return try await answer(request, operation, path, by: handler) }
        return try await onPool { () async throws(Rejection) in
            try await answer(request, operation, path, by: handler)
        }
    }

    private func answer(
        _ request: APIRequest,
        _ operation: Contract.Operation,
        _ path: [String: String],
        by handler: Handler
    ) async throws(Rejection) -> APIResponse {
        let moment = now()
        let caller = try await authenticate(request, for: operation, at: moment)
        let mediaType = try negotiate(request, operation)
        let contentType = request.fields[.contentType]
        let valid = house.contract.validate(
            operation,
            path: path,
            query: request.query,
            headers: { name in fieldNames[name].flatMap { request.fields[$0] } },
            body: request.body,
            contentType: contentType
        )
        switch valid {
        case .failure(let violations):
            try check(violations.scopedMembers, caller)
            throw .invalid(violations.all)
        case .success(let valid):
            try check(valid.scopedMembers, caller)
            let call = Call(
                operation: operation,
                request: request,
                valid: valid,
                credentials: caller,
                language: Language(acceptLanguage: request.fields[.acceptLanguage]),
                moment: moment,
                mediaType: mediaType
            )
            return try await handler.respond(call, house)
        }
    }

    /// What is answered when a streamed body fails before its first chunk.
    private func refusal(
        _ error: any Error,
        of request: APIRequest,
        _ operation: Contract.Operation
    ) -> APIResponse {
        let rejection = error as? Rejection ?? .refused(.internalError(detail: "\(error)"))
        var response = problem(rejection, request)
        response.operationID = operation.id
        origins.allow(request, &response)
        return response
    }

    private func authenticate(
        _ request: APIRequest,
        for operation: Contract.Operation,
        at moment: Moment
    ) async throws(Rejection) -> Credentials? {
        guard case .required(let scopes) = operation.access else { return nil }
        let values = request.fields[values: .authorization]
        guard values.count == 1, let token = values[0].bearerToken else { throw .unauthenticated }
        let found: Credentials?
        do {
            found = try await credentials.credentials(token, at: moment)
        } catch {
            throw .refused(Refusal(error))
        }
        guard let found else { throw .unauthenticated }
        guard scopes.isSubset(of: found.scopes) else { throw .lacksScope(scopes.subtracting(found.scopes)) }
        return found
    }

    private func negotiate(_ request: APIRequest, _ operation: Contract.Operation) throws(Rejection) -> MediaType {
        guard let mediaType = operation.negotiate(accept: request.fields[.accept]) else { throw .notAcceptable }
        if operation.requestBody != nil, !request.body.isEmpty,
            operation.requestContent(contentType: request.fields[.contentType]) == nil
        {
            throw .unsupportedMediaType(operation)
        }
        return mediaType
    }

    /// Members that ask for a scope of their own.
    private func check(_ members: [ScopedMember], _ caller: Credentials?) throws(Rejection) {
        guard !members.isEmpty else { return }
        let lacking = Set(members.map(\.scope)).subtracting(caller?.scopes ?? [])
        guard lacking.isEmpty else { throw .lacksScope(lacking) }
    }

    private func problem(_ rejection: Rejection, _ request: APIRequest) -> APIResponse {
        let metadata: (String) -> Logger.Metadata = { ["request": "\(request.id)", "detail": "\($0)"] }
        switch rejection {
        case .refused(.internalError(let detail)): logger.error("A request failed.", metadata: metadata(detail))
        case .refused(.unavailable(let detail)):
            logger.warning("The database did not serve a request.", metadata: metadata(detail))
        case .notFound, .methodNotAllowed, .unauthenticated, .lacksScope, .notAcceptable, .unsupportedMediaType,
            .invalid, .refused:
            break
        }
        let language = Language(acceptLanguage: request.fields[.acceptLanguage])
        var problem = rejection.problem(BilingualText.Language(language))
        problem.instance = request.id.instance
        var response = APIResponse(problem)
        for field in rejection.fields { response.fields[field.name] = field.value }
        return response
    }
}

/// The contract and the route table do not name the same operations.
package struct RouteMismatch: Error, CustomStringConvertible {
    /// The operationIds that only one of the two names.
    package let operations: [String]

    /// - Returns: `nil` when both name the same.
    init?(_ operations: Set<String>, _ handled: some Sequence<String>) {
        let unmatched = operations.symmetricDifference(handled)
        guard !unmatched.isEmpty else { return nil }
        self.operations = unmatched.sorted()
    }

    package var description: String {
        "The contract and the route table differ in: \(operations.joined(separator: ", "))."
    }
}

extension APIResponse {
    init(_ problem: Problem) {
        self.init(
            status: HTTPResponse.Status(code: problem.status),
            fields: [.contentType: "application/problem+json"],
            body: problem.bytes
        )
    }
}

extension EdgeFailure {
    fileprivate var kind: Problem.Kind {
        switch self {
        case .malformedRequest: .invalidRequest
        case .methodNotAllowed: .methodNotAllowed
        case .requestTimeout: .requestTimeout
        case .payloadTooLarge: .payloadTooLarge
        case .uriTooLong: .uriTooLong
        case .headerTooLarge: .headerTooLarge
        case .unavailable: .unavailable
        case .internal: .internal
        }
    }
}

extension String {
    /// The token of `Bearer <token>`; the scheme is case-insensitive (RFC 9110).
    fileprivate var bearerToken: String? {
        let space = UInt8(ascii: " ")
        var rest = utf8[...]
        for letter in "bearer".utf8 {
            // The bit that makes a letter small makes no other byte a letter.
            guard let byte = rest.popFirst(), byte | 0x20 == letter else { return nil }
        }
        guard rest.first == space else { return nil }
        let token = rest.drop { $0 == space }
        // As bytes in memory it is looked at four times as fast as through its view.
        let hasSpace = token.withContiguousStorageIfAvailable { $0.contains(space) } ?? token.contains(space)
        return token.isEmpty || hasSpace ? nil : String(Substring(token))
    }
}
