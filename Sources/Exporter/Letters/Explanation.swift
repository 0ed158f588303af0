package import Templating
package import Workspace

/// Every value that one letter prints, each with where it comes from.
package struct Explanation: Sendable {
    package struct Item: Sendable {
        /// As printed.
        package let text: String
        /// The expression in the template, and where it stands.
        package let expression: String
        package let place: Place
        package let inputs: [Input]
    }

    /// One name that an expression uses.
    package struct Input: Sendable {
        package let path: String
        package let value: Value
        package let origin: Origin
        /// What it was calculated from.
        package let inputs: [Input]
    }

    package let items: [Item]

    package init(_ compiled: CompiledLetter, _ recipient: LetterRecipient) {
        var filler = Filler(
            frame: compiled.letter.frame(of: recipient), language: compiled.letter.language, trace: true)
        var filling = Filling()
        for template in compiled.explained {
            filler.fill(template, into: &filling) { _, _, _ in }
        }
        var items: [Item] = []
        for printed in filler.printed ?? [] {
            let inputs = printed.expression.names.map { name in
                Input(
                    path: name.path, value: printed.values[name.slot],
                    origin: compiled.letter.origin(of: name, rows: printed.rows, for: recipient),
                    inputs: compiled.inputs(of: name.path, recipient))
            }
            // What the page header repeats is explained once.
            let isKnown = items.contains { $0.text == printed.text && $0.expression == printed.expression.source }
            guard !isKnown else { continue }
            items.append(
                Item(
                    text: printed.text, expression: printed.expression.source, place: printed.expression.place,
                    inputs: inputs))
        }
        self.items = items
    }
}

extension CompiledLetter {
    /// What a derived value uses, and so on until it is in a file.
    fileprivate func inputs(
        of path: String, _ recipient: LetterRecipient, depth: Int = 0
    ) -> [Explanation.Input] {
        // Further than anyone follows; a chain may be as long as the file.
        guard depth < 8 else { return [] }
        return names(usedBy: path).map { name in
            Explanation.Input(
                path: name.path, value: letter.frame(of: recipient).values[name.slot],
                origin: letter.origin(of: name.path, for: recipient),
                inputs: inputs(of: name.path, recipient, depth: depth + 1))
        }
    }

    private func names(usedBy path: String) -> [Expression.Name] {
        guard let derived = letter.definition.derived.first(where: { "derived.\($0.name)" == path }) else { return [] }
        var diagnostics = Diagnostics()
        return Expression.compile(derived.expression, in: letter.scope, diagnostics: &diagnostics)?.names ?? []
    }
}
