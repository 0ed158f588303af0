import Templating

/// What can be wrong with the house style.
extension Problem {
    static let notFlatText = Problem(
        .badHouseStyle, "this is not a flat ODF text document",
        suggestion: "in LibreOffice choose Save As, 'Flat XML ODF Text Document (.fodt)'")

    static func bodyCount(_ count: Int) -> Problem {
        Problem(
            .badHouseStyle,
            count == 0 ? "there is no place for the letter's text" : "there are \(count) places for the letter's text",
            suggestion: "write {{ body }} in one paragraph by itself")
    }

    static let trackedChanges = Problem(
        .badHouseStyle, "there are recorded changes", suggestion: "accept or reject them in LibreOffice, then save")

    static let badEmbeddedPicture = Problem(.badHouseStyle, "an embedded picture cannot be read")

    static func misplacedTag(in place: String) -> Problem {
        Problem(
            .badHouseStyle, "a tag works only in the text of a paragraph, not in \(place)",
            suggestion: "write it in a paragraph, or write fixed text here")
    }

    static func fieldInHouseStyle(_ name: String) -> Problem {
        Problem(
            .badHouseStyle, "'\(name)' cannot stand in a house style",
            suggestion: "write fixed text in its place, or a tag such as {{ letter.date }}; of LibreOffice's fields "
                + "only page number and page count can stand here")
    }

    static func objectInHouseStyle(_ name: String) -> Problem {
        Problem(
            .badHouseStyle, "'\(name)' cannot stand in a house style",
            suggestion: "put an embedded picture of it in its place, or take it out")
    }

    static func activeInHouseStyle(_ name: String) -> Problem {
        Problem(
            .badHouseStyle, "'\(name)' cannot stand in a house style",
            suggestion: "take it out: a letter does nothing by itself")
    }

    static func hidden(_ name: String) -> Problem {
        Problem(
            .badHouseStyle, "'\(name)' is hidden, always or at times",
            suggestion: "show it or take it out; what is for some readers only goes between {% if … %} and {% endif %}")
    }

    static func numberOutOfBounds(_ name: String, _ bounds: ClosedRange<Int>) -> Problem {
        Problem(
            .badHouseStyle, "'\(name)' is no number from \(bounds.lowerBound) to \(bounds.upperBound)",
            suggestion: "open it in LibreOffice, make this again, and save it")
    }

    static func unreadable(_ colour: String) -> Problem {
        Problem(
            .badHouseStyle, "text of the colour \(colour) cannot be read on any background that the house style has",
            suggestion: "choose a darker one: the contrast must be 3 at least, and is better 4.5")
    }

    static func calculated(_ name: String) -> Problem {
        Problem(
            .badHouseStyle, "'\(name)' is calculated where the letter is opened",
            suggestion: "write the value itself, or a tag")
    }

    static func notEmbedded(_ name: String) -> Problem {
        Problem(
            .badHouseStyle, "what '\(name)' shows is not in the house style itself",
            suggestion: "embed it: in LibreOffice choose Edit, Links to External Files, Break Link")
    }

    static func missingStyle(_ name: String, family: String) -> Problem {
        let plain = name.replacing("_20_", with: " ")
        return Problem(
            .badHouseStyle, "the house style has no \(family) style '\(plain)', which this letter needs",
            suggestion: "make it in LibreOffice, under Styles, and save the house style")
    }

    static let noTablePattern = Problem(
        .badHouseStyle, "the house style has no table to model this one on",
        suggestion: "put a table named '\(TablePattern.name)' in it, with a header row and one row")
}
