import Templating
import Yams

/// Yams' nodes in, our own out, every one with its place. The only file that knows Yams.
///
/// Yams' resolver would make 97 of `0141` and false of `no`: only the nodes' own strings and marks are used.
struct YAMLComposer {
    private static let maximumDepth = 20
    private static let maximumDuplicates = 100

    private let source: SourceFile

    init(_ source: SourceFile) {
        self.source = source
    }

    /// Nil when the file is not YAML, which is then in `diagnostics`.
    func compose(diagnostics: inout Diagnostics) -> YAMLNode? {
        if let offset = source.scalars.firstIndex(where: Self.isForbidden) {
            diagnostics.add(.controlCharacter(source.scalars[offset]), at: source.place(offset..<offset + 1))
            return nil
        }
        if let alias = YAMLAliases(source.scalars).first {
            diagnostics.add(.yamlAlias, at: source.place(alias))
            return nil
        }
        var conversion = Conversion(source: source)
        let root = conversion.root(diagnostics: &diagnostics)
        diagnostics.add(conversion.diagnostics)
        return root
    }

    /// U+0085, U+2028 and U+2029 break lines in YAML and nowhere else: places would be wrong after them.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        ForbiddenCharacter.contains(scalar) || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    private struct Conversion {
        let source: SourceFile
        var diagnostics = Diagnostics()
        /// Keys that occur again later, by their offset.
        var renamed: [Int: String] = [:]

        init(source: SourceFile) {
            self.source = source
        }

        /// Yams stops at the first duplicate key, with only the place of its first occurrence. That one is given
        /// another name of the same length, so that all else is read and the second one can be shown.
        mutating func root(diagnostics: inout Diagnostics) -> YAMLNode? {
            var scalars = source.scalars
            while true {
                do {
                    guard let root = try Yams.compose(yaml: String(scalars), .basic) else {
                        return YAMLNode(content: .empty, range: 0..<0, textStart: 0)
                    }
                    return node(root, depth: 0)
                } catch YamlError.duplicatedKeysInMapping(let keys, let context)
                    where renamed.count < maximumDuplicates
                {
                    guard let key = keys.min(), rename(key, at: offset(context.mark), in: &scalars) else {
                        diagnostics.add(.badYAML("a key occurs twice"), at: place(context.mark))
                        return nil
                    }
                } catch let error as YamlError {
                    report(error, to: &diagnostics)
                    return nil
                } catch {
                    diagnostics.add(.badYAML("\(error)"), at: Place(file: source.name))
                    return nil
                }
            }
        }

        private mutating func rename(_ key: String, at offset: Int, in scalars: inout [Unicode.Scalar]) -> Bool {
            let isQuoted = offset < scalars.count && (scalars[offset] == "\"" || scalars[offset] == "'")
            let start = isQuoted ? offset + 1 : offset
            // From the private use area, where no key that people write has its characters.
            guard start < scalars.count, scalars[start] == key.unicodeScalars.first,
                let unused = Unicode.Scalar(0xE000 + UInt32(renamed.count))
            else { return false }
            scalars[start] = unused
            renamed[offset] = key
            return true
        }

        private mutating func node(_ node: Node, depth: Int) -> YAMLNode {
            let start = node.mark.map(offset) ?? 0
            if depth > maximumDepth { return refuse(.yamlTooDeep, start..<start + 1) }
            if source.scalars.indices.contains(start), "&!".unicodeScalars.contains(source.scalars[start]) {
                let end = end(from: start) { $0 != " " && $0 != "\n" }
                return refuse(source.scalars[start] == "&" ? .yamlAlias : .yamlTag, start..<end)
            }
            switch node {
            case .scalar(let scalar): return self.scalar(scalar, at: start)
            case .sequence(let items):
                return YAMLNode(
                    content: .sequence(items.map { self.node($0, depth: depth + 1) }), range: start..<start + 1,
                    textStart: start)
            case .mapping(let mapping):
                // `{{ name }}` without quotes is a mapping with a mapping for its key.
                if source.scalars[start...].starts(with: "{{".unicodeScalars) {
                    return refuse(.unquotedTag, start..<end(from: start) { $0 != "\n" })
                }
                return YAMLNode(
                    content: .mapping(entries(mapping, depth: depth + 1)), range: start..<start + 1, textStart: start)
            case .alias:
                return refuse(.yamlAlias, start..<start + 1)
            }
        }

        private mutating func refuse(_ problem: Problem, _ range: Range<Int>) -> YAMLNode {
            diagnostics.add(problem, at: source.place(range))
            return YAMLNode(content: .refused, range: range, textStart: range.lowerBound)
        }

        private mutating func entries(_ mapping: Node.Mapping, depth: Int) -> [YAMLNode.Entry] {
            var entries: [YAMLNode.Entry] = []
            var first: [String: Range<Int>] = [:]
            for (key, value) in mapping {
                guard case .scalar(let scalar) = key else {
                    let start = key.mark.map(offset) ?? 0
                    diagnostics.add(.badYAML("a key must be a word"), at: source.place(start..<start + 1))
                    continue
                }
                let written = self.scalar(scalar, at: scalar.mark.map(offset) ?? 0)
                let name = renamed[written.range.lowerBound] ?? scalar.string
                let entry = YAMLNode.Entry(key: name, keyRange: written.range, value: node(value, depth: depth))
                if let other = first[name] {
                    let line = source.place(other).line ?? 0
                    diagnostics.add(.duplicateKey(name, line: line), at: source.place(entry.keyRange))
                } else {
                    first[name] = entry.keyRange
                    entries.append(entry)
                }
            }
            return entries
        }

        private func scalar(_ scalar: Node.Scalar, at start: Int) -> YAMLNode {
            let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
            let isNull = scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            let length = scalar.string.unicodeScalars.count
            // Folded lines and escapes make the text another than what stands there: then up to the end of the line.
            let textStart = isQuoted ? start + 1 : start
            let textEnd = min(textStart + length, source.scalars.count)
            let isExact = source.scalars[min(textStart, textEnd)..<textEnd].elementsEqual(scalar.string.unicodeScalars)
            let end = isExact ? textEnd + (isQuoted ? 1 : 0) : end(from: start) { $0 != "\n" }
            return YAMLNode(
                content: isNull ? .empty : .text(scalar.string), range: start..<max(end, start), textStart: textStart)
        }

        private func end(from start: Int, while belongs: (Unicode.Scalar) -> Bool) -> Int {
            var end = min(start, source.scalars.count)
            while end < source.scalars.count, belongs(source.scalars[end]) { end += 1 }
            return end
        }

        private func offset(_ mark: Mark) -> Int {
            source.offset(line: mark.line, column: mark.column)
        }

        private func place(_ mark: Mark) -> Place {
            let offset = offset(mark)
            return source.place(offset..<offset + 1)
        }

        private func report(_ error: YamlError, to diagnostics: inout Diagnostics) {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                diagnostics.add(.badYAML(problem, line: place(mark).excerpt?.text ?? ""), at: place(mark))
            default:
                diagnostics.add(.badYAML("it cannot be read"), at: Place(file: source.name))
            }
        }
    }
}

extension String {
    fileprivate init(_ scalars: [Unicode.Scalar]) {
        var view = UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
