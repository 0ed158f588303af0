internal import Exporter
internal import Registry

/// The records of a dossier, in their order. They are noted on disk: there may be more than there is room for in memory.
struct DossierParts {
    private let scratch: ScratchDatabase
    private(set) var count = 0

    init() throws(LetterFailure) {
        scratch = try ScratchDatabase.asking {
            try ScratchDatabase("CREATE TABLE part (number INTEGER PRIMARY KEY, naam TEXT, kenmerk TEXT, bron TEXT)")
        }
    }

    mutating func note(_ part: MDTO.Verwijzing) throws(LetterFailure) {
        count += 1
        let identificatie = part.identificatie
        let texts = [part.naam, identificatie?.kenmerk ?? "", identificatie?.bron ?? ""]
        try ScratchDatabase.asking {
            _ = try scratch.run(
                "INSERT INTO part (naam, kenmerk, bron) VALUES (?, ?, ?)", texts.map(ScratchDatabase.Value.text))
        }
    }

    /// Those with these numbers, of which the first is 0.
    subscript(_ numbers: Range<Int>) -> [MDTO.Verwijzing] {
        get throws(LetterFailure) {
            try ScratchDatabase.asking {
                var parts: [MDTO.Verwijzing] = []
                try scratch.forEach(
                    "SELECT naam, kenmerk, bron FROM part WHERE number > ? AND number <= ? ORDER BY number",
                    [.number(numbers.lowerBound), .number(numbers.upperBound)]
                ) { row in
                    let identificatie = MDTO.Identificatie(kenmerk: row.text(1), bron: row.text(2))
                    parts.append(MDTO.Verwijzing(row.text(0), identificatie))
                }
                return parts
            }
        }
    }
}
