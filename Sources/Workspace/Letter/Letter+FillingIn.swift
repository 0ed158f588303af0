package import Templating

extension Letter {
    /// What `init` and `new` marked to be filled in, and still is. Nothing of it may leave.
    package var toFillIn: Diagnostics {
        var found = settings.toFillIn
        found.add(definition.toFillIn)
        for placeholder in Placeholder.all(in: text.scalars) where placeholder.kind == .example {
            found.add(.exampleText, at: text.place(placeholder.range))
        }
        return found
    }
}

extension Settings {
    var toFillIn: Diagnostics { file.toFillIn }
}

extension LetterDefinition {
    var toFillIn: Diagnostics {
        var found = file.toFillIn
        // The day that figures describe was written for them; the letter's own date stands beside it.
        if let figures, let day = figures.asOf, day == date, let node = file.node(["figures", "as_of"]),
            file.source.hasMark(FillIn.mark, after: node)
        {
            found.add(.toConfirm("figures.as_of", "\(day)"), at: file.source.place(node.range))
        }
        return found
    }
}

extension YAMLFile {
    fileprivate var toFillIn: Diagnostics {
        var found = Diagnostics()
        look(at: root, "", &found)
        return found
    }

    private func look(at node: YAMLNode, _ path: String, _ found: inout Diagnostics) {
        switch node.content {
        case .text(let text) where FillIn.contains(text):
            found.add(.toFillIn(path, text), at: source.place(node.range))
        case .text("1234 AB") where source.hasMark(FillIn.mark, after: node):
            found.add(.toConfirm(path, "1234 AB"), at: source.place(node.range))
        case .mapping(let entries):
            for entry in entries { look(at: entry.value, path.isEmpty ? entry.key : "\(path).\(entry.key)", &found) }
        case .sequence(let items):
            for item in items { look(at: item, path, &found) }
        default: break
        }
    }
}
