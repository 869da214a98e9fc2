package import Domain

/// Budget lines that are about to be opened.
package struct BudgetOpeningFacts: Hashable, Sendable {
    /// A line of the request.
    package struct Line: Hashable, Sendable {
        package let line: BudgetLineFacts
        package let taskField: TaskFieldFacts
        /// What is estimated on it at once.
        package let estimateCents: Int64
        /// Its place in the list, from 1, where there is a list.
        package let number: Int?

        package init(line: BudgetLineFacts, taskField: TaskFieldFacts, estimateCents: Int64 = 0, number: Int? = nil) {
            self.line = line
            self.taskField = taskField
            self.estimateCents = estimateCents
            self.number = number
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) {
        self.lines = lines
    }

    /// The money that comes with them.
    fileprivate var ledger: LedgerFacts {
        LedgerFacts(
            moves: lines.map { BudgetMove(line: $0.line, kind: .estimate, amountCents: $0.estimateCents) }
        )
    }
}

extension Rule<BudgetOpeningFacts> {
    static let taskFieldIsValid = Rule(.bud09) { facts in
        let lapsed = facts.lines.filter { !$0.taskField.isValid(in: $0.line.fiscalYear) }
        guard lapsed.isEmpty else {
            let texts = lapsed.prefix(25).map(\.lapse)
            let rest = lapsed.count - texts.count
            let more = LocalizedText(nl: "En nog \(rest).", en: "And \(rest) more.")
            return .breached(
                (texts + (rest > 0 ? [more] : [])).asOneText,
                remedy: lapsed.prefix(25).map(\.remedy).asOneText,
                subjects: lapsed.prefix(25).map { .init($0.taskField) }
            )
        }
        return .met(
            .init(
                nl: "Elk taakveld geldt in het jaar van zijn budgetregel.",
                en: "Each task field is valid in the year of its budget line."
            )
        )
    }

    static let newLineIsOfOpenYear = Rule(.bud08) { facts in .openYears(of: facts.lines.map(\.line)) }

    static let openingEstimateEndsAtAdoption = Rule(.bud05) { facts in
        Rule<LedgerFacts>.estimateEndsAtAdoption.verdict(facts.ledger)
    }
}

extension BudgetOpeningFacts.Line {
    fileprivate var lapse: LocalizedText {
        let place = number.map { LocalizedText(nl: "Regel \($0) van de lijst: ", en: "Line \($0) of the list: ") }
        let reason =
            line.fiscalYear < taskField.fromYear
            ? LocalizedText(
                nl: "taakveld \(taskField.code) geldt pas vanaf \(taskField.fromYear), niet in \(line.fiscalYear).",
                en: "task field \(taskField.code) is valid only from \(taskField.fromYear), not in \(line.fiscalYear)."
            )
            : LocalizedText(
                nl:
                    "taakveld \(taskField.code) gold tot en met \(taskField.untilYear ?? 0), niet in \(line.fiscalYear).",
                en:
                    "task field \(taskField.code) was valid until \(taskField.untilYear ?? 0), not in \(line.fiscalYear)."
            )
        return .init(
            nl: place.map { $0.nl + reason.nl } ?? reason.nl.capitalisedFirst,
            en: place.map { $0.en + reason.en } ?? reason.en.capitalisedFirst
        )
    }

    fileprivate var remedy: LocalizedText {
        guard !taskField.successors.isEmpty, line.fiscalYear > taskField.fromYear else {
            return .init(
                nl: "Noem een taakveld dat in \(line.fiscalYear) geldt.",
                en: "Name a task field that is valid in \(line.fiscalYear)."
            )
        }
        let codes = taskField.successors.map { LocalizedText(nl: $0, en: $0) }
        return .init(
            nl: "In de plaats van \(taskField.code) kwam \(codes.listed(in: .dutch)).",
            en: "The place of \(taskField.code) was taken by \(codes.listed(in: .english))."
        )
    }
}

/// A task field that is about to get another term.
package struct TaskFieldChangeFacts: Hashable, Sendable {
    /// As it will be.
    package var taskField: TaskFieldFacts

    package init(taskField: TaskFieldFacts) {
        self.taskField = taskField
    }
}

extension Rule<TaskFieldChangeFacts> {
    static let fieldOutlivesItsLines = Rule(.bud09) { facts in
        let field = facts.taskField
        guard let last = field.lastYear else {
            return .notApplicable(
                .init(nl: "Geen budgetregel staat op dit taakveld.", en: "No budget line is on this task field.")
            )
        }
        guard field.isValid(in: last) else {
            return .breached(
                .init(
                    nl: "Op taakveld \(field.code) staan budgetregels van \(last).",
                    en: "There are budget lines of \(last) on task field \(field.code)."
                ),
                remedy: .init(
                    nl: "Laat het taakveld tot en met \(last) gelden, of later.",
                    en: "Let the task field be valid until \(last), or later."
                ),
                subjects: [.init(field)]
            )
        }
        return .met(
            .init(
                nl: "Het taakveld geldt in elk jaar met budgetregels erop.",
                en: "The task field is valid in every year with budget lines on it."
            )
        )
    }
}
