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
        // What it says first tells one cause from another.
        Problem(
            .badPDF, "the PDF of the letter to \(who) \(what)", suggestion: suggestion,
            kind: "badPDF \(what.prefix(16))")
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

    /// `printed` is the value that it is of, nil for one that is the same in every letter.
    static func missingGlyph(_ character: String, _ printed: Filler.Printed?, of who: String) -> Problem {
        let names = character.unicodeScalars.map { scalar in
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return [number, scalar.properties.name].compactMap(\.self).joined(separator: " ")
        }
        let what = "'\(character)' (\(names.joined(separator: ", "))) is printed as an empty box"
        let place = printed.map { " in {{ \($0.expression.source) }} of the letter to \(who)" } ?? ""
        return Problem(
            .missingGlyph, what + place,
            suggestion: "no font that is installed has it: write it otherwise, or install one that has")
    }

    /// `column` is what stands above it, when it is in a table.
    static func brokenValue(_ value: String, _ source: String, of who: String, column: String?) -> Problem {
        let place = column.map { ", in column '\(shown($0))'" } ?? ""
        return Problem(
            .brokenValue, "'\(shown(value))' ({{ \(source) }}) breaks over two lines in the letter to \(who)\(place)",
            suggestion: column == nil
                ? "there is no room for it on one line" : "make fewer columns, or shorten what stands in the others")
    }

    static func brokenWord(_ word: String, of who: String) -> Problem {
        Problem(
            .brokenWord, "'\(shown(word))' is broken over two lines in the middle of the word in the letter to \(who)",
            suggestion: "in a table: make fewer columns, or shorten what stands in them")
    }

    static func hiddenOnPage(
        _ value: String, _ source: String, of who: String, _ fault: PDFGlyph.Fault, page: Int
    ) -> Problem {
        Problem(
            .notOnPage,
            "'\(shown(value))' ({{ \(source) }}) cannot be read on page \(page) of the letter to \(who): \(fault.words)",
            suggestion: "is there room for it where the house style puts it, and is nothing in its way?")
    }

    static func textOnPage(_ flaw: ValueSearch.Flaw, of who: String) -> Problem {
        let what =
            switch flaw {
            case .absent(let text): "does not show '\(shown(text))'"
            case .hidden(let text, let fault, let page):
                "has '\(shown(text))' on page \(page + 1) where nobody can read it: \(fault.words)"
            case .added(let text, let page): "shows on page \(page + 1) what is not in the letter: '\(shown(text))'"
            case .overprinted(let text, let page):
                "has '\(shown(text))' on page \(page + 1) where other text stands as well"
            }
        return .badPDF(
            of: who, what,
            suggestion: "is there room for it where the house style puts it, and is nothing in its way?")
    }

    static func missingFont(_ family: String) -> Problem {
        Problem(
            .missingFont, "the house style is set in '\(shown(family))', which is not installed here",
            suggestion: "install it, or change the house style: lines and pages would break elsewhere")
    }
}

extension PDFGlyph.Fault {
    fileprivate var words: String {
        switch self {
        case .offPage: "it is not on the paper"
        case .cutOff: "it is cut off"
        case .tooSmall: "it is smaller than 3 points"
        case .unseen: "it has the colour of what it stands on"
        case .covered: "something is painted over it"
        }
    }
}
