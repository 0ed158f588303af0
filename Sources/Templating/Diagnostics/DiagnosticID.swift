/// Every kind of problem that Oproep reports: stable names for scripts and for looking things up.
package enum DiagnosticID: String, Hashable, Sendable, CaseIterable {
    // The template language.
    case unclosedTag = "unclosed-tag"
    case strayTagEnd = "stray-tag-end"
    case badExpression = "bad-expression"
    case unknownStatement = "unknown-statement"
    case unknownName = "unknown-name"
    case unknownFilter = "unknown-filter"
    case unknownFunction = "unknown-function"
    case wrongArguments = "wrong-arguments"
    case typeMismatch = "type-mismatch"
    case ambiguousFilter = "ambiguous-filter"
    case notPrintable = "not-printable"
    case nameTaken = "name-taken"
    case unmatchedTag = "unmatched-tag"
    case crossingTags = "crossing-tags"
    case reservedCharacter = "reserved-character"
    case tooDeep = "too-deep"

    // Filling a letter.
    case emptyValue = "empty-value"
    case divisionByZero = "division-by-zero"
    case overflow
    case unendingNumber = "unending-number"
    case deadBranch = "dead-branch"
    case differingDecimals = "differing-decimals"
    case emptyTable = "empty-table"

    // Files and settings.
    case missingFile = "missing-file"
    case unreadableFile = "unreadable-file"
    case tooLarge = "too-large"
    case windows1252 = "windows-1252"
    case badEncoding = "bad-encoding"
    case badYAML = "bad-yaml"
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case duplicateKey = "duplicate-key"
    case badValue = "bad-value"
    case notWorkingDay = "not-working-day"
    case notAvailable = "not-available"
    case commentInText = "comment-in-text"
    case toFillIn = "to-fill-in"
    case foreignPlaceholder = "foreign-placeholder"
    case damagedText = "damaged-text"
    case misreadText = "misread-text"
    case invisibleCharacter = "invisible-character"

    // Tables of recipients and figures.
    case badCSV = "bad-csv"
    case missingColumn = "missing-column"
    case duplicateColumn = "duplicate-column"
    case unusedColumn = "unused-column"
    case unusedFigure = "unused-figure"
    case headerRow = "header-row"
    case duplicateCode = "duplicate-code"
    case unknownRecipient = "unknown-recipient"
    case unknownMailing = "unknown-mailing"
    case missingFigures = "missing-figures"
    case emptyCell = "empty-cell"
    case wrongType = "wrong-type"
    case ambiguousNumber = "ambiguous-number"
    case badDate = "bad-date"
    case controlCharacter = "control-character"
    case valueTooLong = "value-too-long"
    case badCode = "bad-code"
    case badPostcode = "bad-postcode"
    case badEmail = "bad-email"
    case noRecipients = "no-recipients"
    case failedCheck = "failed-check"

    // The letter's text and the house style.
    case unsupportedMarkdown = "unsupported-markdown"
    case raggedTable = "ragged-table"
    case emptyLetter = "empty-letter"
    case duplicateDefinition = "duplicate-definition"
    case undefinedReference = "undefined-reference"
    case unusedDefinition = "unused-definition"
    case badLink = "bad-link"
    case missingAltText = "missing-alt-text"
    case badImage = "bad-image"
    case skippedHeading = "skipped-heading"
    case printedAsTyped = "printed-as-typed"
    case renumberedList = "renumbered-list"
    case badXML = "bad-xml"
    case badHouseStyle = "bad-house-style"

    // The pages.
    case noPDF = "no-pdf"
    case badPDF = "bad-pdf"
    case notOnPage = "not-on-page"
    case outsideWindow = "outside-window"
    case missingGlyph = "missing-glyph"
    case missingFont = "missing-font"
    case brokenValue = "broken-value"
    case brokenWord = "broken-word"

    package var severity: Diagnostic.Severity {
        switch self {
        case .deadBranch, .differingDecimals, .emptyTable, .windows1252, .notWorkingDay, .unusedColumn, .unusedFigure,
            .commentInText, .toFillIn, .foreignPlaceholder, .misreadText, .invisibleCharacter, .printedAsTyped,
            .renumberedList, .brokenWord:
            .warning
        default: .error
        }
    }
}
