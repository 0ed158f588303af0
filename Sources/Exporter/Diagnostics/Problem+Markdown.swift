import Templating

/// What a letter's text cannot hold.
extension Problem {
    static func unsupportedMarkdown(_ what: String) -> Problem {
        Problem(
            .unsupportedMarkdown, "\(what) cannot stand in a letter",
            suggestion: "there are paragraphs, headings, emphasis, lists, tables, links, footnotes, images and hard "
                + "breaks (a \\ at the end of a line); put a \\ before a character that is meant as it is")
    }

    static func misplacedTable(_ place: String) -> Problem {
        Problem(
            .unsupportedMarkdown, "a table cannot stand within \(place)",
            suggestion: "put it after it, without indentation")
    }

    static let markupAfterTag = Problem(
        .unsupportedMarkdown, "after a tag on the same line this is no heading, list or table, but plain text",
        suggestion: "put the tag on a line of its own")

    static let textTooDeep = Problem(.tooDeep, "lists or emphasis are nested too deeply")

    static func raggedRow(cells: Int, columns: Int) -> Problem {
        Problem(
            .raggedTable, "this row has \(cells) cell\(cells == 1 ? "" : "s"), the header has \(columns)",
            suggestion: "write a | for each column; a bar that is meant as it is: \\|")
    }

    static let brokenTable = Problem(
        .raggedTable, "this is no table: its header and the line under it differ in their number of cells",
        suggestion: "write as many |---| as there are columns")

    static func duplicateDefinition(_ label: String) -> Problem {
        Problem(
            .duplicateDefinition, "\(label) is defined a second time", suggestion: "give it another name")
    }

    static func undefinedFootnote(_ label: String) -> Problem {
        Problem(
            .undefinedReference, "there is no footnote '\(label)'",
            suggestion: "write its text on a line of its own: [^\(label)]: …")
    }

    static func undefinedLink(_ label: String) -> Problem {
        Problem(
            .undefinedReference, "there is no link '\(label)'",
            suggestion: "write where it goes on a line of its own: [\(label)]: https://…")
    }

    static func unusedDefinition(_ label: String) -> Problem {
        Problem(
            .unusedDefinition, "nothing in the text refers to \(label)",
            suggestion: "refer to it, or take this line out")
    }

    static func skippedHeading(level: Int, previous: Int) -> Problem {
        Problem(
            .skippedHeading,
            level == 1
                ? "the subject is the heading of level 1" : "a heading of level \(level) under one of \(previous)",
            suggestion: "write \(String(repeating: "#", count: previous + 1)), so that readers who hear the letter "
                + "can find their way")
    }

    static let linkWithoutHost = Problem(
        .badLink, "a link goes to https://, http://, mailto: or tel:",
        suggestion: "write the whole address")

    static let valueInHost = Problem(
        .badLink, "a value cannot choose where a link goes",
        suggestion: "write the address up to and with the / after the name of the site; values may follow it")

    static let linkWithoutText = Problem(
        .badLink, "this link has no text", suggestion: "write what it leads to: [Overzicht regelingen](https://…)")

    static let missingAltText = Problem(
        .missingAltText, "this image has no description",
        suggestion: "write what it shows: ![Kaart van Overijssel](kaart.png)")

    static let imageFromTag = Problem(
        .badImage, "a value cannot choose an image", suggestion: "write the name of its file")

    static func badImage(_ name: String, _ why: String) -> Problem {
        Problem(.badImage, "image '\(name)' \(why)")
    }
}
