import Exporter
import Testing
import Workspace

/// Each of these took minutes, or grew with the square of the text.
@Suite("How much Markdown is read")
struct MarkdownExtentTests {
    private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    private static let refused: [(String, String)] = [
        (times("![[]()", 8000), "a paragraph with more than 2000 of '[' and '<' is not read [too-large]"),
        (times("[a][b] ", 20_000), "a paragraph with more than 2000 of '[' and '<' is not read [too-large]"),
        (times("a <!A ", 20_000), "a paragraph with more than 2000 of '[' and '<' is not read [too-large]"),
        (times("> ", 10_000) + "a", "lists or emphasis are nested too deeply [too-deep]"),
        (times("- ", 200) + "a\n" + times("\n", 50_000), "lists or emphasis are nested too deeply [too-deep]"),
        (times("|a", 20_000) + "\n" + times("|-", 20_000), "a line with more than 100 columns is not read [too-large]"),
        (
            "[a]: https://x.nl/" + times("b", 300_000) + "\n\n" + times("[a]\n\n", 2000),
            "the addresses that links are given here are too long"
        ),
    ]

    @Test("Is bounded before it is parsed", arguments: refused.indices)
    func refuses(index: Int) throws {
        let (markdown, expected) = Self.refused[index]
        #expect(try SampleCopy(text: "begin\n\n\(markdown)\n").report().contains(expected))
    }

    private static let accepted = [
        times("alinea\n\n", 2000), times("- punt\n", 2000), times("een twee drie\n", 5000), times("*a _b ", 2000),
        "| a | b |\n|---|---|\n" + times("| [c](https://x.nl/a) | d |\n", 2000),
        times("- [c](https://x.nl/a)\n", 2500),
        (0..<1000).map { "a[^n\($0)]\n\n[^n\($0)]: noot\n\n" }.joined(), times("&", 20_000), times("\\*", 20_000),
    ]

    @Test("Is enough for any letter", arguments: accepted.indices)
    func takes(index: Int) throws {
        let letter = try SampleCopy(text: "begin\n\n\(Self.accepted[index])\n").letter()
        let filler = try LetterFiller(letter)
        let recipient = try #require(letter.letter.recipients.first)
        for format in [Format.fodt, .html, .txt] { #expect(try filler.fill(recipient, as: format).count > 1000) }
    }

    @Test("A thousand of one mistake on a line are found without looking for each from the start")
    func manyMistakes() throws {
        let report = try SampleCopy(text: (0..<900).map { "a[^n\($0)]" }.joined(separator: " ")).report()
        #expect(report.contains("letter.md:1:2: error: there is no footnote 'n0' [undefined-reference]"))
        #expect(report.split(separator: "\n").allSatisfy { $0.utf8.count < 2000 })
    }
}
