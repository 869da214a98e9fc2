import ArgumentParser

/// A command whose options come from the contract, so that they can be offered where its words are typed.
protocol Completable: ParsableCommand {
    /// What the contract lets it be given.
    static var fields: [Field] { get }
    /// What a word by itself names; `nil` when there is no place for one.
    static var named: (any Resource.Type)? { get }
    /// The values of those of its own options that take members of the contract.
    static var members: [String: [String]] { get }
}

extension Completable {
    static var members: [String: [String]] { [:] }
}

extension Resource {
    /// What a word by itself names where one of these is made or listed: what the collection lies under.
    static var outermost: (any Resource.Type)? { lineage.dropLast().first }
}
