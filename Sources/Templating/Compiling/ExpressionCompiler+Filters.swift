extension ExpressionCompiler {
    /// Name and usage of every filter.
    static let filters = [
        "number": "number(decimals)", "percent": "percent(decimals)", "signed": "signed", "abs": "abs",
        "money": "money", "date": "date(\"dd.MM.yyyy\")", "upper": "upper", "lower": "lower",
        "capitalize": "capitalize", "plural": "plural(\"persoon\", \"personen\")",
    ]

    mutating func filter(
        _ name: String, _ input: Syntax, _ arguments: [Syntax], _ span: Range<Int>
    ) -> (Expression.Node, ValueType)? {
        guard let usage = Self.filters[name] else {
            report(.unknownFilter(name, known: Self.filters.keys), span)
            return nil
        }
        switch name {
        case "number", "percent":
            guard let node = operand(input, .number) else { return nil }
            guard let decimals = decimals(arguments[...], usage, span) else { return nil }
            return (.format(name == "number" ? .number(decimals: decimals) : .percent(decimals: decimals), node), .text)
        case "date":
            guard let node = operand(input, .date) else { return nil }
            guard case .literal(.text(let pattern))? = arguments.first?.node, arguments.count == 1,
                let pattern = DatePattern(pattern)
            else {
                report(.badDatePattern, span)
                return nil
            }
            return (.format(.date(pattern), node), .text)
        case "plural":
            guard let node = operand(input, .number) else { return nil }
            guard arguments.count == 2, case .literal(.text(let one)) = arguments[0].node,
                case .literal(.text(let many)) = arguments[1].node
            else {
                report(.wrongArguments(usage), span)
                return nil
            }
            return (.format(.plural(one: one, many: many), node), .text)
        default:
            if !arguments.isEmpty {
                report(.wrongArguments(usage), span)
                return nil
            }
            return simpleFilter(name, input)
        }
    }

    private mutating func simpleFilter(_ name: String, _ input: Syntax) -> (Expression.Node, ValueType)? {
        let isForText = ["upper", "lower", "capitalize"].contains(name)
        guard let node = operand(input, isForText ? .text : .number) else { return nil }
        switch name {
        case "abs": return (.absolute(node), .number)
        case "signed": return (.format(.signed, node), .text)
        case "money": return (.format(.money, node), .text)
        case "upper": return (.format(.upper, node), .text)
        case "lower": return (.format(.lower, node), .text)
        default: return (.format(.capitalize, node), .text)
        }
    }
}
