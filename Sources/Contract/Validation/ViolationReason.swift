/// What a value does wrong, with what it takes to say so.
enum ViolationReason: Sendable {
    case required
    case unknown
    case readOnly
    case type(Contract.Schema.Kind)
    case noAlternative
    case format(Contract.Schema.Format)
    case allowedValues([JSON])
    case minimum(Contract.Schema.Limit)
    case maximum(Contract.Schema.Limit)
    case minLength(Int)
    case maxLength(Int)
    case pattern(String)
    case minItems(Int)
    case maxItems(Int)
    case uniqueItems
    case malformed(BilingualText)
    case repeated
    case duplicateKey
    case tooDeep

    var code: Violation.Code {
        switch self {
        case .required: .required
        case .unknown: .unknown
        case .readOnly: .readOnly
        case .type, .noAlternative: .type
        case .format: .format
        case .allowedValues: .enum
        case .minimum: .minimum
        case .maximum: .maximum
        case .minLength: .minLength
        case .maxLength: .maxLength
        case .pattern: .pattern
        case .minItems: .minItems
        case .maxItems: .maxItems
        case .uniqueItems: .uniqueItems
        case .malformed: .malformed
        case .repeated, .duplicateKey: .duplicateKey
        case .tooDeep: .tooDeep
        }
    }

    var detail: BilingualText {
        switch self {
        case .required: BilingualText(nl: "Dit is verplicht.", en: "This is required.")
        case .unknown: BilingualText(nl: "Dit kent deze bewerking niet.", en: "This operation does not know this.")
        case .readOnly: BilingualText(nl: "Dit bepaalt de server zelf.", en: "The server sets this itself.")
        case .type(let kind): Self.typeDetail(kind)
        case .noAlternative:
            BilingualText(nl: "Dit past bij geen van de vormen.", en: "This fits none of the shapes.")
        case .format(let format): format.refusal
        case .allowedValues(let values): Self.allowedValuesDetail(values)
        case .minimum(let limit):
            limit.isExclusive
                ? BilingualText(
                    nl: "Dit moet meer dan \(limit.value) zijn.",
                    en: "This must be more than \(limit.value)."
                )
                : BilingualText(nl: "Dit is ten minste \(limit.value).", en: "This is at least \(limit.value).")
        case .maximum(let limit):
            limit.isExclusive
                ? BilingualText(
                    nl: "Dit moet minder dan \(limit.value) zijn.",
                    en: "This must be less than \(limit.value)."
                )
                : BilingualText(nl: "Dit is ten hoogste \(limit.value).", en: "This is at most \(limit.value).")
        case .minLength(let length):
            BilingualText(
                nl: "Ten minste \(length) \(length == 1 ? "teken" : "tekens").",
                en: "At least \(length) \(length == 1 ? "character" : "characters")."
            )
        case .maxLength(let length):
            BilingualText(
                nl: "Ten hoogste \(length) \(length == 1 ? "teken" : "tekens").",
                en: "At most \(length) \(length == 1 ? "character" : "characters")."
            )
        case .pattern(let source):
            BilingualText(nl: "Dit heeft niet de vorm \(source).", en: "This does not have the form \(source).")
        case .minItems(let count):
            BilingualText(
                nl: "Ten minste \(count) in deze lijst.",
                en: "At least \(count) \(count == 1 ? "item" : "items")."
            )
        case .maxItems(let count):
            BilingualText(
                nl: "Ten hoogste \(count) in deze lijst.",
                en: "At most \(count) \(count == 1 ? "item" : "items")."
            )
        case .uniqueItems: BilingualText(nl: "Iets staat er dubbel in.", en: "An item is given twice.")
        case .malformed(let detail): detail
        case .repeated: BilingualText(nl: "Dit mag één keer worden gegeven.", en: "This may be given once.")
        case .duplicateKey: BilingualText(nl: "Dit gegeven staat er dubbel in.", en: "This member is given twice.")
        case .tooDeep:
            BilingualText(
                nl: "Dieper genest dan \(JSON.maximumDepth) niveaus.",
                en: "Nested deeper than \(JSON.maximumDepth) levels."
            )
        }
    }

    private static func typeDetail(_ kind: Contract.Schema.Kind) -> BilingualText {
        switch kind {
        case .string: BilingualText(nl: "Dit moet tekst zijn.", en: "This must be a string.")
        case .integer:
            BilingualText(
                nl: "Dit moet een geheel getal zijn, zonder breuk of exponent.",
                en: "This must be an integer, without fraction or exponent."
            )
        case .number: BilingualText(nl: "Dit moet een getal zijn.", en: "This must be a number.")
        case .boolean: BilingualText(nl: "Dit moet true of false zijn.", en: "This must be true or false.")
        case .array: BilingualText(nl: "Dit moet een lijst zijn.", en: "This must be an array.")
        case .object: BilingualText(nl: "Dit moet een object zijn.", en: "This must be an object.")
        }
    }

    private static func allowedValuesDetail(_ values: [JSON]) -> BilingualText {
        let list = values.map { $0.string ?? $0.text }.joined(separator: ", ")
        return BilingualText(nl: "Toegestaan: \(list).", en: "Allowed: \(list).")
    }

    init(_ failure: JSON.ParseFailure) {
        switch failure.code {
        case .malformed:
            self = .malformed(
                BilingualText(
                    nl: "Dit is geen geldige JSON; het lezen stopte bij byte \(failure.offset).",
                    en: "This is not valid JSON: \(failure.detail), at byte \(failure.offset)."
                )
            )
        case .duplicateKey:
            self = .duplicateKey
        case .tooDeep:
            self = .tooDeep
        }
    }
}
