import Domain
package import Foundation
package import Storage

/// Records a competence.
package struct CreateCompetence: CreateCommand {
    package static let resource = Resource.competence
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }
}

/// Changes what a competence is called; its code never changes, because roles and assessments name it.
package struct UpdateCompetence: UpdateCommand {
    package static let resource = Resource.competence
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }
}

extension Value {
    /// Levels of competences with their members in the order of the contract.
    var levels: Value {
        .array((elements ?? []).map { .object(($0.members ?? []).sorted { $0.name < $1.name }) })
    }

    /// What stands in levels of competences more than once, where that is.
    func repeatedCompetences(at pointer: String) -> [InvalidMember] {
        let codes = (elements ?? []).map { $0.members?["competence"]?.string }
        return codes.indices.filter { codes[..<$0].contains(codes[$0]) }.map { index in
            InvalidMember(
                location: "\(pointer)/\(index)/competence",
                code: "unique_items",
                detail: .init(
                    nl: "De competentie \(codes[index] ?? "") staat er al.",
                    en: "The competence \(codes[index] ?? "") is there already."
                )
            )
        }
    }
}
