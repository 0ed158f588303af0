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
