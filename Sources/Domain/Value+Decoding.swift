import Foundation

extension Value: Decodable {
    /// Reads a value from JSON that the database made, so already known to be well formed.
    ///
    /// - Throws: `DecodingError` when the text is not JSON.
    package init(json: String) throws {
        self = try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }

    package init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Name.self) {
            self = .object(
                try object.allKeys.map { Member($0.stringValue, try object.decode(Value.self, forKey: $0)) }
            )
        } else if var array = try? decoder.unkeyedContainer() {
            var elements: [Value] = []
            while !array.isAtEnd { elements.append(try array.decode(Value.self)) }
            self = .array(elements)
        } else {
            let scalar = try decoder.singleValueContainer()
            if scalar.decodeNil() {
                self = .null
            } else if let truth = try? scalar.decode(Bool.self) {
                self = .boolean(truth)
            } else if let number = try? scalar.decode(Int64.self) {
                self = .integer(number)
            } else if let number = try? scalar.decode(Decimal.self) {
                self = .decimal("\(number)")
            } else {
                self = .string(try scalar.decode(String.self))
            }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
