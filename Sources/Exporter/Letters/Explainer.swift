import Templating
package import Workspace

/// Tells where the values of one recipient's letter come from after another's. For one thread: what is the same for
/// everyone it looks up once.
package final class Explainer {
    private let compiled: CompiledLetter
    private var filler: Filler
    private var filling = Filling()
    /// Of an expression: how it is written, and where.
    private var expressions: [ObjectIdentifier: (source: String, place: Place)] = [:]
    /// Of a name that is the same for everyone.
    private var origins: [String: Origin] = [:]
    /// What a derived value uses, by its name.
    private var used: [String: [Expression.Name]] = [:]

    package init(_ compiled: CompiledLetter) {
        self.compiled = compiled
        // Of all values, where a letter needs those that it prints.
        filler = Filler(frame: Frame(for: compiled.letter.scope), language: compiled.letter.language, trace: true)
    }

    package func explain(_ recipient: LetterRecipient) -> Explanation {
        let frame = compiled.letter.frame(of: recipient)
        filler.start { $0 = frame }
        var items: [Explanation.Item] = []
        var known: Set<Filler.Printed.Identity> = []
        var texts: Set<[String]> = []
        // How many values the text itself prints; headers and the document's title come after it.
        var own = 0
        for (index, template) in compiled.explained.enumerated() {
            filler.fill(template, into: &filling) { _, _, _ in }
            if index == 0 { own = filler.printed?.count ?? 0 }
        }
        for (index, printed) in (filler.printed ?? []).enumerated() {
            let (source, place) = expression(printed.expression)
            // Of a loop every row is a printing of its own. What a header repeats is explained once.
            let isNew = texts.insert([printed.text, source]).inserted
            guard known.insert(printed.identity).inserted, isNew || index < own else { continue }
            let inputs = printed.expression.names.map { name in
                Explanation.Input(
                    path: name.path, value: printed.values[name.slot],
                    origin: name.cell == nil
                        ? origin(of: name.path, recipient)
                        : compiled.letter.origin(of: name, rows: printed.rows, for: recipient),
                    inputs: self.inputs(of: name.path, recipient, frame))
            }
            items.append(
                Explanation.Item(
                    text: printed.text, expression: source, place: place, inputs: inputs, identity: printed.identity))
        }
        return Explanation(items)
    }

    private func expression(_ expression: Expression) -> (source: String, place: Place) {
        let id = ObjectIdentifier(expression)
        if let known = expressions[id] { return known }
        let found = (expression.source, expression.place)
        expressions[id] = found
        return found
    }

    private func origin(of path: String, _ recipient: LetterRecipient) -> Origin {
        if let known = origins[path] { return known }
        let found = compiled.letter.origin(of: path, for: recipient)
        if Letter.isShared(path) { origins[path] = found }
        return found
    }

    /// What a derived value uses, and so on until it is in a file.
    private func inputs(
        of path: String, _ recipient: LetterRecipient, _ frame: Frame, depth: Int = 0
    ) -> [Explanation.Input] {
        // Further than anyone follows; a chain may be as long as the file.
        guard depth < 8 else { return [] }
        if let rows = compiled.letter.rows(addedUpIn: path, for: recipient) {
            return rows.values.enumerated().map { row, value in
                Explanation.Input(
                    path: rows.column, value: value,
                    origin: compiled.letter.origin(of: rows.column, row: row, for: recipient), inputs: [])
            }
        }
        return names(usedBy: path).map { name in
            Explanation.Input(
                path: name.path, value: frame.values[name.slot], origin: origin(of: name.path, recipient),
                inputs: inputs(of: name.path, recipient, frame, depth: depth + 1))
        }
    }

    private func names(usedBy path: String) -> [Expression.Name] {
        if let known = used[path] { return known }
        var names: [Expression.Name] = []
        if let derived = compiled.letter.definition.derived.first(where: { "derived.\($0.name)" == path }) {
            var diagnostics = Diagnostics()
            names =
                Expression.compile(derived.expression, in: compiled.letter.scope, diagnostics: &diagnostics)?.names
                ?? []
        }
        used[path] = names
        return names
    }
}
