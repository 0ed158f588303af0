import Templating

extension MarkdownReader {
    /// cmark leaves a reference to nothing as the text it was.
    mutating func checkReferences(_ text: String, _ node: MarkdownNode) {
        guard text.utf8.contains(UInt8(ascii: "]")) else { return }
        for match in text.matches(of: /\[\^([^\[\]\s]+)\]/) {
            diagnostics.add(.undefinedFootnote(shown(match.1)), at: place(of: String(match.0), node))
        }
        for match in text.matches(of: /\[([^\[\]^]+)\]\[([^\[\]]*)\]/) {
            let label = match.2.isEmpty ? match.1 : match.2
            diagnostics.add(.undefinedLink(shown(label)), at: place(of: String(match.0), node))
        }
    }

    private func shown(_ label: Substring) -> String {
        let text = TagMarker.shown(label)
        return text.count > 60 ? "\(text.prefix(60))…" : text
    }

    /// cmark drops a definition that nothing refers to, and one of a label that it knows already.
    mutating func checkDefinitions() {
        let text = file.scalars
        var definitions: [(label: String, offset: Int)] = []
        var used: Set<String> = []
        var (position, line) = (0, 0)
        while position < text.count {
            defer { position += 1 }
            if text[position] == "\n" { line = position + 1 }
            guard text[position] == "[" else { continue }
            let end = text[(position + 1)...].firstIndex { $0 == "[" || $0 == "]" || $0 == "\n" }
            guard let end, text[end] == "]", end > position + 1 else { continue }
            let label = String(String.UnicodeScalarView(text[position + 1..<end]))
            // A definition begins its line, but for three spaces at most.
            let isFirst = position - line <= 3 && text[line..<position].allSatisfy { $0 == " " }
            if isFirst, end + 1 < text.count, text[end + 1] == ":" {
                definitions.append((label, line))
            } else {
                used.insert(label.lowercased())
            }
            position = end
        }
        var seen: Set<String> = []
        for (label, offset) in definitions {
            let place = file.place(offset..<offset + label.unicodeScalars.count + 3)
            if !seen.insert(label.lowercased()).inserted {
                diagnostics.add(.duplicateDefinition("[\(label)]"), at: place)
            } else if !used.contains(label.lowercased()) {
                diagnostics.add(.unusedDefinition("[\(label)]"), at: place)
            }
        }
    }
}
