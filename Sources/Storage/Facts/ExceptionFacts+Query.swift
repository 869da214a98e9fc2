import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == ExceptionFacts? {
    /// The decision that lets someone into a role without having every level, and for how long one may last (PPL-02); there is
    /// always an answer, also without a decision.
    package static func exception(_ decision: UUID?) -> FactQuery {
        let setting = FactQuery<Int64>(
            "months of an exception",
            "SELECT o.exception_max_months FROM koers.organisation o WHERE o.organisation_id = $1"
        ) { try $0[0].decode(0) }
        let all = FactQuery<DecisionFacts?>.decision(decision).and(setting)
        return FactQuery(parts: all.parts) { results in
            let (decision, maxMonths) = try all.decode(results)
            return ExceptionFacts(decision: decision, maxMonths: maxMonths)
        }
    }
}
