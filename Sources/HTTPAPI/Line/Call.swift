import Contract
import Domain
import Foundation
import HTTPTypes
import Services
import Storage

/// One request after everything generic has been checked: what a handler sees.
struct Call: Sendable {
    let operation: Contract.Operation
    let request: APIRequest
    let valid: ValidRequest
    /// `nil` on a public operation.
    let credentials: Credentials?
    let language: Language
    let moment: Moment
    /// The media type of a successful answer.
    let mediaType: MediaType

    /// The tenant of the caller.
    ///
    /// - Throws: `Rejection` on an operation that is public and so has no tenant; a defect of the route table.
    var tenant: Tenant {
        get throws(Rejection) {
            Tenant(organisationID: try caller.organisationID, moment: moment, language: language)
        }
    }

    /// Who calls.
    var caller: Credentials {
        get throws(Rejection) {
            guard let credentials else {
                throw .refused(.internalError(detail: "\(operation.id) has a tenant and no credentials"))
            }
            return credentials
        }
    }

    /// The value of a header field.
    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { request.fields[$0] }
    }
}
