/// Splits the inside of a tag into tokens.
///
/// Word processors replace what is typed: typographic quotes, dashes, minus signs and no-break spaces count as plain.
struct Lexer {
    let fragment: Fragment
    let span: Range<Int>

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{A0}", "\u{2007}", "\u{202F}": true
        default: false
        }
    }

    /// The kind of quote a scalar is, nil when it is none. Any quote of a kind closes a text that one of it opened.
    static func quote(_ scalar: Unicode.Scalar) -> Character? {
        switch scalar {
        case "\"", "\u{201C}", "\u{201D}", "\u{201E}": "\""
        case "'", "\u{2018}", "\u{2019}", "\u{201A}": "'"
        default: nil
        }
    }

    func tokens() throws(SyntaxError) -> [Token] {
        let scalars = fragment.scalars
        var tokens: [Token] = []
        var position = span.lowerBound
        while position < span.upperBound {
            let start = position
            let scalar = scalars[position]
            if Self.isSpace(scalar) {
                position += 1
            } else if let quote = Self.quote(scalar) {
                let text = try text(quotedBy: quote, from: &position)
                tokens.append(Token(kind: .text(text), span: start..<position))
            } else if scalar.properties.numericType == .decimal {
                let end = end(from: position) { $0.properties.numericType == .decimal || $0 == "." }
                let text = fragment.text(position..<end)
                guard let number = ExactNumber(text) else {
                    throw SyntaxError(ExactNumber.isTooLong(text) ? .tooManyDigits : .badNumber(text), start..<end)
                }
                position = end
                tokens.append(Token(kind: .number(number), span: start..<end))
            } else if Self.isNameStart(scalar) {
                position = end(from: position) { Self.isNamePart($0) || $0 == "." }
                tokens.append(Token(kind: .name(fragment.text(start..<position)), span: start..<position))
            } else {
                let symbol = try symbol(at: &position)
                tokens.append(Token(kind: .symbol(symbol), span: start..<position))
            }
        }
        tokens.append(Token(kind: .end, span: span.upperBound..<span.upperBound))
        return tokens
    }

    static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic
    }

    static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        isNameStart(scalar) || scalar.properties.numericType == .decimal
            || scalar.properties.canonicalCombiningClass != .notReordered
    }

    private func end(from start: Int, while belongs: (Unicode.Scalar) -> Bool) -> Int {
        var end = start
        while end < span.upperBound, belongs(fragment.scalars[end]) { end += 1 }
        return end
    }

    private func text(quotedBy quote: Character, from position: inout Int) throws(SyntaxError) -> String {
        let start = position
        var text = String.UnicodeScalarView()
        position += 1
        while position < span.upperBound {
            let scalar = fragment.scalars[position]
            position += 1
            if Self.quote(scalar) == quote { return String(text) }
            if scalar == "\\", position < span.upperBound {
                let escaped = fragment.scalars[position]
                guard escaped == "\\" || Self.quote(escaped) != nil else {
                    throw SyntaxError(.unknownEscape("\\\(escaped)"), position - 1..<position + 1)
                }
                text.append(escaped)
                position += 1
            } else {
                text.append(scalar)
            }
        }
        throw SyntaxError(.unclosedText, start..<span.upperBound)
    }

    private func symbol(at position: inout Int) throws(SyntaxError) -> String {
        let start = position
        let scalar = fragment.scalars[position]
        position += 1
        switch scalar {
        case "\u{2212}", "\u{2013}":
            return "-"
        case "=", "!", "<", ">", "&", "|":
            let second = position < span.upperBound ? fragment.scalars[position] : " "
            if second == "=", scalar != "&", scalar != "|" {
                position += 1
                return "\(scalar)="
            }
            if let foreign = Self.foreign["\(scalar)\(second)"] {
                throw SyntaxError(.strayOperator("\(scalar)\(second)", foreign), start..<position + 1)
            }
            if let foreign = Self.foreign["\(scalar)"] {
                throw SyntaxError(.strayOperator("\(scalar)", foreign), start..<position)
            }
            return "\(scalar)"
        case "+", "-", "*", "/", "(", ")", ",":
            return "\(scalar)"
        default:
            if let foreign = Self.foreign["\(scalar)"] {
                throw SyntaxError(.strayOperator("\(scalar)", foreign), start..<position)
            }
            throw SyntaxError(.strayCharacter("\(scalar)"), start..<position)
        }
    }

    /// Operators of other languages, and what they are here.
    private static let foreign = [
        "=": "==", "!": "not", "<>": "!=", "&&": "and", "||": "or", "&": "and", "=<": "<=", "=>": ">=", "≤": "<=",
        "≥": ">=", "≠": "!=", "×": "*", "÷": "/", ";": ",",
    ]
}
