internal import Containers

/// The styles of a document, by family and name.
struct Styles {
    private struct Key: Hashable {
        let family: String
        let name: String
    }

    private var elements: [Key: DocumentElement] = [:]
    private var defaults: [String: DocumentElement] = [:]
    private var lists: [String: DocumentElement] = [:]

    init(of root: DocumentElement) {
        for group in root.elements where [.office("styles"), .office("automatic-styles")].contains(group.name) {
            for element in group.elements { add(element) }
        }
    }

    private mutating func add(_ element: DocumentElement) {
        let family = element[.style("family")] ?? ""
        let name = element[.style("name")] ?? ""
        switch element.name {
        case .style("style"): elements[Key(family: family, name: name)] = element
        case .style("default-style"): defaults[family] = element
        case .text("list-style"): lists[name] = element
        default: break
        }
    }

    func has(_ name: String, family: String) -> Bool {
        family == "list" ? lists[name] != nil : elements[Key(family: family, name: name)] != nil
    }

    func element(_ name: String, family: String) -> DocumentElement? { elements[Key(family: family, name: name)] }

    /// A formatting property, of the style itself or of what it inherits from (ODF 1.3 part 3 §16.2).
    func property(_ property: XMLName, of style: String?, family: String) -> String? {
        var name = style
        // Bounded, for a style that inherits from itself.
        for _ in 0..<20 {
            guard let found = name.flatMap({ elements[Key(family: family, name: $0)] }) else { break }
            if let value = Self.value(of: property, in: found) { return value }
            name = found[.style("parent-style-name")]
        }
        return defaults[family].flatMap { Self.value(of: property, in: $0) }
    }

    /// The family that text of a style is set in, of the style itself or of what it inherits from.
    func fontFamily(of style: String?, family: String) -> String? {
        var name = style
        for _ in 0..<20 {
            guard let found = name.flatMap({ elements[Key(family: family, name: $0)] }) else { break }
            if let font = Self.fontFamily(in: found) { return font }
            name = found[.style("parent-style-name")]
        }
        return defaults[family].flatMap(Self.fontFamily)
    }

    /// Those of the labels of a list.
    func fontFamilies(ofList list: String?) -> [String] {
        (list.flatMap { lists[$0] }?.elements ?? []).flatMap { level in
            [Self.fontFamily(in: level), fontFamily(of: level[.text("style-name")], family: "text")].compactMap(\.self)
        }
    }

    private static func fontFamily(in style: DocumentElement) -> String? {
        value(of: .style("font-name"), in: style) ?? value(of: .fo("font-family"), in: style)
    }

    /// How items of a level, from 1, are numbered; nil when they are not.
    func numbering(of list: String?, level: Int) -> ListNumbering? {
        let levels = list.flatMap { lists[$0] }?.elements ?? []
        let found = levels.first { $0[.text("level")] == String(level) }
        return found.flatMap { $0.name == .text("list-level-style-number") ? ListNumbering($0) : nil }
    }

    /// A list style of the same look that begins to count at another number.
    func numbering(like list: String, named name: String, from start: Int) -> DocumentElement? {
        guard var copy = lists[list] else { return nil }
        copy[.style("name")] = name
        copy[.style("display-name")] = nil
        copy.children = copy.children.map { child in
            guard case .element(var level) = child, level.name == .text("list-level-style-number") else { return child }
            level[.text("start-value")] = String(start)
            return .element(level)
        }
        return copy
    }

    /// With automatic styles that are not in the house style.
    func adding(_ others: [DocumentElement]) -> Styles {
        var styles = self
        for element in others { styles.add(element) }
        return styles
    }

    private static func value(of property: XMLName, in style: DocumentElement) -> String? {
        style.elements.lazy.compactMap { $0[property] }.first
    }
}

extension Styles {
    /// The page that a paragraph style begins, or the one that it is like; nil when it begins none.
    func masterPage(of style: String?) -> String? {
        var name = style
        for _ in 0..<20 {
            guard let found = name.flatMap({ elements[Key(family: "paragraph", name: $0)] }) else { return nil }
            if let page = found[.style("master-page-name")] { return page.isEmpty ? nil : page }
            name = found[.style("parent-style-name")]
        }
        return nil
    }

    /// How far from the edge of the text the first tab of a paragraph style leads, in millimetres.
    func tabStop(of style: String?) -> Double? {
        var name = style
        for _ in 0..<20 {
            guard let found = name.flatMap({ elements[Key(family: "paragraph", name: $0)] }) else { return nil }
            let stops = found.elements.flatMap(\.elements).first { $0.name == .style("tab-stops") }
            if let position = stops?.elements.first?[.style("position")] {
                let margin = property(.fo("margin-left"), of: style, family: "paragraph") ?? ""
                return Length.millimetres(position) + Length.millimetres(margin)
            }
            name = found[.style("parent-style-name")]
        }
        return nil
    }
}
