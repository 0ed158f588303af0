import Templating

/// What `letter.yaml` is to say of a column, told from what is in it.
package struct ColumnProposal: Sendable {
    package let name: String
    /// As it stands in the file.
    package let heading: String
    package let type: ColumnType
    package let label: String
    /// What an empty cell is to stand for. Only of a text: a number that is not there is not 0.
    package let missing: String?
    /// The cells with nothing in them: `C5`.
    package let empty: [String]
    /// Why it is a text while most of it are numbers.
    package let doubt: String?
    /// A number of it as it would be printed, when it is a text because its numbers name something.
    package let identifier: String?
    /// What its numbers can be, when nothing tells: the reading with `decimals: comma`, and with `point`.
    package let readings: (comma: String, point: String)?

    struct Cell {
        let text: String
        let name: String
    }

    init(_ name: String, heading: String, _ cells: [Cell], language: Language) {
        self.name = name
        self.heading = heading
        label = Self.label(Identifier.isValid(heading) ? name : heading)
        let filled = cells.filter { !$0.text.trimmed.isEmpty }
        empty = cells.filter { $0.text.trimmed.isEmpty }.map(\.name)
        var evidence = DecimalEvidence()
        for cell in filled { evidence.add(cell.text, row: 0) }
        let style = evidence.style(language)
        let reader = CellReader(language: language)
        let namesSomething = IdentifierColumn.holds(heading, filled.map(\.text))
        if filled.isEmpty || namesSomething {
            type = .text
        } else if evidence.isOfEuros, Self.fits(.money, filled, reader, style) || evidence.open != nil {
            type = .money
        } else {
            let fitting: [ColumnType] = [.integer, .decimal, .date, .boolean]
            type =
                fitting.first { Self.fits($0, filled, reader, style) }
                ?? (style == .each && evidence.isOfNumbers ? .decimal : .text)
        }
        identifier = namesSomething ? IdentifierColumn.printed(filled.map(\.text), language) : nil
        missing = type == .text && !empty.isEmpty ? "niet opgegeven" : nil
        doubt = type == .text && !namesSomething ? Self.doubt(filled, reader, style) : nil
        readings = type.isNumeric && style == .each ? evidence.open.map(Self.readings) : nil
    }

    private static func fits(_ type: ColumnType, _ cells: [Cell], _ reader: CellReader, _ style: NumberStyle) -> Bool {
        cells.allSatisfy { (try? reader.read($0.text, as: type, style)) != nil }
    }

    private static func readings(_ open: DecimalEvidence.Open) -> (comma: String, point: String) {
        (open.number.written(.comma, as: .comma), open.number.written(.point, as: .comma))
    }

    /// What keeps a column from being numbers, when more than half of it are.
    private static func doubt(_ cells: [Cell], _ reader: CellReader, _ style: NumberStyle) -> String? {
        let numbers = cells.count { WrittenNumber($0.text.stripped) != nil }
        guard numbers * 2 > cells.count else { return nil }
        for cell in cells {
            do throws(Refusal) {
                _ = try reader.read(cell.text, as: .decimal, style)
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
