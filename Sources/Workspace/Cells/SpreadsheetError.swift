/// What spreadsheets write into a cell that they could not calculate, or show, in Dutch and English.
enum SpreadsheetError {
    private static let known: Set<String> = [
        "#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#DIV/0!", "#DEEL/0!", "#NAME?", "#NAAM?", "#NUM!",
        "#GETAL!", "#NULL!", "#LEEG!", "#SPILL!", "#OVERLOOP!", "#CALC!", "#BEREKENEN!",
    ]

    static func contains(_ text: Substring) -> Bool {
        guard text.first == "#" else { return false }
        return known.contains(text.uppercased()) || (text.count > 2 && text.allSatisfy { $0 == "#" })
    }
}
