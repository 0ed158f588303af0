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

    static let utf16 = Problem(
        .badEncoding, "this file is UTF-16, which is not read",
        suggestion: "save it as UTF-8 (in Excel: 'CSV UTF-8')")

    static let windows1252 = Problem(
        .windows1252, "this is not UTF-8; the file is read as Windows-1252",
        suggestion: "look whether this is right, and save it as UTF-8")

    static let badEncoding = Problem(
        .badEncoding, "this is not UTF-8, and the file as a whole is not Windows-1252",
        suggestion: "save it as UTF-8")

    static func controlCharacter(_ scalar: Unicode.Scalar, _ context: String = "") -> Problem {
        let number = String(scalar.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
        return Problem(
            .controlCharacter, "the character U+\(padded) is not allowed\(context)", suggestion: "take it out")
    }

    /// What was written, for a message: on one line and not too much of it.
    package static func shown(_ text: some StringProtocol, limit: Int = 40) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(limit + 1) {
            let isPlain = scalar != "\t" && !ForbiddenCharacter.contains(scalar, allowingLines: false)
            result.unicodeScalars.append(isPlain ? scalar : " ")
        }
        guard result.unicodeScalars.count > limit else { return result }
        return String(result.unicodeScalars.prefix(limit)) + "…"
    }

    /// A file's name, which is of use only as a whole.
    private static func path(_ path: String) -> String {
        shown(path, limit: 400)
    }
}
