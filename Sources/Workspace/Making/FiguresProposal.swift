import Templating

/// What `letter.yaml` is to say of a file with figures, told from what is in it.
package struct FiguresProposal: Sendable {
    /// A column that a letter cannot use, and why.
    package struct Unusable: Sendable {
        package let header: String
        package let reason: String
    }

    package let key: String
    /// How many recipients have a row.
    package let matches: Int
    /// A code that lacks the letters of the list's, and the one that is meant.
    package let stripped: (written: String, meant: String)?
    package let columns: [ColumnProposal]
    package let unusable: [Unusable]

    /// Nil when there is no column to join on.
    init?(_ table: CSVTable, _ list: RecipientList, language: Language) {
        guard let key = KeyColumn(table, list) else { return nil }
        self.key = table.header[key.index]
        matches = key.matches
        stripped = key.stripped
        var columns: [ColumnProposal] = []
        var unusable: [Unusable] = []
        for (index, header) in table.header.enumerated() where index != key.index {
            if let reason = Self.reason(header, among: table.header) {
                unusable.append(Unusable(header: Problem.shown(header), reason: reason))
            } else {
                let cells = table.rows.indices.map { row in
                    // A value that may not be used is a text like any other: 'check' tells what is wrong with it.
                    ColumnProposal.Cell(
                        text: (try? table.text(row, index)) ?? "?", name: table.place(row, index).cell ?? "")
                }
                columns.append(ColumnProposal(header, cells, language: language))
            }
        }
        self.columns = columns
        self.unusable = unusable
    }

    /// Why a column cannot be used under its name.
    private static func reason(_ header: String, among headers: [String]) -> String? {
        if header == "code" { return "figures.code is always the code of the recipient: rename it" }
        guard !Identifier.isValid(header) else { return nil }
        let name = name(from: header)
        let isFree = Identifier.isValid(name) && name != "code" && !headers.contains(name)
        return "a letter cannot use this name: rename it" + (isFree ? ", to \(name) for example" : "")
    }

    /// What is left of `Aantal inwoners (%)` when it must be a name.
    private static func name(from header: String) -> String {
        let words = header.lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.joined(separator: "_")
    }
}
