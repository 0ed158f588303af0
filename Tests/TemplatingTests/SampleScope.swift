import Templating

/// A small scope with values, for templates in tests.
enum SampleScope {
    static func make() -> (scope: Scope, frame: Frame) {
        var scope = Scope()
        var values: [Value] = []
        func declare(_ path: String, _ type: ValueType, _ value: Value) {
            scope.declare(path, type)
            values.append(value)
        }
        declare("recipient.code", .text, .text("GM0193"))
        declare("recipient.name", .text, .text("Zwolle"))
        declare("recipient.attention", .text, .empty)
        declare("figures.saldo_begin", .number, .number(ExactNumber(-9)))
        declare("figures.saldo_eind", .number, .number(ExactNumber(-1039)))
        declare("figures.nul", .number, .number(.zero))
        declare("figures.klopt", .boolean, .boolean(true))
        declare("letter.date", .date, CalendarDate(iso: "2024-07-11").map(Value.date) ?? .empty)
        declare("letter.reply_by", .date, .empty)
        declare("figures.bedrag", .money, ExactNumber("1234.5").map(Value.number) ?? .empty)
        declare("figures.onbekend", .number, .empty)
        let months = scope.declareTable(
            "tables.maanden",
            columns: [.init(name: "maand", type: .text), .init(name: "aantal", type: .number)])
        let copies = scope.declareList("letter.copies")
        let none = scope.declareList("letter.attachments")
        var frame = Frame(for: scope)
        frame.values = values + Array(repeating: .empty, count: scope.valueCount - values.count)
        frame.tables[months] = [
            [.text("mei"), .number(ExactNumber(3))], [.text("juni"), .number(ExactNumber(1))],
        ]
        frame.tables[copies] = [[.text("COA")], [.text("BZK")]]
        frame.tables[none] = []
        for (path, value) in ["count(tables.maanden)": 2, "sum(tables.maanden.aantal)": 4, "count(letter.copies)": 2] {
            scope.slot(of: path).map { frame.values[$0] = .number(ExactNumber(value)) }
        }
        return (scope, frame)
    }

    /// What is wrong with a template in it, as the terminal shows it.
    static func diagnostics(_ text: String) -> String {
        var diagnostics = Diagnostics()
        let fragment = Fragment(SourceFile(name: "letter.md", text: text))
        _ = TextTemplate.compile(fragment, in: make().scope, diagnostics: &diagnostics)
        return diagnostics.all.map(\.description).joined(separator: "\n")
    }
}
