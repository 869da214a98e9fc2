package import HTTPTypes

/// What the line behind the edge answers. The edge adds the common fields, Date, Content-Length and Connection.
package struct APIResponse: Sendable {
    package var status: HTTPResponse.Status
    package var fields: HTTPFields
    package var body: [UInt8]
    /// A body that is made while it is sent, in the place of `body`.
    package var stream: BodyStream?
    /// The contract's operationId, for the metrics; nil where no operation was matched.
    package var operationID: String?

    package init(
        status: HTTPResponse.Status,
        fields: HTTPFields = HTTPFields(),
        body: [UInt8] = [],
        operationID: String? = nil
    ) {
        self.status = status
        self.fields = fields
        self.body = body
        self.operationID = operationID
    }
}
