/// Resolves the names and checks the types of one expression, collecting all that is wrong in it.
struct ExpressionCompiler {
    /// A part of an expression that is right.
    struct Typed {
        let node: Expression.Node
        let type: ValueType

        init(_ node: Expression.Node, _ type: ValueType) {
            self.node = node
            self.type = type
        }
    }

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
        guard let found = typed(syntax) else { return nil }
        if let expected, found.type != expected {
            report(.typeMismatch(expected: expected.noun, found: found.type), syntax.span)
            return nil
        }
        guard !isWrong else { return nil }
        return Expression(node: found.node, type: found.type, fragment: fragment, span: syntax.span, names: names)
    }

    /// What `{{ … }}` prints: numbers and dates in the letter's way when no filter says otherwise.
    mutating func compileOutput(_ syntax: Syntax) -> Expression? {
        guard let found = typed(syntax) else { return nil }
        let printed: Expression.Node
        switch found.type {
        case .text: printed = found.node
        case .number: printed = .format(.number(decimals: nil), found.node)
        case .money: printed = .format(.money(decimals: 2), found.node)
        case .date: printed = .format(.date(.long), found.node)
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

    mutating func typed(_ syntax: Syntax) -> Typed? {
        switch syntax.node {
        case .literal(let value):
            return Typed(.constant(value), value.literalType)
        case .name(let path):
            return name(path, syntax.span)
        case .negation(let inner):
            return numeric(inner).map { Typed(.negation($0.node), $0.type) }
        case .not(let inner):
            return operand(inner, .boolean).map { Typed(.not($0), .boolean) }
        case .missing(let inner):
            return typed(inner).map { Typed(.missing($0.node), .boolean) }
        case .binary(let symbol, let left, let right):
            return binary(symbol, left, right, syntax.span)
        case .conditional(let condition, let then, let otherwise):
            return conditional(condition, then, otherwise)
        case .call(let function, let arguments):
            return call(function, arguments, syntax.span)
        case .filter(let filter, let input, let arguments):
            return self.filter(filter, input, arguments, syntax.span)
        }
    }

    mutating func operand(_ syntax: Syntax, _ expected: ValueType) -> Expression.Node? {
        guard let found = typed(syntax) else { return nil }
        if found.type != expected {
            report(.typeMismatch(expected: expected.noun, found: found.type), syntax.span)
            return nil
        }
        return found.node
    }

    /// A number or an amount of money.
    mutating func numeric(_ syntax: Syntax) -> Typed? {
        guard let found = typed(syntax) else { return nil }
        if !found.type.isNumeric {
            report(.typeMismatch(expected: ValueType.number.noun, found: found.type), syntax.span)
            return nil
        }
        return found
    }

    /// A value of the scope; an aggregate of a table is one as well, with its call as its name.
    mutating func name(_ path: String, _ span: Range<Int>) -> Typed? {
        let found = scope.find(path)
        switch found?.entry {
        case .value(let slot, let type)?:
            if knownNames.insert(path).inserted {
                names.append(Expression.Name(path: path, slot: slot, cell: found?.cell))
            }
            return Typed(.slot(slot), type)
        case .table?, .list?:
            report(.rowsNotPrintable(path), span)
        case .column?:
            report(.columnNotPrintable(path), span)
        case nil:
            unknown(path, span)
        }
        return nil
    }

    mutating func unknown(_ path: String, _ span: Range<Int>) {
        isWrong = true
        if scope.isOpen(path) { return }
        if scope.isLater(path) { return report(.usedBefore(path), span) }
        // What was meant is looked for among all names: only when it is shown.
        report(.unknownName(path, known: diagnostics.hasRoom(for: .unknownName) ? scope.names : []), span)
    }

    private mutating func conditional(_ condition: Syntax, _ then: Syntax, _ otherwise: Syntax) -> Typed? {
        let (test, first, second) = (operand(condition, .boolean), typed(then), typed(otherwise))
        guard let test, let first, let second else { return nil }
        let type = first.type.joined(with: second.type)
        guard let type else {
            report(.typeMismatch(expected: first.type.noun, found: second.type), otherwise.span)
            return nil
        }
        return Typed(.conditional(if: test, then: first.node, otherwise: second.node), type)
    }

    private mutating func binary(
        _ symbol: BinaryOperator, _ left: Syntax, _ right: Syntax, _ span: Range<Int>
    ) -> Typed? {
        switch symbol {
        case .add, .subtract, .multiply, .divide:
            let (first, second) = (numeric(left), numeric(right))
            guard let first, let second else { return nil }
            guard let type = symbol.type(first.type, second.type) else {
                report(symbol == .multiply ? .moneyTimesMoney : .numberByMoney, span)
                return nil
            }
            return Typed(.arithmetic(symbol, first.node, second.node), type)
        case .and, .or:
            let (left, right) = (operand(left, .boolean), operand(right, .boolean))
            guard let left, let right else { return nil }
            return Typed(symbol == .and ? .and(left, right) : .or(left, right), .boolean)
        default:
            let (first, second) = (typed(left), typed(right))
            guard let first, let second else { return nil }
            // `x == ""` asks of any value whether it is empty.
            let isEquality = symbol == .equal || symbol == .notEqual
            let testsEmptiness = isEquality && (left.isEmptyText || right.isEmptyText)
            guard testsEmptiness || first.type.joined(with: second.type) != nil else {
                report(.cannotCompare(first.type, second.type), span)
                return nil
            }
            if !isEquality, first.type == .text || first.type == .boolean {
                report(.cannotOrder(first.type), span)
                return nil
            }
            guard isEquality, testsEmptiness || first.type == .text else {
                return Typed(.comparison(symbol, first.node, second.node), .boolean)
            }
            let equality = Expression.Node.equality(first.node, second.node)
            return Typed(symbol == .equal ? equality : .not(equality), .boolean)
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
        report(.wrongDecimals(usage), span)
        return nil
    }
}

extension BinaryOperator {
    /// Of what an operation on numbers and money is; nil when it means nothing.
    fileprivate func type(_ left: ValueType, _ right: ValueType) -> ValueType? {
        switch (self, left, right) {
        case (_, .number, .number), (.divide, .money, .money): .number
        case (.multiply, .money, .money), (.divide, .number, .money): nil
        default: .money
        }
    }
}

extension ValueType {
    /// What either of two is; nil when they have nothing in common. A plain number may stand for an amount.
    func joined(with other: ValueType) -> ValueType? {
        if self == other { return self }
        return isNumeric && other.isNumeric ? .money : nil
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
