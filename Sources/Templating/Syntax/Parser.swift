/// Reads one expression by precedence climbing.
struct Parser {
    /// Deeper than any person writes; keeps hostile input from exhausting the stack.
    static let maximumDepth = 50
    /// Of operators and filters in a row, which nest as deeply when they are evaluated.
    static let maximumChain = 100

    private let tokens: [Token]
    private var position = 0
    private var depth = 0

    init(_ tokens: [Token]) {
        self.tokens = tokens
    }

    var next: Token { tokens[position] }

    mutating func advance() -> Token {
        defer { if position < tokens.count - 1 { position += 1 } }
        return next
    }

    /// An expression that takes all that is left.
    mutating func wholeExpression() throws(SyntaxError) -> Syntax {
        let result = try expression()
        try finish()
        return result
    }

    mutating func finish() throws(SyntaxError) {
        if next.kind != .end { throw SyntaxError(.unexpectedToken, next.span) }
    }

    mutating func expression(above precedence: Int = 0) throws(SyntaxError) -> Syntax {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maximumDepth { throw SyntaxError(.expressionTooDeep, next.span) }

        var left = try membership(of: operand())
        var chain = 0
        while let found = binaryOperator(), found.precedence > precedence {
            chain += 1
            if chain > Self.maximumChain { throw SyntaxError(.expressionTooDeep, next.span) }
            _ = advance()
            let right = try expression(above: found.precedence)
            if found.precedence == 4, case .binary(let inner, _, _) = left.node, inner.precedence == 4,
                !left.isParenthesised
            {
                throw SyntaxError(.chainedComparison, left.span.lowerBound..<right.span.upperBound)
            }
            left = Syntax(
                node: .binary(found, left, right), span: left.span.lowerBound..<right.span.upperBound)
        }
        return left
    }

    /// `x in ("a", "b")` and `x not in (…)`: short for comparing with each.
    private mutating func membership(of left: Syntax) throws(SyntaxError) -> Syntax {
        let isNegated = next.kind == .name("not")
        guard (isNegated ? tokens[position + 1] : next).kind == .name("in") else { return left }
        if isNegated { _ = advance() }
        let keyword = advance()
        guard next.kind == .symbol("(") else { throw SyntaxError(.expected("("), next.span) }
        let (choices, end) = try arguments()
        guard var result = choices.first.map({ equal(left, $0) }) else {
            throw SyntaxError(.expectedExpression, keyword.span)
        }
        if choices.count > Self.maximumChain { throw SyntaxError(.expressionTooDeep, keyword.span) }
        let span = left.span.lowerBound..<end
        for choice in choices.dropFirst() {
            result = Syntax(node: .binary(.or, result, equal(left, choice)), span: span, isParenthesised: true)
        }
        return Syntax(node: isNegated ? .not(result) : result.node, span: span, isParenthesised: true)
    }

    private func equal(_ left: Syntax, _ right: Syntax) -> Syntax {
        Syntax(node: .binary(.equal, left, right), span: left.span.lowerBound..<right.span.upperBound)
    }

    private func binaryOperator() -> BinaryOperator? {
        switch next.kind {
        case .symbol(let symbol): BinaryOperator(rawValue: symbol)
        case .name("and"): .and
        case .name("or"): .or
        default: nil
        }
    }

    private mutating func operand() throws(SyntaxError) -> Syntax {
        let start = next
        let first = position
        switch start.kind {
        case .symbol("-"):
            _ = advance()
            let inner = try expression(above: BinaryOperator.multiply.precedence)
            return Syntax(node: .negation(inner), span: start.span.lowerBound..<inner.span.upperBound)
        case .name("not"):
            _ = advance()
            let inner = try expression(above: 3)
            return Syntax(node: .not(inner), span: start.span.lowerBound..<inner.span.upperBound)
        default:
            return try filtered(primary(), firstToken: first)
        }
    }

    private mutating func primary() throws(SyntaxError) -> Syntax {
        let token = advance()
        switch token.kind {
        case .number(let number):
            return Syntax(node: .literal(.number(number)), span: token.span)
        case .text(let text):
            return Syntax(node: .literal(text.isEmpty ? .empty : .text(text)), span: token.span)
        case .name("true"):
            return Syntax(node: .literal(.boolean(true)), span: token.span)
        case .name("false"):
            return Syntax(node: .literal(.boolean(false)), span: token.span)
        case .name(let name):
            guard next.kind == .symbol("(") else { return Syntax(node: .name(name), span: token.span) }
            let (arguments, end) = try arguments()
            return Syntax(node: .call(name, arguments), span: token.span.lowerBound..<end)
        case .symbol("("):
            let inner = try expression()
            guard next.kind == .symbol(")") else { throw SyntaxError(.expected(")"), next.span) }
            return Syntax(
                node: inner.node, span: token.span.lowerBound..<advance().span.upperBound, isParenthesised: true)
        case .end:
            throw SyntaxError(.expectedExpression, token.span)
        case .symbol:
            throw SyntaxError(.unexpectedToken, token.span)
        }
    }

    /// `value | filter(…) | …`. After an operator a filter would take only the last operand: a wrong figure, silently.
    private mutating func filtered(_ input: Syntax, firstToken: Int) throws(SyntaxError) -> Syntax {
        var result = input
        var chain = 0
        while next.kind == .symbol("|") {
            chain += 1
            if chain > Self.maximumChain { throw SyntaxError(.expressionTooDeep, next.span) }
            if firstToken > 0, case .symbol(let before) = tokens[firstToken - 1].kind, "+-*/".contains(before) {
                throw SyntaxError(.ambiguousFilter, tokens[firstToken - 1].span.lowerBound..<next.span.upperBound)
            }
            _ = advance()
            let token = advance()
            guard case .name(let name) = token.kind else { throw SyntaxError(.expectedFilter, token.span) }
            var end = token.span.upperBound
            var arguments: [Syntax] = []
            if next.kind == .symbol("(") { (arguments, end) = try self.arguments() }
            result = Syntax(node: .filter(name, result, arguments), span: input.span.lowerBound..<end)
        }
        return result
    }

    private mutating func arguments() throws(SyntaxError) -> ([Syntax], end: Int) {
        _ = advance()
        var arguments: [Syntax] = []
        if next.kind != .symbol(")") {
            arguments.append(try expression())
            while next.kind == .symbol(",") {
                _ = advance()
                arguments.append(try expression())
            }
        }
        guard next.kind == .symbol(")") else { throw SyntaxError(.expected(")"), next.span) }
        return (arguments, advance().span.upperBound)
    }
}
