/// Names for the columns of a table that a letter can use, each another.
struct ColumnNames {
    private var taken: Set<String>

    init(_ headings: [String]) {
        // `figures.code` is always the code of the recipient.
        taken = Set(headings.filter(Identifier.isValid)).union(["code"])
    }

    /// The heading itself when it is a name, or else what is left of it: `aantal_inwoners` of `Aantal inwoners (%)`.
    mutating func name(for heading: String, at index: Int) -> String {
        if Identifier.isValid(heading), heading != "code" { return heading }
        let words = heading.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
        let name = Identifier.isValid(words) ? words : words.isEmpty ? "kolom_\(index + 1)" : "kolom_\(words)"
        var unique = name
        var number = 2
        while !taken.insert(unique).inserted {
            unique = "\(name)_\(number)"
            number += 1
        }
        return unique
    }
}
