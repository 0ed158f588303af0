internal import FoundationEssentials

/// One kind of input that is made twice as long: what takes more than twice as long is no line.
struct Doubling: Sendable {
    /// Which file of a small workspace it makes.
    enum File: String {
        case letter = "letters/brief/letter.md"
        case settings = "letters/brief/letter.yaml"
        case figures = "letters/brief/figures.csv"
        case list = "recipients/lijst.csv"
        case houseStyle = "letters/house-style.fodt"
    }

    let title: String
    let file: File
    /// So many that the first takes a good part of a second, were it not refused.
    let count: Int
    let contents: @Sendable (Int) -> String

    private static func letter(
        _ title: String, _ count: Int, _ contents: @escaping @Sendable (Int) -> String
    ) -> Doubling {
        Doubling(title: title, file: .letter, count: count) { "{{ recipient.salutation }}\n\n\(contents($0))\n" }
    }

    private static func repeated(_ text: String) -> @Sendable (Int) -> String { { String(repeating: text, count: $0) } }

    static let all = [
        letter("brackets ![[]()", 4_000, repeated("![[]()")),
        letter("brackets [", 20_000, repeated("[")),
        letter("stars *a _a", 20_000, repeated("*a _a ")),
        letter("backticks", 2_000) { count in
            (1...count).map { String(repeating: "`", count: $0 % 100) }.joined(separator: "a")
        },
        letter("words", 200_000, repeated("woord ")),
        letter("paragraphs", 10_000, repeated("Een alinea.\n\n")),
        letter("items", 10_000, repeated("- een punt\n")),
        letter("items within items", 500) { count in
            (0..<count).map { String(repeating: " ", count: 2 * $0) + "- punt\n" }.joined()
        },
        letter("rows of a table", 1_000) { "| a | b |\n|---|---|\n" + String(repeating: "| c | d |\n", count: $0) },
        letter("cells of a row", 1_000) { count in
            let row = { (cell: String) -> String in "|" + String(repeating: cell + "|", count: count) + "\n" }
            return row("a") + row("---") + row("b")
        },
        letter("footnotes", 1_000) { count in
            (0..<count).map { "Tekst.[^n\($0)]\n\n[^n\($0)]: Noot.\n\n" }.joined()
        },
        letter("links to nothing", 5_000, repeated("[a][b] ")),
        letter("tags", 5_000, repeated("{{ recipient.name }} ")),
        letter("wrong tags on a line", 4_000, repeated("{{ figures.x }} ")),
        letter("conditions within conditions", 4_000) { count in
            String(repeating: "{% if recipient.name == \"a\" %}", count: count)
                + String(repeating: "{% endif %}", count: count)
        },
        letter("conditions without an end", 4_000, repeated("{% if recipient.name == \"a\" %}\n")),
        letter("parentheses", 5_000) { count in
            "{{ " + String(repeating: "(", count: count) + "1" + String(repeating: ")", count: count) + " }}"
        },
        Doubling(title: "keys of letter.yaml", file: .settings, count: 5_000) { count in
            Self.settings + (0..<count).map { "sleutel\($0): waarde\n" }.joined()
        },
        Doubling(title: "rows of figures that are no numbers", file: .figures, count: 20_000) { count in
            "code,aantal\n" + (0..<count).map { "A\($0),5%\n" }.joined()
        },
        Doubling(title: "ragged rows of figures", file: .figures, count: 20_000) { count in
            "code,aantal\n" + (0..<count).map { "A\($0),1,2,3\n" }.joined()
        },
        Doubling(title: "characters of a cell", file: .figures, count: 200_000) { count in
            "code,aantal\nA0,\(String(repeating: "x", count: count))\n"
        },
        Doubling(title: "recipients", file: .list, count: 20_000) { count in
            Self.list + (1..<count).map { Self.recipient($0) }.joined()
        },
        Doubling(title: "recipients without a postcode", file: .list, count: 20_000) { count in
            Self.list + (1..<count).map { "A\($0),Naam,Aan,Straat 1,,DORP,\n" }.joined()
        },
        Doubling(title: "nested elements of the house style", file: .houseStyle, count: 20_000) { count in
            String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
        },
    ]

    static let settings = """
        subject: Brief
        date: 2024-07-11
        recipients: { list: lijst }
        figures:
          file: figures.csv
          key: code
          source: telling
          as_of: 2024-07-01
          columns: { aantal: { type: integer } }

        """
    static let list = "code,name,addressee,address,postcode,place,salutation\n" + recipient(0)

    static func recipient(_ number: Int) -> String {
        "A\(number),Naam \(number),Aan \(number),Straat \(number),1234 AB,DORP,Geachte heer\n"
    }
}
