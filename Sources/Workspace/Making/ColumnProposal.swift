import Templating

/// What `letter.yaml` is to say of a column, told from what is in it.
package struct ColumnProposal: Sendable {
    package let name: String
    package let type: ColumnType
    package let label: String
    /// What an empty cell is to stand for. Only of a text: a number that is not there is not 0.
    package let missing: String?
    /// The cells with nothing in them: `C5`.
    package let empty: [String]
    /// Why it is a text while most of it are numbers.
    package let doubt: String?

    struct Cell {
        let text: String
        let name: String
    }

    init(_ name: String, _ cells: [Cell], language: Language) {
        self.name = name
        label = Self.label(name)
        let filled = cells.filter { !$0.text.trimmed.isEmpty }
        empty = cells.filter { $0.text.trimmed.isEmpty }.map(\.name)
        let reader = CellReader(language: language)
        let fitting: [ColumnType] = [.integer, .decimal, .date, .boolean]
        let isCode = filled.contains { Self.hasLeadingZero($0.text.trimmed) }
        let type =
            if filled.isEmpty || isCode || Self.namesYears(name, filled) {
                ColumnType.text
            } else {
                fitting.first { Self.fits($0, filled, reader) } ?? .text
            }
        self.type = type
        missing = type == .text && !empty.isEmpty ? "niet opgegeven" : nil
        doubt = type == .text && !isCode ? Self.doubt(filled, reader) : nil
    }

    private static func fits(_ type: ColumnType, _ cells: [Cell], _ reader: CellReader) -> Bool {
        cells.allSatisfy { (try? reader.read($0.text, as: type)) != nil }
    }

    /// `0141` would lose its zero.
    private static func hasLeadingZero(_ text: Substring) -> Bool {
        text.count > 1 && text.first == "0" && text.allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// A number is printed in groups: 2.024.
    private static func namesYears(_ name: String, _ cells: [Cell]) -> Bool {
        let name = name.lowercased()
        return (name.contains("jaar") || name.contains("year"))
            && cells.allSatisfy { $0.text.trimmed.wholeMatch(of: /(19|20)\d\d/) != nil }
    }

    /// What keeps a column from being numbers, when more than half of it are.
    private static func doubt(_ cells: [Cell], _ reader: CellReader) -> String? {
        let numbers = cells.count { WrittenNumber($0.text.trimmed, in: reader.language) != .notANumber }
        guard numbers * 2 > cells.count else { return nil }
        for cell in cells {
            do throws(Refusal) {
                _ = try reader.read(cell.text, as: .decimal)
            } catch {
                return error.problem(for: " (\(cell.name))").message
            }
        }
        return nil
    }

    /// `saldo_eind` in words.
    private static func label(_ name: String) -> String {
        let words = name.split(separator: "_").joined(separator: " ")
        return words.isEmpty ? name : words.prefix(1).uppercased() + words.dropFirst()
    }
}
