import Contract
import HTTPTypes
import NIOCore
import Services
import Storage

extension House {
    /// All of a list that the filters let through, one resource a line.
    func export(_ resource: Resource, _ call: Call) throws(Rejection) -> APIResponse {
        let tenant = try call.tenant
        let filters = try call.valid.query.filters(of: resource)
        var response = APIResponse(status: .ok, fields: [.contentType: call.mediaType.description])
        response.stream = BodyStream { [reader] writer in
            do {
                try await reader.lines(of: resource, filters: filters, in: tenant) { lines in
                    try await writer.write(ByteBuffer(bytes: lines))
                }
            } catch let error as StorageError {
                throw Rejection.refused(Refusal(error))
            }
        }
        return response
    }
}
