extension Branch {
    /// When it is taken, as a sentence for who does not write templates: `saldo op 1 juli 2024 is kleiner dan 0`. `naming`
    /// gives the words for a name, such as `figures.saldo_eind`.
    package func condition(in language: Language, naming: (String) -> String) -> String {
        let words = language == .dutch ? Words.dutch : Words.english
        let inside = tag.span.lowerBound + 2..<tag.span.upperBound - 2
        guard let tokens = try? Lexer(fragment: tag.fragment, span: inside).tokens(),
            case .name(let kind)? = tokens.first?.kind
        else { return source }
        // Of what was chosen earlier in the same text, it is what is left.
        if kind == "else" { return words.otherwise }
        var texts: [String] = kind == "elif" ? [words.otherwiseIf] : []
        var rest = tokens.dropFirst()[...]
        var before = tokens.first
        while let token = rest.popFirst(), token.kind != .end {
            defer { before = token }
            switch token.kind {
            case .name("is"): texts += [words.isMissing(&rest)].compactMap(\.self)
            case .name(let name): texts.append(words.operators[name] ?? naming(name))
            case .symbol("=="), .symbol("!="):
                let isEqual = token.kind == .symbol("==")
                if rest.first?.kind == .text("") {
                    rest.removeFirst()
                    texts.append(isEqual ? words.isEmpty : words.isNotEmpty)
                } else {
                    texts.append(isEqual ? words.equals : words.differs)
                }
            case .symbol("-") where before?.isOperand != true: texts.append(Self.sign)
            case .symbol(let symbol): texts.append(words.operators[symbol] ?? symbol)
            case .number(let number): texts.append((try? language.format(number)) ?? tag.fragment.text(token.span))
            case .text(let text): texts.append("'\(text)'")
            case .end: break
            }
        }
        return Self.joined(texts)
    }

    /// A minus that belongs to what comes after it.
    private static let sign = "(-)"

    /// With spaces where a reader expects them.
    private static func joined(_ texts: [String]) -> String {
        var result = ""
        var isSigned = false
        for text in texts {
            let isClosing = text == ")" || text == ","
            if !result.isEmpty, !isClosing, !result.hasSuffix("("), !isSigned { result += " " }
            isSigned = text == sign
            result += isSigned ? Language.minus : text
        }
        return result
    }

    private struct Words {
        let otherwise, otherwiseIf, equals, differs, isEmpty, isNotEmpty, missing, known: String
        let operators: [String: String]

        /// Takes what follows `is`: `missing` or `not missing`; nil for anything else, which stays.
        func isMissing(_ rest: inout ArraySlice<Token>) -> String? {
            let isNegated = rest.first?.kind == .name("not")
            guard rest.dropFirst(isNegated ? 1 : 0).first?.kind == .name("missing") else { return nil }
            rest.removeFirst(isNegated ? 2 : 1)
            return isNegated ? known : missing
        }

        static let dutch = Words(
            otherwise: "in alle andere gevallen", otherwiseIf: "anders, en", equals: "is", differs: "is niet",
            isEmpty: "is leeg", isNotEmpty: "is ingevuld", missing: "ontbreekt", known: "is bekend",
            operators: [
                "<": "is kleiner dan", "<=": "is hoogstens", ">": "is groter dan", ">=": "is ten minste", "and": "en",
                "or": "of", "not": "niet", "in": "is een van", "-": "−",
            ])
        static let english = Words(
            otherwise: "in all other cases", otherwiseIf: "otherwise, and", equals: "is", differs: "is not",
            isEmpty: "is empty", isNotEmpty: "is filled in", missing: "is missing", known: "is known",
            operators: [
                "and": "and", "or": "or", "not": "not", "<": "is less than", "<=": "is at most", ">": "is more than",
                ">=": "is at least", "in": "is one of", "-": "−",
            ])
    }
}

extension Token {
    fileprivate var isOperand: Bool {
        switch kind {
        case .name(let name): !["if", "elif", "and", "or", "not", "in"].contains(name)
        case .number, .text, .symbol(")"): true
        case .symbol, .end: false
        }
    }
}
