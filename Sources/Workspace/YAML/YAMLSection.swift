import Templating

/// Reads the keys of one mapping. What is asked for is known; all else, once finished, is an unknown key.
struct YAMLSection {
    let file: SourceFile
    private let entries: [YAMLNode.Entry]
    /// `figures`, empty for the whole file.
    private let path: String
    private let place: Place
    private var known: [String] = []
    private(set) var diagnostics = Diagnostics()

    init(_ file: YAMLFile) {
        self.init(file.root, in: file.source, path: "", place: Place(file: file.source.name))
    }

    private init(_ node: YAMLNode, in file: SourceFile, path: String, place: Place) {
        self.file = file
        self.path = path
        self.place = place
        entries = node.entries
        switch node.content {
        case .mapping, .refused: break
        case .empty where path.isEmpty: break
        default:
            let name = path.isEmpty ? file.name : path
            diagnostics.add(.wrongKind(name, expected: "keys with values", found: node), at: place)
        }
    }

    /// Reports what nobody asked for.
    consuming func finish(_ outer: inout Diagnostics) {
        for entry in entries where !known.contains(entry.key) {
            var place = file.place(entry.keyRange)
            // The line may hold what nobody should see.
            if entry.key.lowercased().hasPrefix("pass") { place.excerpt = nil }
            diagnostics.add(.unknownKey(entry.key, known: known), at: place)
        }
        outer.add(diagnostics)
    }

    mutating func report(_ problem: Problem, at range: Range<Int>) {
        diagnostics.add(problem, at: file.place(range))
    }

    mutating func report(_ problem: Problem, at key: String) {
        diagnostics.add(problem, at: place(of: key))
    }

    func has(_ key: String) -> Bool {
        entries.contains { $0.key == key }
    }

    func place(of key: String) -> Place {
        entries.first { $0.key == key }.map { file.place($0.value.range) } ?? place
    }

    func path(of key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    /// The value of a key, nil when it is missing or empty.
    mutating func value(_ key: String, isRequired: Bool = false) -> YAMLNode? {
        known.append(key)
        guard let entry = entries.first(where: { $0.key == key }) else {
            if isRequired { diagnostics.add(.missingKey(path(of: key)), at: place) }
            return nil
        }
        switch entry.value.content {
        case .refused: return nil
        case .empty:
            report(.emptySetting(path(of: key)), at: entry.keyRange)
            return nil
        default: return entry.value
        }
    }

    /// A text on one line, unless lines are allowed.
    mutating func text(_ key: String, isRequired: Bool = false, allowingLines: Bool = false) -> String? {
        guard let node = value(key, isRequired: isRequired) else { return nil }
        return text(node, path(of: key), allowingLines: allowingLines)
    }

    mutating func text(
        _ node: YAMLNode, _ path: String, allowingLines: Bool = false, allowingTags: Bool = false
    ) -> String? {
        if case .refused = node.content { return nil }
        guard case .text(let text) = node.content else {
            report(.wrongKind(path, expected: "a text", found: node), at: node.range)
            return nil
        }
        // A quoted text of spaces is as empty as a missing one.
        let tidied = text.tidied
        if tidied.isEmpty {
            report(.emptySetting(path), at: node.range)
        } else if let scalar = ForbiddenCharacter.first(in: tidied) {
            report(.controlCharacter(scalar), at: node.range)
        } else if tidied.holdsLostCharacter {
            report(.lostCharacter(tidied, ""), at: node.range)
        } else if !allowingLines, tidied.contains(where: \.isNewline) {
            report(.lineBreak(path), at: node.range)
        } else if !allowingTags, tidied.contains("{{") || tidied.contains("{%") || tidied.contains("{#") {
            report(.tagInSetting(path), at: node.range)
        } else {
            if let problem = Problem.misread(tidied, "") { report(problem, at: node.range) }
            if let cut = file.comment(cutting: node) { report(.commentInText(path, cut.text), at: cut.range) }
            return tidied
        }
        return nil
    }

    /// A text with tags, or an expression.
    mutating func fragment(_ key: String, isRequired: Bool = false) -> Fragment? {
        guard let node = value(key, isRequired: isRequired),
            let text = text(node, path(of: key), allowingTags: true)
        else { return nil }
        // Where the text begins when there was white space before it.
        let indent =
            if case .text(let whole) = node.content { whole.unicodeScalars.prefix { $0.isBlank }.count } else { 0 }
        return Fragment(text, in: file, at: node.textStart + indent)
    }

    mutating func texts(_ key: String) -> [String] {
        guard let node = value(key) else { return [] }
        guard case .sequence(let items) = node.content else {
            report(.wrongKind(path(of: key), expected: "a list", found: node), at: node.range)
            return []
        }
        return items.compactMap { text($0, path(of: key)) }
    }

    mutating func date(_ key: String, isRequired: Bool = false) -> CalendarDate? {
        guard let node = value(key, isRequired: isRequired), let text = text(node, path(of: key)) else { return nil }
        if let date = CalendarDate(iso: String(text.stripped)) { return date }
        report(WrittenDate(text, in: nil) == .impossible ? .noSuchDay(text) : .notADate(text), at: node.range)
        return nil
    }

    mutating func positive(_ key: String) -> Int? {
        guard let node = value(key), let text = text(node, path(of: key)) else { return nil }
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), number > 0 { return number }
        report(.notPositive(text), at: node.range)
        return nil
    }

    /// A setting that is on or off; off when it is not there.
    mutating func isTrue(_ key: String) -> Bool {
        guard let node = value(key), let text = text(node, path(of: key)) else { return false }
        if ["true", "false"].contains(text) { return text == "true" }
        report(.notOne(text, of: ["true", "false"]), at: node.range)
        return false
    }

    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, isRequired: Bool = false
    ) -> Choice? {
        guard let node = value(key, isRequired: isRequired), let text = text(node, path(of: key)) else { return nil }
        if let choice = Choice(rawValue: String(text.stripped)) { return choice }
        report(.notOne(text, of: Choice.allCases.map(\.rawValue)), at: node.range)
        return nil
    }

    /// A text that a validated type is made of. The line is not shown when it may hold a secret.
    mutating func validated<Validated>(
        _ key: String, isSecret: Bool = false, _ make: (String) throws(Refusal) -> Validated
    ) -> Validated? {
        guard let node = value(key), let text = text(node, path(of: key)) else { return nil }
        do throws(Refusal) {
            return try make(text)
        } catch {
            var place = file.place(node.range)
            if isSecret { place.excerpt = nil }
            diagnostics.add(error.problem(for: ""), at: place)
            return nil
        }
    }

    mutating func section<Result>(
        _ key: String, isRequired: Bool = false, _ read: (inout YAMLSection) -> Result
    ) -> Result? {
        guard let node = value(key, isRequired: isRequired) else { return nil }
        return section(node, path(of: key), read)
    }

    mutating func section<Result>(
        _ node: YAMLNode, _ path: String, _ read: (inout YAMLSection) -> Result
    ) -> Result {
        var section = YAMLSection(node, in: file, path: path, place: file.place(node.range))
        let result = read(&section)
        section.finish(&diagnostics)
        return result
    }

    /// Keys that are the writer's own choice, and names in the letter.
    mutating func named<Result>(
        _ key: String, isRequired: Bool = false, _ read: (inout YAMLSection, YAMLNode.Entry) -> Result?
    ) -> [Result] {
        guard let node = value(key, isRequired: isRequired) else { return [] }
        guard case .mapping(let entries) = node.content else {
            report(.wrongKind(path(of: key), expected: "keys with values", found: node), at: node.range)
            return []
        }
        return entries.compactMap { entry in
            guard Identifier.isValid(entry.key) else {
                report(.notAName(entry.key), at: entry.keyRange)
                return nil
            }
            switch entry.value.content {
            case .refused: return nil
            case .empty:
                report(.emptySetting("\(path(of: key)).\(entry.key)"), at: entry.keyRange)
                return nil
            default: return read(&self, entry)
            }
        }
    }

    /// A list of mappings.
    mutating func sections<Result>(_ key: String, _ read: (inout YAMLSection) -> Result?) -> [Result] {
        guard let node = value(key) else { return [] }
        guard case .sequence(let items) = node.content else {
            report(.wrongKind(path(of: key), expected: "a list", found: node), at: node.range)
            return []
        }
        return items.compactMap { item in
            if case .refused = item.content { return nil }
            return section(item, path(of: key), read)
        }
    }
}
