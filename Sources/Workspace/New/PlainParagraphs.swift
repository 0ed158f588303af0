import Templating

/// The paragraphs of a plain text, whose lines were broken where the page ended.
struct PlainParagraphs {
    /// Each on one line.
    private(set) var paragraphs: [String] = []
    /// Words put together where a line ended in a hyphen, which may have been there for the line's sake only.
    private(set) var joined: [String] = []
    private(set) var diagnostics = Diagnostics()

    init(_ source: SourceFile) {
        let whole = tidied(source).split(separator: "\n", omittingEmptySubsequences: false).map(Self.collapsed)
        let width = whole.map(\.count).max() ?? 0
        for block in whole.split(whereSeparator: \.isEmpty) {
            var lines: [String] = []
            let isApart = Self.isApart(Array(block), width)
            for line in block {
                if isApart || Self.beginsItem(line, after: lines.last) || Self.endsParagraph(lines.last, line, width) {
                    finish(lines)
                    lines = []
                }
                lines.append(line)
            }
            finish(lines)
        }
    }

    /// Whether each line is a paragraph, as Word saves a text: most of them would have held the next one's first word.
    private static func isApart(_ lines: [String], _ width: Int) -> Bool {
        // Where the next of an enumeration begins, it begins in any text.
        let breaks = zip(lines, lines.dropFirst()).filter { !beginsItem($1, after: $0) }.map { isOwn($0, $1, width) }
        return breaks.count { $0 } * 2 > breaks.count
    }

    /// Whether a line ends before the page does, and the next one is no going on of it.
    private static func isOwn(_ line: String, _ next: String, _ width: Int) -> Bool {
        guard let first = next.first, let last = line.last, last != "-", last != softHyphen else { return false }
        let word = next.prefix { !$0.isWhitespace }.count
        guard line.count + 1 + word <= width else { return false }
        return ".:;?!,".contains(last) || first.isUppercase
    }

    private static func endsParagraph(_ line: String?, _ next: String, _ width: Int) -> Bool {
        guard let line else { return false }
        if isHeadLine(line) || isHeadLine(next) { return true }
        return isOwn(line, next, width) && line.last.map { ".:?!".contains($0) } ?? false
            // A short line within a text may end a sentence by chance.
            && line.count * 4 < width * 3
    }

    /// `Onderwerp: …` and what else stands so above a letter.
    private static func isHeadLine(_ line: String) -> Bool {
        line.firstMatch(
            of:
                /^(?i)(onderwerp|betreft|subject|datum|date|(ons|uw|our|your)?\s?(kenmerk|reference)|zaaknummer|bijlagen?)\s*:/
        )
            != nil
    }

    private mutating func finish(_ lines: [String]) {
        guard var paragraph = lines.first else { return }
        for line in lines.dropFirst() { join(line, to: &paragraph) }
        paragraphs.append(paragraph.filter { $0 != Self.softHyphen })
    }

    // MARK: Characters

    private static let softHyphen: Character = "\u{AD}"

    /// With one kind of line break and without what only a word processor sees.
    private mutating func tidied(_ source: SourceFile) -> String {
        var text = String.UnicodeScalarView()
        for (offset, scalar) in source.scalars.enumerated() {
            switch scalar {
            // A page or a paragraph ends.
            case "\u{0C}", "\u{2029}": text.append(contentsOf: "\n\n".unicodeScalars)
            // A line ends: Word's own, and those of other systems.
            case "\u{0B}", "\u{85}", "\u{2028}": text.append("\n")
            // They have no width.
            case "\u{200B}", "\u{2060}", "\u{FEFF}": continue
            default:
                if ForbiddenCharacter.contains(scalar) {
                    diagnostics.add(.controlCharacter(scalar), at: source.place(offset..<offset + 1))
                } else {
                    text.append(scalar)
                }
            }
        }
        return String(text)
    }

    /// Without white space around it, and one space where there is some. A single space that does not break stays.
    private static func collapsed(_ line: Substring) -> String {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard var end = words.first?.endIndex else { return "" }
        var result = String(words[0])
        for word in words.dropFirst() {
            let space = line[end..<word.startIndex]
            result += (space == "\u{A0}" || space == "\u{202F}" ? String(space) : " ") + word
            end = word.endIndex
        }
        return result
    }

    // MARK: Lines

    /// Whether a line is the next of an enumeration. Within a sentence a line may begin with a number or a dash too: so
    /// only after another item, or after a line that ends as the one before an item does.
    private static func beginsItem(_ line: String, after previous: String?) -> Bool {
        guard let previous, let last = previous.last, isItem(line) else { return false }
        return isItem(previous) || ":;.,?!".contains(last)
    }

    private static func isItem(_ line: String) -> Bool {
        line.firstMatch(of: /^([-*•·–+o]|\d{1,2}[.)]|[a-z][.)])\s+\S/) != nil
    }

    private mutating func join(_ line: String, to paragraph: inout String) {
        if paragraph.last == Self.softHyphen {
            paragraph.removeLast()
            paragraph += line
        } else if Self.isBrokenWord(paragraph, line) {
            let start = paragraph.split(separator: " ").last ?? ""
            paragraph += line
            joined.append(String(start + (line.split(separator: " ").first ?? "")))
        } else {
            paragraph += " " + line
        }
    }

    /// Whether a hyphen at the end of a line belongs to what the next one begins with: `COA-` and `locaties`, and also
    /// the minus of `-` and `679`.
    private static func isBrokenWord(_ line: String, _ next: String) -> Bool {
        guard line.last == "-", let first = next.first else { return false }
        let word = next.prefix { $0.isLetter }
        // voor- en nadelen
        if ["en", "of", "and", "or"].contains(word) { return false }
        guard let before = line.dropLast().last, !before.isWhitespace else { return first.isNumber }
        return (before.isLetter || before.isNumber) && (first.isLetter || first.isNumber)
    }
}
