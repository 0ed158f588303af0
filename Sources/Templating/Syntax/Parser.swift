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
        if next.kind != .end { throw unexpected(.unexpectedToken) }
    }

    /// `a`, or `a if b else c`, which goes on in the same way.
    mutating func expression() throws(SyntaxError) -> Syntax {
        var choices: [(value: Syntax, condition: Syntax)] = []
        var last = try operation()
        while next.kind == .name("if") {
            _ = advance()
            let condition = try operation()
            guard next.kind == .name("else") else { throw unexpected(.expected("else")) }
            if choices.count == Self.maximumChain { throw SyntaxError(.expressionTooDeep, next.span) }
            _ = advance()
            choices.append((last, condition))
            last = try operation()
        }
        for choice in choices.reversed() {
            last = Syntax(
                node: .conditional(if: choice.condition, then: choice.value, otherwise: last),
                span: choice.value.span.lowerBound..<last.span.upperBound)
        }
        return last
    }

    private mutating func operation(above precedence: Int = 0) throws(SyntaxError) -> Syntax {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maximumDepth { throw SyntaxError(.expressionTooDeep, next.span) }

        var left = try membership(of: operand())
        var chain = 0
        while true {
            let isTest = next.kind == .name("is") && BinaryOperator.equal.precedence > precedence
            let found = binaryOperator()
            guard isTest || found?.precedence ?? 0 > precedence else { break }
            chain += 1
            if chain > Self.maximumChain { throw SyntaxError(.expressionTooDeep, next.span) }
            guard !isTest, let found else {
                left = try missing(left)
                continue
            }
            _ = advance()
            let right = try operation(above: found.precedence)
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

    /// `x is missing` and `x is not missing`.
    private mutating func missing(_ left: Syntax) throws(SyntaxError) -> Syntax {
        _ = advance()
        let isNegated = next.kind == .name("not")
        if isNegated { _ = advance() }
        guard next.kind == .name("missing") else { throw SyntaxError(.expectedMissing, next.span) }
        let span = left.span.lowerBound..<advance().span.upperBound
        let test = Syntax(node: .missing(left), span: span, isParenthesised: true)
        return isNegated ? Syntax(node: .not(test), span: span, isParenthesised: true) : test
    }

    /// `x in ("a", "b")` and `x not in (…)`: short for comparing with each.
    private mutating func membership(of left: Syntax) throws(SyntaxError) -> Syntax {
        let isNegated = next.kind == .name("not")
        guard (isNegated ? tokens[position + 1] : next).kind == .name("in") else { return left }
        if isNegated { _ = advance() }
        let keyword = advance()
        guard next.kind == .symbol("(") else { throw SyntaxError(.expected("("), next.span) }
        let (choices, end) = try arguments(allowingTightCommas: true)
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
            let inner = try operation(above: BinaryOperator.multiply.precedence)
            return Syntax(node: .negation(inner), span: start.span.lowerBound..<inner.span.upperBound)
        case .name("not"):
            _ = advance()
            let inner = try operation(above: 3)
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
            guard next.kind == .symbol(")") else { throw unexpected(.expected(")")) }
            return Syntax(
                node: inner.node, span: token.span.lowerBound..<advance().span.upperBound, isParenthesised: true)
        case .end:
            throw SyntaxError(.expectedExpression, token.span)
        case .symbol:
            position -= 1
            throw unexpected(.unexpectedToken)
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

    private mutating func arguments(
        allowingTightCommas: Bool = false
    ) throws(SyntaxError) -> ([Syntax], end: Int) {
        _ = advance()
        var arguments: [Syntax] = []
        if next.kind != .symbol(")") {
            arguments.append(try expression())
            while next.kind == .symbol(",") {
                // `max(x, 0,5)` would be another number than was meant, silently.
                if !allowingTightCommas, let span = decimalComma { throw SyntaxError(.decimalComma, span) }
                _ = advance()
                arguments.append(try expression())
            }
        }
        guard next.kind == .symbol(")") else { throw unexpected(.expected(")")) }
        return (arguments, advance().span.upperBound)
    }

    // MARK: First tries

    /// What people write who know another language, Dutch or Excel's, and what it is here.
    private static let meanings = [
        "en": "and", "of": "or", "niet": "not", "geen": "not", "AND": "and", "OR": "or", "NOT": "not", "als": "if",
        "anders": "else", "leeg": "is missing", "ontbreekt": "is missing", "plus": "+", "min": "-", "maal": "*",
        "keer": "*", "gedeeld": "/", "groter": ">", "kleiner": "<",
    ]

    private func unexpected(_ problem: Problem) -> SyntaxError {
        if next.kind == .symbol(","), let span = decimalComma { return SyntaxError(.decimalComma, span) }
        for token in [next] + (position > 0 ? [tokens[position - 1]] : []) {
            if case .name(let word) = token.kind, let meant = Self.meanings[word] {
                return SyntaxError(.foreignWord(word, meant), token.span)
            }
        }
        return SyntaxError(problem, next.span)
    }

    /// `0,5`, when the comma in hand has a number right before it and right after it.
    private var decimalComma: Range<Int>? {
        guard position > 0, position + 1 < tokens.count else { return nil }
        let (before, after) = (tokens[position - 1], tokens[position + 1])
        guard case .number = before.kind, case .number = after.kind,
            before.span.upperBound == next.span.lowerBound, next.span.upperBound == after.span.lowerBound
        else { return nil }
        return before.span.lowerBound..<after.span.upperBound
    }
}
