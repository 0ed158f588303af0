import Templating

/// Finds the words for a check that does not hold: which numbers, and by how much.
struct FailedCheck {
    private let expression: Expression
    private let values: [Value]
    private let language: Language

    init(_ expression: Expression, values: [Value], language: Language) {
        self.expression = expression
        self.values = values
        self.language = language
    }

    var findings: String {
        equation ?? expression.names.map { "\($0.path) is \(shown($0))" }.joined(separator: ", ")
    }

    /// What each name stands for, also when the check holds.
    var equations: String { expression.names.map { "\($0.path) = \(shown($0))" }.joined(separator: ", ") }

    /// `a is −97, b - c is −98 (difference 1)`; nil when it is not one equation, or would show a person's data.
    private var equation: String? {
        guard let equation = expression.equation, let sources = Self.sides(of: expression.source),
            !expression.names.contains(where: isPersonal),
            let left = try? equation.left.evaluate(values, in: language),
            let right = try? equation.right.evaluate(values, in: language)
        else { return nil }
        var findings = "\(sources.left) is \(shown(left)), "
        let isLiteral = equation.right.names.isEmpty || Self.isLiteral(sources.right)
        findings += isLiteral ? "not \(shown(right))" : "\(sources.right) is \(shown(right))"
        if case (.number(let left), .number(let right)) = (left, right),
            let difference = try? left.subtracting(right).absolute()
        {
            findings += " (difference \(shown(.number(difference))))"
        }
        return findings
    }

    /// The sources of both sides, when the text has one `==` outside quotes and parentheses.
    private static func sides(of source: String) -> (left: String, right: String)? {
        var depth = 0
        var quote: Character?
        var splits: [String.Index] = []
        for index in source.indices {
            let character = source[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "(" {
                depth += 1
            } else if character == ")" {
                depth -= 1
            } else if depth == 0, source[index...].hasPrefix("==") {
                splits.append(index)
            }
        }
        guard splits.count == 1, let split = splits.first else { return nil }
        return (String(String(source[..<split]).trimmed), String(String(source[split...].dropFirst(2)).trimmed))
    }

    private static func isLiteral(_ source: String) -> Bool {
        source.hasPrefix("\"") || source.hasPrefix("'") || source == "true" || source == "false"
            || ExactNumber(source) != nil
    }

    private func isPersonal(_ name: Expression.Name) -> Bool {
        name.path.hasPrefix("recipient.") && !["recipient.code", "recipient.name"].contains(name.path)
    }

    private func shown(_ name: Expression.Name) -> String {
        let value = values[name.slot]
        return isPersonal(name) && !value.isEmpty ? "filled in" : shown(value)
    }

    private func shown(_ value: Value) -> String {
        switch value {
        case .number(let number): (try? language.format(number)) ?? "\(number)"
        case .date(let date): date.description
        case .boolean(let boolean): boolean ? "true" : "false"
        case .text(let text): "'\(Problem.shown(text))'"
        case .empty: "empty"
        }
    }
}
