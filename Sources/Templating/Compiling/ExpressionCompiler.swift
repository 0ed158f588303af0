/// Resolves the names and checks the types of one expression, collecting all that is wrong in it.
struct ExpressionCompiler {
    let scope: Scope
    let fragment: Fragment
    /// Of all expressions so far.
    var diagnostics: Diagnostics
    private var isWrong = false
    private var names: [Expression.Name] = []
    private var knownNames: Set<String> = []

    init(scope: Scope, fragment: Fragment, diagnostics: Diagnostics) {
        self.scope = scope
        self.fragment = fragment
        self.diagnostics = diagnostics
    }

    /// Nil when something is wrong, which is then in `diagnostics`.
    mutating func compile(_ syntax: Syntax, as expected: ValueType? = nil) -> Expression? {
        guard let (node, type) = typed(syntax) else { return nil }
        if let expected, type != expected {
            report(.typeMismatch(expected: expected.noun, found: type), syntax.span)
            return nil
        }
        guard !isWrong else { return nil }
        return Expression(node: node, type: type, fragment: fragment, span: syntax.span, names: names)
    }

    /// What `{{ … }}` prints: numbers and dates in the letter's way when no filter says otherwise.
    mutating func compileOutput(_ syntax: Syntax) -> Expression? {
        guard let (node, type) = typed(syntax) else { return nil }
        let printed: Expression.Node
        switch type {
        case .text: printed = node
        case .number: printed = .format(.number(decimals: nil), node)
        case .date: printed = .format(.date(.long), node)
        case .boolean:
            report(.booleanNotPrintable, syntax.span)
            return nil
        }
        guard !isWrong else { return nil }
        return Expression(node: printed, type: .text, fragment: fragment, span: syntax.span, names: names)
    }

    mutating func report(_ problem: Problem, _ span: Range<Int>) {
        isWrong = true
        diagnostics.add(problem, at: fragment.place(span))
    }

    mutating func typed(_ syntax: Syntax) -> (Expression.Node, ValueType)? {
        switch syntax.node {
        case .literal(let value):
            return (.constant(value), value.literalType)
        case .name(let path):
            return name(path, syntax.span)
        case .negation(let inner):
            guard let node = operand(inner, .number) else { return nil }
            return (.negation(node), .number)
        case .not(let inner):
            guard let node = operand(inner, .boolean) else { return nil }
            return (.not(node), .boolean)
        case .binary(let symbol, let left, let right):
            return binary(symbol, left, right, syntax.span)
        case .call(let function, let arguments):
            return call(function, arguments, syntax.span)
        case .filter(let filter, let input, let arguments):
            return self.filter(filter, input, arguments, syntax.span)
        }
    }

    mutating func operand(_ syntax: Syntax, _ expected: ValueType) -> Expression.Node? {
        guard let (node, type) = typed(syntax) else { return nil }
        if type != expected {
            report(.typeMismatch(expected: expected.noun, found: type), syntax.span)
            return nil
        }
        return node
    }

    private mutating func name(_ path: String, _ span: Range<Int>) -> (Expression.Node, ValueType)? {
        let found = scope.find(path)
        switch found?.entry {
        case .value(let slot, let type)?:
            if knownNames.insert(path).inserted {
                names.append(Expression.Name(path: path, slot: slot, cell: found?.cell))
            }
            return (.slot(slot), type)
        case .table?, .list?, .column?:
            report(.rowsNotPrintable(path), span)
        case nil:
            unknown(path, span)
        }
        return nil
    }

    private mutating func unknown(_ path: String, _ span: Range<Int>) {
        isWrong = true
        if scope.isOpen(path) { return }
        if scope.isLater(path) { return report(.usedBefore(path), span) }
        // What was meant is looked for among all names: only when it is shown.
        report(.unknownName(path, known: diagnostics.hasRoom(for: .unknownName) ? scope.names : []), span)
    }

    private mutating func binary(
        _ symbol: BinaryOperator, _ left: Syntax, _ right: Syntax, _ span: Range<Int>
    ) -> (Expression.Node, ValueType)? {
        switch symbol {
        case .add, .subtract, .multiply, .divide:
            let (left, right) = (operand(left, .number), operand(right, .number))
            guard let left, let right else { return nil }
            return (.arithmetic(symbol, left, right), .number)
        case .and, .or:
            let (left, right) = (operand(left, .boolean), operand(right, .boolean))
            guard let left, let right else { return nil }
            return (symbol == .and ? .and(left, right) : .or(left, right), .boolean)
        case .equal, .notEqual:
            let (first, second) = (typed(left), typed(right))
            guard let first, let second else { return nil }
            // `x == ""` asks of any value whether it is empty.
            let testsEmptiness = left.isEmptyText || right.isEmptyText
            if !testsEmptiness, first.1 != second.1 {
                report(.cannotCompare(first.1, second.1), span)
                return nil
            }
            return (.comparison(symbol, first.0, second.0), .boolean)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            let (first, second) = (typed(left), typed(right))
            guard let first, let second else { return nil }
            if first.1 != second.1 {
                report(.cannotCompare(first.1, second.1), span)
                return nil
            }
            if first.1 != .number, first.1 != .date {
                report(.cannotOrder(first.1), span)
                return nil
            }
            return (.comparison(symbol, first.0, second.0), .boolean)
        }
    }

    private mutating func call(
        _ function: String, _ arguments: [Syntax], _ span: Range<Int>
    ) -> (Expression.Node, ValueType)? {
        switch function {
        case "min", "max":
            let nodes = arguments.map { operand($0, .number) }
            if arguments.count < 2 {
                report(.wrongArguments("\(function)(a, b)"), span)
                return nil
            }
            guard nodes.allSatisfy({ $0 != nil }) else { return nil }
            return (function == "min" ? .least(nodes.compactMap(\.self)) : .greatest(nodes.compactMap(\.self)), .number)
        case "round":
            guard (1...2).contains(arguments.count) else {
                report(.wrongArguments("round(number, decimals)"), span)
                return nil
            }
            guard let node = operand(arguments[0], .number) else { return nil }
            guard let decimals = decimals(arguments.dropFirst(), "round(number, decimals)", span) else { return nil }
            return (.round(node, decimals: decimals ?? 0), .number)
        default:
            report(.unknownFunction(function), span)
            return nil
        }
    }

    /// An optional literal number of decimals. The outer optional is nil when it is wrong.
    mutating func decimals(_ arguments: ArraySlice<Syntax>, _ usage: String, _ span: Range<Int>) -> Int?? {
        guard let argument = arguments.first else { return .some(nil) }
        if arguments.count == 1, case .literal(.number(let number)) = argument.node, let decimals = number.exactInt,
            (0...ExactNumber.maximumDecimals).contains(decimals)
        {
            return decimals
        }
        report(.wrongArguments(usage), span)
        return nil
    }
}

extension Syntax {
    var isEmptyText: Bool {
        if case .literal(.empty) = node { true } else { false }
    }
}

extension Value {
    var literalType: ValueType {
        switch self {
        case .text, .empty: .text
        case .number: .number
        case .date: .date
        case .boolean: .boolean
        }
    }
}
