import Templating
import Workspace

/// What can be wrong with a letter's PDF.
extension Problem {
    static func noPDF(of who: String, because why: String) -> Problem {
        Problem(
            .noPDF, "LibreOffice made no PDF of the letter to \(who), twice: \(why)",
            suggestion: "does it open in LibreOffice? (render --format odt)")
    }

    static func badPDF(of who: String, _ what: String, suggestion: String? = nil) -> Problem {
        Problem(.badPDF, "the PDF of the letter to \(who) \(what)", suggestion: suggestion)
    }

    static func notConforming(_ broken: BrokenRule, of who: String) -> Problem {
        .badPDF(of: who, "\(broken.what) (\(broken.rule.source))", suggestion: broken.suggestion)
    }

    /// `source` is the expression that prints the value.
    static func notOnPage(_ value: String, _ source: String, of who: String) -> Problem {
        Problem(
            .notOnPage, "'\(shown(value))' ({{ \(source) }}) is on no page of the letter to \(who)",
            suggestion: "is there room for it where the house style puts it, and is nothing in its way?")
    }

    static func outsideWindow(_ value: String, _ source: String, of who: String, at place: String) -> Problem {
        Problem(
            .outsideWindow,
            "'\(shown(value))' ({{ \(source) }}) stands \(place), outside the window of an envelope, in the letter to \(who)",
            suggestion: "the window shows 20 to 105 mm from the left, or 105 to 190 mm, and 45 to 90 mm from the top")
    }

    static func missingGlyph(_ characters: String, in fonts: String, of who: String) -> Problem {
        let which = characters.isEmpty ? "a character" : "a character, perhaps of '\(characters)',"
        return Problem(
            .missingGlyph, "\(which) is printed as an empty box (\(fonts)) in the letter to \(who)",
            suggestion: "no font has it: write it otherwise, or install a font that does")
    }
}
