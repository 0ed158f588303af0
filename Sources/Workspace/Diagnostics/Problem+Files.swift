import Templating

/// What can be wrong with a file before anything in it is read.
extension Problem {
    static func missingFile(_ name: String, meant: String? = nil) -> Problem {
        Problem(
            .missingFile, "'\(path(name))' is not there", suggestion: meant.map { "did you mean '\(path($0))'?" })
    }

    static func notAFile(_ name: String, because reason: String) -> Problem {
        Problem(.unreadableFile, "'\(path(name))' cannot be read: \(reason)")
    }

    static func tooLarge(_ name: String, limit: Int) -> Problem {
        Problem(.tooLarge, "'\(path(name))' is larger than \(limit / 1_000_000) MB, the most that is read")
    }

    static func outside(_ path: String) -> Problem {
        Problem(
            .badValue, "'\(Self.path(path))' is not in the letter's folder",
            suggestion: "put the file there, or in letters/, and write its path from there, without '..'")
    }

    static func outsideWorkspace(_ path: String) -> Problem {
        Problem(
            .badValue, "'\(Self.path(path))' is not in the workspace",
            suggestion: "put the file there and write its path from there, without '..'")
    }

    static func notText(_ kind: FileKind) -> Problem {
        Problem(
            .unreadableFile, "this file is \(kind.rawValue), which is not read here",
            suggestion: "save it as plain text, in UTF-8")
    }

    /// Of a list, figures or another table.
    static func notATable(_ kind: FileKind) -> Problem {
        Problem(
            kind.isOfSpreadsheets ? .notAvailable : .unreadableFile,
            "this file is \(kind.rawValue); tables are read as CSV" + (kind.isOfSpreadsheets ? ", for now" : ""),
            suggestion: kind.isOfSpreadsheets
                ? "in Excel or LibreOffice choose 'Save as' and 'CSV UTF-8', and name that file"
                : "look whether it is the right file")
    }

    static let windows1252 = Problem(
        .windows1252, "this is not UTF-8; the file is read as Windows-1252",
        suggestion: "look whether this is right, and save it as UTF-8")

    static let badEncoding = Problem(
        .badEncoding, "this is not UTF-8, and the file as a whole is not Windows-1252",
        suggestion: "save it as UTF-8")

    static func controlCharacter(_ scalar: Unicode.Scalar, _ context: String = "") -> Problem {
        Problem(
            .controlCharacter, "the character \(scalar.codePoint) is not allowed\(context)", suggestion: "take it out")
    }

    /// A file's name, which is of use only as a whole.
    private static func path(_ path: String) -> String {
        shown(path, limit: 400)
    }
}
