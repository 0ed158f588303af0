extension ExpressionCompiler {
    /// Name and usage of every filter.
    static let filters = [
        "number": "number(decimals)", "percent": "percent(decimals)", "signed": "signed", "abs": "abs",
        "money": "money(decimals)", "date": "date(\"dd.MM.yyyy\")", "upper": "upper", "lower": "lower",
        "capitalize": "capitalize", "plural": "plural(\"persoon\", \"personen\")",
    ]

    mutating func filter(_ name: String, _ input: Syntax, _ arguments: [Syntax], _ span: Range<Int>) -> Typed? {
        guard let usage = Self.filters[name] else {
            report(.unknownFilter(name, known: Self.filters.keys), span)
            return nil
        }
        switch name {
        case "number", "percent", "money":
            guard let node = numeric(input)?.node else { return nil }
            guard let decimals = decimals(arguments[...], usage, span) else { return nil }
            let format: Expression.Format =
                switch name {
                case "number": .number(decimals: decimals)
                case "percent": .percent(decimals: decimals)
                default: .money(decimals: decimals ?? 2)
                }
            return Typed(.format(format, node), .text)
        case "date":
            guard let node = operand(input, .date) else { return nil }
            guard case .literal(.text(let pattern))? = arguments.first?.node, arguments.count == 1,
                let pattern = DatePattern(pattern)
            else {
                report(.badDatePattern, span)
                return nil
            }
            return Typed(.format(.date(pattern), node), .text)
        case "plural":
            guard let node = operand(input, .number) else { return nil }
            guard arguments.count == 2, case .literal(.text(let one)) = arguments[0].node,
                case .literal(.text(let many)) = arguments[1].node
            else {
                report(.wrongArguments(usage), span)
                return nil
            }
            return Typed(.format(.plural(one: one, many: many), node), .text)
        default:
            if !arguments.isEmpty {
                report(.wrongArguments(usage), span)
                return nil
            }
            return simpleFilter(name, input)
        }
    }

    private mutating func simpleFilter(_ name: String, _ input: Syntax) -> Typed? {
        if name == "abs" { return numeric(input).map { Typed(.absolute($0.node), $0.type) } }
        guard let node = operand(input, name == "signed" ? .number : .text) else { return nil }
        switch name {
        case "signed": return Typed(.format(.signed, node), .text)
        case "upper": return Typed(.format(.upper, node), .text)
        case "lower": return Typed(.format(.lower, node), .text)
        default: return Typed(.format(.capitalize, node), .text)
        }
    }
}
