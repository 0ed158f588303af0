extension Expression {
    /// The value, given a frame's `values`; empty when something that it needs is missing.
    package func evaluate(_ values: [Value], in language: Language) throws(CalculationError) -> Value {
        try Evaluation(values: values, language: language).value(of: node)
    }

    /// Whether a condition holds.
    package func holds(_ values: [Value], in language: Language) throws(CalculationError) -> Bool {
        try Evaluation(values: values, language: language).truth(of: node)
    }
}

private struct Evaluation {
    let values: [Value]
    let language: Language

    /// Nothing when something that it needs is missing.
    func value(of node: Expression.Node) throws(CalculationError) -> Value {
        do throws(CalculationError) {
            return try known(node)
        } catch .empty {
            return .empty
        }
    }

    private func known(_ node: Expression.Node) throws(CalculationError) -> Value {
        switch node {
        case .constant(let value): value
        case .slot(let slot): values[slot]
        case .not, .comparison, .equality, .missing, .and, .or: .boolean(try truth(of: node))
        case .conditional(let condition, let then, let otherwise):
            try known(truth(of: condition) ? then : otherwise)
        case .format(let format, let inner): .text(try text(format, inner))
        default: .number(try number(of: node))
        }
    }

    /// `empty` when it cannot be told, for something is missing: unless the rest decides it whatever that is.
    func truth(of node: Expression.Node) throws(CalculationError) -> Bool {
        switch node {
        case .not(let inner): return try !truth(of: inner)
        case .and(let left, let right): return try decided(left, right, by: false)
        case .or(let left, let right): return try decided(left, right, by: true)
        case .missing(let inner): return try value(of: inner).isEmpty
        case .equality(let left, let right): return try value(of: left) == value(of: right)
        case .comparison(let symbol, let left, let right):
            return try compare(symbol, value(of: left), value(of: right))
        default:
            guard case .boolean(let boolean) = try value(of: node) else { throw .empty }
            return boolean
        }
    }

    /// Of two conditions, of which either decides when it is `deciding`; the second is looked at only if need be.
    private func decided(
        _ left: Expression.Node, _ right: Expression.Node, by deciding: Bool
    ) throws(CalculationError) -> Bool {
        do throws(CalculationError) {
            if try truth(of: left) == deciding { return deciding }
        } catch .empty {
            if try truth(of: right) == deciding { return deciding }
            throw .empty
        }
        return try truth(of: right)
    }

    private func compare(_ symbol: BinaryOperator, _ left: Value, _ right: Value) throws(CalculationError) -> Bool {
        switch (symbol, left, right) {
        case (_, .empty, _), (_, _, .empty): throw .empty
        case (.equal, _, _): left == right
        case (.notEqual, _, _): left != right
        case (_, .number(let left), .number(let right)): ordered(symbol, left, right)
        case (_, .date(let left), .date(let right)): ordered(symbol, left, right)
        default: throw .empty
        }
    }

    private func ordered<Ordered: Comparable>(_ symbol: BinaryOperator, _ left: Ordered, _ right: Ordered) -> Bool {
        switch symbol {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        default: left >= right
        }
    }

    private func number(of node: Expression.Node) throws(CalculationError) -> ExactNumber {
        switch node {
        case .negation(let inner): return try number(of: inner).negated()
        case .absolute(let inner): return try number(of: inner).absolute()
        case .round(let inner, let decimals): return try number(of: inner).rounded(toDecimals: decimals)
        case .least(let nodes), .greatest(let nodes):
            var numbers: [ExactNumber] = []
            for node in nodes { numbers.append(try number(of: node)) }
            guard let least = numbers.min(), let greatest = numbers.max() else { throw .empty }
            if case .least = node { return least }
            return greatest
        case .arithmetic(let symbol, let left, let right):
            let (left, right) = (try number(of: left), try number(of: right))
            switch symbol {
            case .add: return try left.adding(right)
            case .subtract: return try left.subtracting(right)
            case .multiply: return try left.multiplied(by: right)
            default: return try left.divided(by: right)
            }
        default:
            guard case .number(let number) = try value(of: node) else { throw .empty }
            return number
        }
    }

    private func text(_ format: Expression.Format, _ node: Expression.Node) throws(CalculationError) -> String {
        switch (format, try value(of: node)) {
        case (.number(let decimals), .number(let number)): try language.format(number, decimals: decimals)
        case (.percent(let decimals), .number(let number)): try language.formatPercent(number, decimals: decimals)
        case (.signed, .number(let number)): try language.formatSigned(number)
        case (.money(let decimals), .number(let number)): try language.formatMoney(number, decimals: decimals)
        case (.plural(let one, let many), .number(let number)):
            [ExactNumber(1), ExactNumber(-1)].contains(number) ? one : many
        case (.date(let pattern), .date(let date)): language.format(date, pattern)
        case (.upper, .text(let text)): text.uppercased()
        case (.lower, .text(let text)): text.lowercased()
        case (.capitalize, .text(let text)): language.capitalize(text)
        default: throw .empty
        }
    }
}

extension Language {
    /// The first letter as a capital; in Dutch the digraph ij counts as one letter: IJsselmuiden.
    func capitalize(_ text: String) -> String {
        let length = self == .dutch && text.lowercased().hasPrefix("ij") ? 2 : 1
        return text.prefix(length).uppercased() + text.dropFirst(length)
    }
}
