import Testing

@testable import Templating

@Suite("How much is told")
struct DiagnosticsTests {
    private func wrong(_ row: Int, _ column: Int = 3) -> Diagnostics {
        Diagnostics(
            Problem(.wrongType, "'\(row)%' is not a number", kind: "a"),
            at: Place(file: "f.csv", row: row, column: column))
    }

    private func merged(_ parts: some Sequence<Diagnostics>) -> Diagnostics {
        var all = Diagnostics()
        for part in parts { all.add(part) }
        return all
    }

    @Test("Up to five of a cause are told each, more become one with the first few places")
    func causes() {
        #expect(merged((2...6).map { wrong($0) }).all.map(\.count) == [1, 1, 1, 1, 1])
        let many = merged((2...401).map { wrong($0) })
        #expect(
            many.all.map(\.description) == [
                "f.csv:2:3 (C2): error: '2%' is not a number (400 of these: also C3, C4, C5, C6, C7, C8, C9, C10, C11, C12"
                    + " and 389 more) [wrong-type]"
            ])
        #expect(many.total(.error) == 400)
        #expect(merged((2...7).map { wrong($0) } + [wrong(2, 4)]).all.map(\.count) == [6, 1])
    }

    @Test("Parts make the same, however they are cut", arguments: [1, 2, 3, 4, 7, 100])
    func parts(size: Int) {
        let whole = merged((2...101).map { wrong($0) })
        let parts = stride(from: 2, through: 101, by: size).map { start in
            merged((start..<min(102, start + size)).map { wrong($0) })
        }
        #expect(merged(parts).all.map(\.message) == whole.all.map(\.message))
        #expect(merged(parts).total(.error) == 100)
    }

    @Test("At most 200 of a kind and 1,000 in all are kept, and the rest is counted")
    func limits() {
        var all = Diagnostics()
        let kinds: [DiagnosticID] = [
            .badValue, .unknownKey, .unknownName, .badExpression, .typeMismatch, .wrongArguments, .badYAML,
        ]
        for kind in kinds {
            for line in 1...40_000 where kind == .badValue || line <= 300 {
                all.add(Problem(kind, "wrong"), at: Place(file: "letter.yaml", line: line))
            }
        }
        #expect(all.all.count == 1000)
        #expect(all.leftOut[.badValue] == 39_800)
        #expect(all.total(.error) == 40_000 + 6 * 300)
        #expect(all.hasErrors)
        let sorted = all.replacing(all.all.reversed())
        #expect(sorted.all.count == 1000 && sorted.total(.error) == 41_800)
    }

    @Test("An error that is not kept is an error")
    func hidden() {
        var all = Diagnostics()
        for line in 1...1500 {
            all.add(
                Problem([.deadBranch, .windows1252, .notWorkingDay, .unusedColumn][line % 4], "w"),
                at: Place(file: "a", line: line))
        }
        #expect(!all.hasErrors)
        for line in 1...1500 {
            all.add(Problem([.badValue, .badXML][line % 2], "e"), at: Place(file: "a", line: line))
        }
        #expect(all.hasErrors && all.total(.error) == 1500 && all.total(.warning) == 1500)
    }

    @Test("The place in a long line is right and shown by what is around it", arguments: ["a", "é", "e\u{301}", "👩‍👩‍👧"])
    func longLines(character: String) throws {
        let file = SourceFile(name: "a", text: String(repeating: character, count: 5000) + "x\ny")
        let size = character.unicodeScalars.count
        for column in [0, 255, 256, 257, 2561, 4999, 5000] {
            let place = file.place(column * size..<column * size + 1)
            #expect(place.column == column + 1)
            #expect(try #require(place.excerpt).text.unicodeScalars.count <= 901)
        }
        #expect(file.place(0..<5000).excerpt?.text.unicodeScalars.count ?? 0 <= 901)
    }
}
