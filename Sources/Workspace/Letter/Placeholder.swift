import Templating

/// What in a text of Markdown stands for something that is not there yet: a tag of another program, or `[bedrag]`.
struct Placeholder: Equatable {
    enum Kind: Equatable {
        /// Between square brackets: for a person.
        case toFillIn
        /// What `new` wrote for an example.
        case example
        /// Of a mail merge, with the name of its field.
        case field(String)
    }

    let kind: Kind
    let range: Range<Int>

    private static let longest = 80
    private static let pairs: [(open: [Unicode.Scalar], close: [Unicode.Scalar])] = [
        ("«", "»"), ("<<", ">>"), ("&lt;&lt;", "&gt;&gt;"), ("\\<\\<", ">>"), ("\\{", "\\}"), ("${", "}"), ("{", "}"),
        ("[[", "]]"), ("\\[", "\\]"), ("[", "]"), ("‹", "›"), ("#{", "}"), ("%%", "%%"),
    ].map { (Array($0.0.unicodeScalars), Array($0.1.unicodeScalars)) }

    /// In their order; within tags and code nothing is one.
    static func all(in scalars: [Unicode.Scalar]) -> [Placeholder] {
        var found: [Placeholder] = []
        let example = Array(FillIn.text.rawValue.unicodeScalars)
        let definitions = definitions(in: scalars)
        var index = 0
        while index < scalars.count {
            let rest = scalars[index...]
            if let end = endOfTag(rest) {
                index = end
            } else if rest.starts(with: example) {
                found.append(Placeholder(kind: .example, range: index..<index + example.count))
                index += example.count
            } else if let placeholder = mergeField(rest) ?? bracketed(rest) {
                if !definitions.contains(Array(scalars[placeholder.range])) { found.append(placeholder) }
                index = placeholder.range.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    /// `[naam]` of every link that is defined in the text: `[naam]: https://…`.
    private static func definitions(in scalars: [Unicode.Scalar]) -> Set<[Unicode.Scalar]> {
        Set(
            scalars.split(separator: "\n").compactMap { line in
                guard line.first == "[", let end = line.prefix(longest).firstIndex(of: "]"),
                    line[end...].dropFirst().first == ":"
                else { return nil }
                return Array(line[...end])
            })
    }

    /// The name of the letter that a field probably means: `recipient.name` for `Naam`.
    static func tag(for field: String, among names: some Collection<String>) -> String? {
        let known = names.filter { $0.hasPrefix("recipient.") || $0.hasPrefix("figures.") || $0.hasPrefix("values.") }
        let name = plain(field)
        if let exact = known.first(where: { plain($0) == name || plain(last(of: $0)) == name }) { return exact }
        return nearest(to: name, among: known.map(last)).flatMap { near in known.first { last(of: $0) == near } }
    }

    private static func last(of path: String) -> String {
        path.split(separator: ".").last.map(String.init) ?? path
    }

    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "." }
    }

    /// `{{ … }}`, `{% … %}` and `{# … #}` are the letter's own.
    private static func endOfTag(_ rest: ArraySlice<Unicode.Scalar>) -> Int? {
        guard rest.first == "{", let second = rest.dropFirst().first, "{%#".unicodeScalars.contains(second) else {
            return nil
        }
        let close: Unicode.Scalar = second == "{" ? "}" : second
        var previous: Unicode.Scalar?
        // A tag ends with its paragraph at the latest.
        for index in rest.indices.dropFirst(2) {
            if previous == close, rest[index] == "}" { return index + 1 }
            if previous == "\n", rest[index] == "\n" { return index }
            previous = rest[index]
        }
        return rest.endIndex
    }

    /// `{ MERGEFIELD Naam \\* MERGEFORMAT }`, as text that was copied from Word shows it.
    private static func mergeField(_ rest: ArraySlice<Unicode.Scalar>) -> Placeholder? {
        let word = Array("MERGEFIELD".unicodeScalars)
        guard rest.first == "M" || rest.first == "{",
            let start = rest.first == "M"
                ? rest.startIndex : rest.dropFirst().firstIndex(where: { !$0.properties.isWhitespace }),
            rest[start...].starts(with: word)
        else { return nil }
        let line = rest[start...].prefix(longest).prefix { $0 != "\n" && $0 != "}" }
        let end = line.endIndex < rest.endIndex && rest[line.endIndex] == "}" ? line.endIndex + 1 : line.endIndex
        let name = line.dropFirst(word.count).drop { $0 == " " || $0 == "\"" }
            .prefix { !$0.properties.isWhitespace && $0 != "\"" && $0 != "\\" }
        return Placeholder(
            kind: .field(String(String.UnicodeScalarView(name))),
            range: rest.startIndex..<(rest.first == "{" ? end : name.endIndex))
    }

    private static func bracketed(_ rest: ArraySlice<Unicode.Scalar>) -> Placeholder? {
        for (open, close) in pairs where rest.starts(with: open) {
            let inside = rest.dropFirst(open.count)
            var length = 0
            while length < longest, length < inside.count, inside[inside.startIndex + length] != "\n",
                !inside.dropFirst(length).starts(with: close)
            { length += 1 }
            let end = inside.startIndex + length
            guard inside[end...].starts(with: close) else { continue }
            let name = String(String.UnicodeScalarView(inside[..<end])).trimmed
            let range = rest.startIndex..<end + close.count
            let isSquare = open.contains("[")
            guard isSquare ? isToFillIn(name, rest[range.upperBound...]) : isField(name) else { return nil }
            return Placeholder(kind: isSquare && !isField(name) ? .toFillIn : .field(String(name)), range: range)
        }
        return nil
    }

    /// A name of a few words.
    private static func isField(_ name: Substring) -> Bool {
        guard let first = name.first, first.isLetter || first == "_" else { return false }
        return name.count <= 40 && name.allSatisfy { $0.isLetter || $0.isNumber || " _.-:\\".contains($0) }
            && name.split(separator: " ").count <= 3
    }

    /// Not a link, a footnote, a mark of a task, or the name of a definition.
    private static func isToFillIn(_ name: Substring, _ after: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let next = name.first, next != "^", name != "x", name != "X" else { return name == "..." || name == "…" }
        guard let following = after.first else { return true }
        return !"([:".unicodeScalars.contains(following) && !name.contains("](")
    }
}
