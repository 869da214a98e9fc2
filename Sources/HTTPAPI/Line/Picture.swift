import Domain

/// What draws a composed document for people, from its JSON.
typealias Picture = @Sendable (_ json: [UInt8], _ language: Language) throws -> String
