import Templating

/// Whether the numbers of a column name something rather than count it: printed in groups they would be wrong.
enum IdentifierColumn {
    /// What such columns are called, in one of the words of their heading.
    private static let words: Set<String> = [
        "kvk", "bsn", "rsin", "oin", "postbus", "telefoon", "telefoonnummer", "tel", "telnr", "fax", "mobiel", "gsm",
        "zaak", "zaaknummer", "dossier", "dossiernummer", "kenmerk", "code", "id", "nr", "nummer", "iban", "rekening",
        "rekeningnummer", "crediteur", "debiteur", "factuur", "factuurnummer", "btw", "postcode", "huisnummer",
        "vestiging", "vestigingsnummer", "beschikking", "referentie", "phone", "number", "reference", "account",
    ]
    private static let endings = ["nummer", "nr", "code", "kenmerk", "_id"]
    /// Of a year, a month of a year, a period: `2024`, `202401`, `2024-2025` is a text anyway.
    private static let periods = ["jaar", "year", "periode", "period", "maand", "month", "kwartaal", "quarter", "week"]
    /// What is counted, whatever its numbers look like.
    private static let quantities = [
        "aantal", "saldo", "bedrag", "subsidie", "budget", "totaal", "kosten", "inwoners", "som", "prijs", "tarief",
        "bijdrage", "uitkering", "amount", "total", "count",
    ]

    static func holds(_ heading: String, _ texts: [String]) -> Bool {
        let numbers = texts.map(\.stripped)
        guard !numbers.isEmpty, numbers.allSatisfy({ $0.utf8.allSatisfy(\.isASCIIDigit) }) else { return false }
        // `0141` would lose its zero.
        if numbers.contains(where: { $0.count > 1 && $0.first == "0" }) { return true }
        let folded = heading.lowercased()
        let words = folded.split { !$0.isLetter }.map(String.init)
        if quantities.contains(where: folded.contains) { return false }
        if !Self.words.isDisjoint(with: words) { return true }
        if words.contains(where: { word in endings.contains { word.hasSuffix($0) } }) || folded.hasSuffix("_id") {
            return true
        }
        if periods.contains(where: folded.contains) { return numbers.allSatisfy(isPeriod) }
        return isSeries(numbers)
    }

    /// The first number as a letter would print it.
    static func printed(_ texts: [String], _ language: Language) -> String? {
        let numbers = texts.compactMap { ExactNumber($0.stripped) }
        guard let first = numbers.first(where: { $0 >= ExactNumber(1000) }) ?? numbers.first else { return nil }
        return try? language.format(first)
    }

    private static func isPeriod(_ number: Substring) -> Bool {
        number.wholeMatch(of: /(19|20)\d\d((0[1-9]|1[0-2])|(19|20)\d\d|[1-5]\d)?|\d{1,2}/) != nil
            && number.count >= 4
    }

    /// All another, of the same length, and not round as amounts are.
    private static func isSeries(_ numbers: [Substring]) -> Bool {
        guard numbers.count > 2, let length = numbers.first?.count, length >= 4,
            numbers.allSatisfy({ $0.count == length }), Set(numbers).count == numbers.count
        else { return false }
        return numbers.contains { !$0.hasSuffix("0") && !$0.hasSuffix("5") }
    }
}
