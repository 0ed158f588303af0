package import Templating

/// CSV that opens well where it is read: in Dutch with semicolons, for Excel takes those, and a mark that it is UTF-8.
package enum Spreadsheet {
    /// The first row is the header. Nothing in it is taken for a formula, and `-12,5` stays a number.
    package static func csv(_ rows: [[String]], in language: Language) -> String {
        let separator = language == .dutch ? ";" : ","
        let lines = rows.map { row in
            row.map { quoted(harmless($0, in: language)) }.joined(separator: separator) + "\r\n"
        }
        return "\u{FEFF}" + lines.joined()
    }

    /// A value in its plain form; a number as the spreadsheet reads it.
    package static func text(_ value: Value, in language: Language) -> String {
        guard case .number(let number) = value, language == .dutch else { return value.description }
        return number.description.replacing(".", with: ",")
    }

    /// A text that a spreadsheet could take for a formula begins with an apostrophe, as OWASP has it ("CSV injection").
    private static func harmless(_ text: String, in language: Language) -> String {
        guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace && $0.value >= 0x20 }),
            // Also in the width that East Asian text has, which spreadsheets take for the same.
            ["=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠"].contains(first), !isNumber(text, in: language)
        else { return text }
        return "'" + text
    }

    private static func isNumber(_ text: String, in language: Language) -> Bool {
        let point: Character = language == .dutch ? "," : "."
        let digits = text.first == "-" ? text.dropFirst() : text[...]
        let parts = digits.split(separator: point, omittingEmptySubsequences: false)
        return (1...2).contains(parts.count)
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }

    /// RFC 4180 §2.5 to 2.7.
    private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
}
