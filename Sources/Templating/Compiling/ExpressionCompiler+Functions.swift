extension ExpressionCompiler {
    static let functions = ["min", "max", "round", "count", "sum", "date"]

    mutating func call(_ function: String, _ arguments: [Syntax], _ span: Range<Int>) -> Typed? {
        switch function {
        case "min", "max":
            let found = arguments.map { numeric($0) }
            if arguments.count < 2 {
                report(.wrongArguments("\(function)(a, b)"), span)
                return nil
            }
            let numbers = found.compactMap(\.self)
            guard numbers.count == found.count else { return nil }
            let nodes = numbers.map(\.node)
            let isMoney = numbers.contains { $0.type == .money }
            return Typed(function == "min" ? .least(nodes) : .greatest(nodes), isMoney ? .money : .number)
        case "round":
            guard (1...2).contains(arguments.count) else {
                report(.wrongArguments("round(number, decimals)"), span)
                return nil
            }
            guard let number = numeric(arguments[0]) else { return nil }
            guard let decimals = decimals(arguments.dropFirst(), "round(number, decimals)", span) else { return nil }
            return Typed(.round(number.node, decimals: decimals ?? 0), number.type)
        case "count", "sum":
            return aggregate(function, arguments, span)
        case "date":
            return date(arguments, span)
        default:
            report(.unknownFunction(function, known: Self.functions), span)
            return nil
        }
    }

    /// Of the rows that a recipient has in a table.
    private mutating func aggregate(_ function: String, _ arguments: [Syntax], _ span: Range<Int>) -> Typed? {
        guard arguments.count == 1, case .name(let path) = arguments[0].node else {
            report(.wrongArguments(function == "sum" ? "sum(tables.…)" : "count(tables.…)"), span)
            return nil
        }
        switch (function, scope.find(path)?.entry) {
        case ("count", .table?), ("count", .list?):
            return name("count(\(path))", span)
        case ("sum", .column(_, let type)?):
            if type.isNumeric { return name("sum(\(path))", span) }
            report(.typeMismatch(expected: ValueType.number.noun, found: type), arguments[0].span)
        case (_, nil):
            unknown(path, arguments[0].span)
        default:
            report(function == "sum" ? .notColumn(path) : .notRows(path), arguments[0].span)
        }
        return nil
    }

    private mutating func date(_ arguments: [Syntax], _ span: Range<Int>) -> Typed? {
        guard arguments.count == 1, case .literal(.text(let text)) = arguments[0].node else {
            report(.wrongArguments("date(\"2024-03-01\")"), span)
            return nil
        }
        guard let date = CalendarDate(iso: text) else {
            report(.badDateText(text), arguments[0].span)
            return nil
        }
        return Typed(.constant(.date(date)), .date)
    }
}
