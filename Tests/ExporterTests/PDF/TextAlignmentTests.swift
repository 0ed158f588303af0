import Support
import Testing

@testable import Exporter
@testable import Printing

@Suite("Texts are put side by side")
struct TextAlignmentTests {
    private func numbers(_ text: String) -> [Int32] { text.unicodeScalars.map { Int32($0.value) } }

    /// What of the second text is left over, and of the first.
    private func rest(_ expected: String, _ printed: String, starts: Set<Int> = []) -> [String] {
        var alignment = TextAlignment(numbers(expected), numbers(printed))
        alignment.fit { starts.contains($0) }
        let (one, other) = (Array(expected), Array(printed))
        for (index, place) in alignment.places.enumerated() {
            if let place { #expect(one[index] == other[place] && alignment.owners[place] == index) }
        }
        return [
            String(one.indices.filter { alignment.places[$0] == nil }.map { one[$0] }),
            String(other.indices.filter { alignment.owners[$0] == nil }.map { other[$0] }),
        ]
    }

    @Test("Labels, digits, pages: what is more or less is found")
    func differences() {
        #expect(rest("abc", "abc") == ["", ""])
        #expect(rest("abc", "") == ["abc", ""])
        #expect(rest("", "abc") == ["", "abc"])
        #expect(rest("heeft12personen", "heeft112personen") == ["", "1"])
        #expect(rest("heeft12personen", "heeft13personen") == ["2", "3"])
        #expect(rest("een1.5twee", "een1.1.5twee", starts: [0, 3, 5]) == ["", "1."])
        let page = (0..<400).map { "regel\($0)" }.joined()
        #expect(rest(page + "slot", page + page + "slot")[0] == "")
        let parts = ["begin", (0..<300).map { "midden\($0)" }.joined(), (0..<50).map { "einde\($0)" }.joined()]
        #expect(rest(parts.joined(), parts[0] + parts[2]) == [parts[1], ""])
    }

    @Test("What is left over is moved to the piece that it is")
    func pieces() {
        var alignment = TextAlignment(numbers("een1.5twee"), numbers("een1.1.5twee"))
        alignment.fit { [0, 3, 5].contains($0) }
        #expect(alignment.owners[3] == nil && alignment.owners[4] == nil && alignment.owners[5] != nil)
    }

    @Test("Any two texts are put side by side", arguments: 0..<20)
    func random(seed: UInt64) {
        var random = SplitMix(state: seed)
        func text() -> String {
            String(
                (0..<Int.random(in: 0...400, using: &random)).map { _ in "abc".randomElement(using: &random) ?? "a" })
        }
        _ = rest(text(), text())
    }

    @Test("Every occurrence is found")
    func occurrences() {
        #expect(Occurrences(of: numbers("aa"), in: numbers("aaaba")).starts == [0, 1])
        #expect(Occurrences(of: numbers("abab"), in: numbers("abababxabab")).starts == [0, 2, 7])
        #expect(Occurrences(of: numbers("x"), in: []).starts == [])
    }
}
