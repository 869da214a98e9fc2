import Contract

extension Endpoint {
    /// - Throws: a usage failure that lists every compulsory query parameter without a value.
    func requireParameters(of values: JSON.Object) throws(Failure) {
        let missing = fields(in: .query).filter { $0.isRequired && values[$0.name] == nil }
        guard missing.isEmpty else {
            throw .usage("Still needed: \(missing.map { "\($0.flag) \($0.placeholder)" }.joined(separator: ", "))\n")
        }
    }

    /// - Throws: a usage failure that lists every compulsory field that the body lacks.
    func requireMembers(of body: JSON.Object) throws(Failure) {
        let missing = self.body.filter { $0.isRequired && body[$0.name] == nil }
        guard missing.isEmpty else {
            let options = missing.map { "\($0.flag) \($0.placeholder)" }.joined(separator: ", ")
            throw .usage("Still needed: \(options)\n")
        }
    }
}
