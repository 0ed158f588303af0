import Templating

/// What the cells of a column say of its points and commas.
struct DecimalEvidence: Sendable {
    /// A cell that can be two numbers.
    struct Open: Sendable {
        let row: Int
        let text: String
        let number: WrittenNumber
        let mark: DecimalMark
    }

    private(set) var open: Open?
    private(set) var openCount = 0
    private var marks: Set<DecimalMark> = []
    private var openMarks: Set<DecimalMark> = []
    private var filled = 0
    private var numbers = 0
    private var euros = 0

    var isOfNumbers: Bool { numbers == filled }
    var isOfEuros: Bool { euros == filled && filled > 0 }

    mutating func add(_ row: Int, _ column: Int, of table: CSVTable) {
        guard (try? table.isBlank(row, column)) == false else { return }
        // Most cells are nothing but digits.
        guard table.holds(row, column, where: { !$0.isASCIIDigit }), let text = try? table.text(row, column) else {
            filled += 1
            numbers += 1
            return
        }
        add(text, row: row)
    }

    /// A text that is not blank.
    mutating func add(_ text: String, row: Int) {
        filled += 1
        guard let number = WrittenNumber(text.stripped) else { return }
        numbers += 1
        if number.isEuro { euros += 1 }
        switch number.decimals {
        case .unmarked: break
        case .mark(let mark): marks.insert(mark)
        case .either(let mark):
            openMarks.insert(mark)
            openCount += 1
            if open == nil { open = Open(row: row, text: text, number: number, mark: mark) }
        }
    }

    mutating func add(_ other: DecimalEvidence) {
        open = open ?? other.open
        openCount += other.openCount
        marks.formUnion(other.marks)
        openMarks.formUnion(other.openMarks)
        filled += other.filled
        numbers += other.numbers
        euros += other.euros
    }

    /// `.each` with an `open` cell when nothing settles it.
    func style(_ language: Language) -> NumberStyle {
        let own = DecimalMark(of: language)
        if marks.count > 1 { return .mixed(own) }
        if let mark = marks.first { return .settled(mark) }
        guard open != nil else { return .each }
        // Amounts in euros have no three decimals; grouped otherwise than in the letter's language they may be prices.
        return euros == filled && openMarks == [own.other] ? .settled(own) : .each
    }
}
