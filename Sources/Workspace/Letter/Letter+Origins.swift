package import Templating

extension Letter {
    /// Where the value of a name comes from in one recipient's letter. For a cell of a table the path is
    /// `tables.maanden.gehuisvest` and `row` counts the recipient's own rows from 0.
    package func origin(of path: String, row: Int = 0, for recipient: LetterRecipient) -> Origin {
        if path.hasSuffix(")") { return aggregateOrigin(path, recipient) }
        let words = path.split(separator: ".").map(String.init)
        guard let group = words.first, let name = words.dropFirst().first else { return setting([path]) }
        switch group {
        case "recipient": return recipientOrigin(name, recipient)
        case "figures": return figuresOrigin(name, recipient)
        case "tables": return tableOrigin(name, words.dropFirst(2).first, row, recipient)
        case "derived": return derivedOrigin(name)
        case "total": return totalOrigin(name, recipient)
        case "letter": return letterOrigin(name)
        case "sender": return Origin(written: words, in: settings.file)
        case "previous": return previousOrigin(name, recipient)
        default: return setting(words)
        }
    }

    /// Whether the value of a name comes from the same place for everyone.
    package static func isShared(_ path: String) -> Bool {
        ["derived", "total", "letter", "sender", "contact", "signatory", "values"].contains { path.hasPrefix("\($0).") }
    }

    private func setting(_ keys: [String]) -> Origin {
        Origin(written: keys, in: definition.file)
    }

    private func recipientOrigin(_ name: String, _ recipient: LetterRecipient) -> Origin {
        guard let table = tables.list?.table, let column = table.column(name) else {
            return name == "channel"
                ? Origin(written: ["delivery", "channel"], in: settings.file)
                : Origin(kind: .missing, place: Place(file: tables.list?.table.file ?? ""))
        }
        let row = recipient.recipient.row
        let text = try? table.text(row, column)
        if name == "channel", text?.trimmed.isEmpty ?? true {
            return Origin(written: ["delivery", "channel"], in: settings.file)
        }
        let place = table.place(row, column, recipient: recipient.code.description)
        return Origin(kind: .cell, place: place, text: text)
    }

    private func figuresOrigin(_ name: String, _ recipient: LetterRecipient) -> Origin {
        guard let figures = tables.figures, let row = figures.rows.first(of: recipient.index) else {
            return Origin(kind: .missing, place: Place(file: tables.figures?.table.file ?? ""))
        }
        if name == "code" {
            return figures.origin(row: row, column: figures.keyColumn, recipient.code.description)
        }
        return figures.origin(row: row, of: name, recipient.code.description)
            ?? setting(["figures", "columns", name])
    }

    private func tableOrigin(_ name: String, _ column: String?, _ row: Int, _ recipient: LetterRecipient) -> Origin {
        guard let index = definition.tables.firstIndex(where: { $0.name == name }), let table = tables.tables[index],
            let column, let found = table.rows.rows(of: recipient.index).dropFirst(row).first
        else { return setting(["tables", name]) }
        return table.origin(row: found, of: column, recipient.code.description)
            ?? setting(["tables", name, "columns", column])
    }

    private func derivedOrigin(_ name: String) -> Origin {
        var origin = setting(["derived", name])
        origin.kind = .derived
        origin.formula = origin.text
        origin.text = nil
        return origin
    }

    private func totalOrigin(_ name: String, _ recipient: LetterRecipient) -> Origin {
        guard let figures = tables.figures,
            let index = figures.definition.columns.firstIndex(where: { $0.name == name }),
            let column = figures.columns[index]
        else {
            var origin = derivedOrigin(name)
            origin.kind = .total
            origin.formula = "sum(derived.\(name))"
            origin.rows = tables.list?.recipients.count
            origin.skipped = skipped(in: "total.\(name)")
            return origin
        }
        var place = Place(file: figures.table.file)
        place.cell = figures.table.cells(ofColumn: column)
        return Origin(
            kind: .total, place: place, label: figures.definition.columns[index].label, asOf: figures.definition.asOf,
            source: figures.definition.source, formula: "sum(figures.\(name))", rows: figures.rowCount,
            skipped: skipped(in: "total.\(name)"))
    }

    private func skipped(in total: String) -> Int? { slot(of: total).flatMap { values.skipped[$0] } }

    /// Of `count(tables.x)` and `sum(tables.x.y)`: the table, and how many rows are in it. Which rows these are the
    /// inputs tell: see `rows(addedUpIn:for:)`.
    private func aggregateOrigin(_ path: String, _ recipient: LetterRecipient) -> Origin {
        let words = path.dropLast().split { ".(".contains($0) }.map(String.init)
        guard words.count > 2, words[1] == "tables",
            let index = definition.tables.firstIndex(where: { $0.name == words[2] }),
            let table = tables.tables[index]
        else { return setting(Array(words.dropFirst(2))) }
        var origin = Origin(
            kind: .total, place: Place(file: table.table.file), asOf: table.definition.asOf,
            source: table.definition.source, formula: path)
        origin.rows = table.rows.rows(of: recipient.index).count
        guard let column = words.dropFirst(3).first,
            let number = table.definition.columns.firstIndex(where: { $0.name == column })
        else { return origin }
        origin.label = table.definition.columns[number].label
        let empty = table.rows.rows(of: recipient.index).count { table.value($0, number).isEmpty }
        if empty > 0 { origin.skipped = empty }
        return origin
    }

    /// The path of the column that a sum is over, and how many rows a recipient has in it; nil for what is no sum.
    package func rows(addedUpIn path: String, for recipient: LetterRecipient) -> (column: String, values: [Value])? {
        guard path.hasPrefix("sum("), path.hasSuffix(")") else { return nil }
        let column = String(path.dropFirst(4).dropLast())
        let words = column.split(separator: ".").map(String.init)
        guard words.count == 3, let index = definition.tables.firstIndex(where: { $0.name == words[1] }),
            let table = tables.tables[index],
            let number = table.definition.columns.firstIndex(where: { $0.name == words[2] })
        else { return nil }
        return (column, table.rows.rows(of: recipient.index).map { table.value($0, number) })
    }

    private func previousOrigin(_ name: String, _ recipient: LetterRecipient) -> Origin {
        guard let previous = values.previous else { return Origin(kind: .missing, place: Place(file: "registry")) }
        var place = Place(file: "mailing \(previous.number)")
        place.recipient = recipient.code.description
        let text = value(of: "previous.\(name)", for: recipient)
        return Origin(kind: .registry, place: place, text: text.isEmpty ? nil : text.description)
    }

    private func letterOrigin(_ name: String) -> Origin {
        switch name {
        case "source", "as_of": setting(["figures", name])
        case "language" where definition.file.node([name]) == nil: Origin(written: [name], in: settings.file)
        default: setting([name])
        }
    }
}

extension Origin {
    /// What is written under a path of keys.
    fileprivate init(written keys: [String], in file: YAMLFile) {
        self.init(kind: .setting, place: file.place(keys))
        if case .text(let text)? = file.node(keys)?.content { self.text = text }
    }
}

extension TypedTable {
    /// Nil for a column that the file does not have.
    fileprivate func origin(row: Int, of name: String, _ recipient: String) -> Origin? {
        guard let index = definition.columns.firstIndex(where: { $0.name == name }), let column = columns[index]
        else { return nil }
        var origin = origin(row: row, column: column, recipient)
        origin.label = definition.columns[index].label
        if origin.text?.trimmed.isEmpty ?? true { origin.kind = .missing }
        return origin
    }

    fileprivate func origin(row: Int, column: Int, _ recipient: String) -> Origin {
        Origin(
            kind: .cell, place: table.place(row, column, recipient: recipient), text: try? table.text(row, column),
            asOf: definition.asOf, source: definition.source)
    }
}
