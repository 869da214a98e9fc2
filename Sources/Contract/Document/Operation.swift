extension Contract {
    /// The methods that the document may use.
    package enum Method: String, Sendable, Hashable, CaseIterable {
        case get, post, put, patch, delete

        /// As in a request line.
        package var name: String {
            switch self {
            case .get: "GET"
            case .post: "POST"
            case .put: "PUT"
            case .patch: "PATCH"
            case .delete: "DELETE"
            }
        }
    }

    /// Who may call an operation.
    package enum Access: Sendable, Hashable {
        /// `security: []`: no credentials at all.
        case `public`

        /// Valid credentials with every one of these scopes; an empty set asks only for valid credentials.
        case required(Set<String>)
    }

    /// One operation of the document.
    package final class Operation: Sendable {
        /// `operationId`, unique in the document.
        package let id: String
        package let method: Method

        /// As in the document, without the base path: `/programmes/{programmeId}`.
        package let path: String

        /// The first tag; empty when there is none, which the lint reports.
        package let tag: String

        /// Empty when there is none, which the lint reports; so is `description`.
        package let summary: String
        package let description: String

        /// Whether callers are asked to move on.
        package let isDeprecated: Bool

        /// Who may call it.
        package let access: Access

        /// Its own and the path item's, in that order.
        package let parameters: [Parameter]

        /// `nil` when the operation takes no body.
        package let requestBody: RequestBody?

        /// In the document's order.
        package let responses: [Response]

        /// Members that start with `x-`, by that name.
        package let extensions: [String: JSON]

        /// Where the document defines it.
        package let place: JSONPointer

        let captureNames: [String]
        let pathParameters: [Parameter]
        let queryParameters: [Parameter]
        let headerParameters: [Parameter]
        let queryIndex: [ExactKey: Int]

        /// The media types of successful responses, in the document's order.
        package let producedMediaTypes: [MediaType]

        init(_ parts: OperationParts) {
            id = parts.id
            method = parts.method
            path = parts.path
            tag = parts.tag
            summary = parts.summary
            description = parts.description
            isDeprecated = parts.isDeprecated
            access = parts.access
            parameters = parts.parameters
            requestBody = parts.requestBody
            responses = parts.responses
            extensions = parts.extensions
            place = parts.place
            captureNames = PathRouter.captureNames(in: parts.path)
            pathParameters = parts.parameters.filter { $0.part == .path }
            queryParameters = parts.parameters.filter { $0.part == .query }
            headerParameters = parts.parameters.filter { $0.part == .header }
            queryIndex = Dictionary(
                queryParameters.enumerated().map { (ExactKey(text: $0.element.name), $0.offset) },
                uniquingKeysWith: { first, _ in first }
            )
            var produced: [MediaType] = []
            for response in parts.responses where response.isSuccess {
                for content in response.content where !produced.contains(content.mediaType) {
                    produced.append(content.mediaType)
                }
            }
            producedMediaTypes = produced
        }

        /// The declared response of a status, or `nil`.
        package func response(status: Int) -> Response? { responses.first { $0.status == status } }

        /// A declared parameter by its exact name, or `nil`.
        package func parameter(named name: String, in part: Violation.Part) -> Parameter? {
            parameters.first { $0.part == part && $0.name == name }
        }
    }

    /// A declared parameter of the path, the query or the header.
    package final class Parameter: Sendable {
        package let name: String

        /// `path`, `query` or `header`; never `body`.
        package let part: Violation.Part
        package let isRequired: Bool
        package let description: String
        package let schema: Schema.ID

        /// Whether an array repeats the key instead of separating its items by commas.
        package let explodes: Bool
        let examples: [Example]
        let reading: ParameterReading

        /// What an absent query parameter holds.
        package let defaultValue: QueryValue?

        init(
            name: String,
            part: Violation.Part,
            isRequired: Bool,
            description: String,
            schema: Schema.ID,
            explodes: Bool,
            examples: [Example],
            reading: ParameterReading,
            defaultValue: QueryValue?
        ) {
            self.name = name
            self.part = part
            self.isRequired = isRequired
            self.description = description
            self.schema = schema
            self.explodes = explodes
            self.examples = examples
            self.reading = reading
            self.defaultValue = defaultValue
        }
    }

    /// A media type and the shape of what it carries.
    package struct Content: Sendable {
        package let mediaType: MediaType
        package let schema: Schema.ID?
        package let examples: [Example]
    }

    /// The bodies that an operation takes.
    package struct RequestBody: Sendable {
        package let isRequired: Bool
        package let content: [Content]
    }

    /// What an operation may answer with one status.
    package struct Response: Sendable {
        /// A declared header of a response.
        package struct Header: Sendable {
            package let name: String
            package let isRequired: Bool
            package let schema: Schema.ID
            let reading: ParameterReading
        }

        package let status: Int
        package let description: String
        package let headers: [Header]
        package let content: [Content]

        /// Whether the status is 2xx.
        package var isSuccess: Bool { (200..<300).contains(status) }
    }

    /// An example of the document; `name` is empty for `example:`.
    package struct Example: Sendable {
        package let name: String

        /// The example itself.
        package let value: JSON
        package let place: JSONPointer
    }
}

/// How the text of a parameter becomes a value.
enum ParameterReading: Sendable {
    case string, integer, boolean
    indirect case list(ParameterReading)
}

/// What the loader collects before an operation exists.
struct OperationParts {
    var id: String
    var method: Contract.Method
    var path: String
    var place: JSONPointer
    var tag = ""
    var summary = ""
    var description = ""
    var isDeprecated = false
    var access = Contract.Access.required([])
    var parameters: [Contract.Parameter] = []
    var requestBody: Contract.RequestBody?
    var responses: [Contract.Response] = []
    var extensions: [String: JSON] = [:]
}
