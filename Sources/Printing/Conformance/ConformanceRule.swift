/// A rule that a PDF can break and a machine can judge. Those of PDF/UA-1 (ISO 14289-1) by the failure conditions of the
/// Matterhorn Protocol 1.1, those of PDF/A-2b by the clauses of ISO 19005-2.
///
/// Of the protocol's other conditions for a machine none can come of what LibreOffice makes of a letter, or it is part
/// of one below: 09-007 and 09-008 (of 09-004), 14-006 (no H), 28-014, 28-015 (no media), 28-018 (no printer's marks),
/// 31-001 to 31-003 and 31-006 to 31-008 (only Identity is let through as encoding), 31-010 (a licence), 31-012 to 31-015
/// (CharSet and CIDSet are not let through), 31-020 to 31-023 (a font with an encoding is not let through when it is
/// TrueType).
enum ConformanceRule: String, CaseIterable, Sendable {
    case artifactInContent = "01-003"
    case contentInArtifact = "01-004"
    case unmarkedContent = "01-005"
    case suspects = "01-007"
    case roleWithoutStandardType = "02-001"
    case circularRoles = "02-003"
    case remappedStandardType = "02-004"
    case metadata = "06-001"
    case identifier = "06-002"
    case title = "06-003"
    case showsNoTitle = "07-001"
    case tableParts = "09-004"
    case listParts = "09-005"
    case contentsParts = "09-006"
    case characterWithoutText = "10-001"
    case language = "11-001"
    case figureWithoutText = "13-004"
    case firstHeading = "14-002"
    case skippedHeading = "14-003"
    case mixedHeadings = "14-007"
    case headerWithoutScope = "15-003"
    case formulaWithoutText = "17-002"
    case noteWithoutID = "19-003"
    case equalNoteIDs = "19-004"
    case layerWithoutName = "20-001"
    case layerChosenBySystem = "20-003"
    case embeddedFileWithoutName = "21-001"
    case formArchitecture = "25-001"
    case encrypted = "26-001"
    case annotationOutside = "28-002"
    case annotationWithoutText = "28-004"
    case fieldWithoutText = "28-005"
    case unknownAnnotation = "28-006"
    case trapNet = "28-007"
    case tabOrder = "28-009"
    case fieldOutside = "28-010"
    case linkOutside = "28-011"
    case linkWithoutText = "28-012"
    case referencedPages = "30-001"
    case repeatedContent = "30-002"
    case glyphMapping = "31-005"
    case fontEncoding = "31-006"
    case fontNotEmbedded = "31-009"
    case missingGlyph = "31-011"
    case glyphWidth = "31-016"
    case fontWithoutEncoding = "31-019"
    case symbolicEncoding = "31-024"
    case symbolicMap = "31-026"
    case fontWithoutText = "31-027"
    case badText = "31-028"
    case undefinedGlyph = "31-030"
    case structureBroken = "ISO 32000-1 §14.7.2"
    case fileStructure = "ISO 19005-2 §6.1"
    case contentStream = "ISO 19005-2 §6.2.2"
    case outputIntent = "ISO 19005-2 §6.2.3"
    case colour = "ISO 19005-2 §6.2.4"
    case graphicsState = "ISO 19005-2 §6.2.5"
    case renderingIntent = "ISO 19005-2 §6.2.6"
    case image = "ISO 19005-2 §6.2.8"
    case xObject = "ISO 19005-2 §6.2.9"
    case transparency = "ISO 19005-2 §6.2.10"
    case fontProgram = "ISO 19005-2 §6.2.11"
    case annotation = "ISO 19005-2 §6.3"
    case form = "ISO 19005-2 §6.4"
    case action = "ISO 19005-2 §6.5"
    case archivalMetadata = "ISO 19005-2 §6.6"
    case embeddedFile = "ISO 19005-2 §6.8"
    case presentation = "ISO 19005-2 §6.10"

    /// Where it stands, as a message has it.
    var source: String {
        guard let clause = Self.clauses[String(rawValue.prefix(2))], rawValue.dropFirst(2).first == "-" else {
            return rawValue
        }
        return "ISO 14289-1 §\(clause), Matterhorn \(rawValue)"
    }

    /// Of the first two digits.
    private static let clauses = [
        "01": "7.1", "02": "7.1", "06": "7.1", "07": "7.1", "09": "7.2", "10": "7.2", "11": "7.2", "13": "7.3",
        "14": "7.4", "15": "7.5", "17": "7.7", "19": "7.9", "20": "7.10", "21": "7.11", "25": "7.15", "26": "7.16",
        "28": "7.18", "30": "7.20", "31": "7.21",
    ]
}

/// What is not as a rule has it.
struct BrokenRule: Equatable, Sendable {
    let rule: ConformanceRule
    /// Follows 'the PDF of the letter …'.
    let what: String
    /// What to do.
    var suggestion: String?

    init(_ rule: ConformanceRule, _ what: String, suggestion: String? = nil) {
        self.rule = rule
        self.what = what
        self.suggestion = suggestion
    }
}
