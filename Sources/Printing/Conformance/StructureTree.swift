/// The structure of a tagged PDF, flat, in the order in which it is read (ISO 32000-1 §14.7).
struct StructureTree {
    enum Kid: Equatable {
        /// By index in `elements`.
        case element(Int)
        case content(page: Int, number: Int)
        case object(Int)
    }

    struct Element {
        /// Its number.
        let object: Int
        /// As it is written.
        let type: String
        /// The standard type that it stands for; nil when there is none.
        let role: String?
        /// By index; nil for those at the top.
        let parent: Int?
        fileprivate(set) var kids: [Kid] = []
    }

    private(set) var elements: [Element] = []
    let roleMap: [String: String]
    /// By key of a page's or an annotation's StructParents or StructParent (§14.7.4.4).
    private(set) var parents: [Int: PDFValue] = [:]
    /// An element that is its own ancestor, or has an unreadable kid.
    private(set) var isBroken = false

    init(_ objects: PDFObjects) {
        let root = objects.dictionary(objects.root["StructTreeRoot"])
        roleMap = objects.dictionary(root["RoleMap"]).compactMapValues { objects.resolved($0).name }
        parents = Self.numbers(root["ParentTree"], objects)
        var seen: Set<Int> = []
        for kid in objects.array(root["K"]) { add(kid, nil, page: nil, objects, &seen, depth: 0) }
    }

    /// The standard type at the end of a role map's chain; nil when there is none.
    static func role(of type: String, in map: [String: String]) -> String? {
        var (role, steps) = (type, 0)
        while !StandardType.all.contains(role) {
            guard let next = map[role], steps <= map.count else { return nil }
            (role, steps) = (next, steps + 1)
        }
        return role
    }

    private mutating func add(
        _ value: PDFValue, _ parent: Int?, page: Int?, _ objects: PDFObjects, _ seen: inout Set<Int>, depth: Int
    ) {
        let kid = objects.resolved(value)
        if let parent, let number = kid.integer {
            guard let page else {
                isBroken = true
                return
            }
            return elements[parent].kids.append(.content(page: page, number: number))
        }
        guard let entries = kid.dictionary, depth < 200 else {
            isBroken = true
            return
        }
        switch objects.resolved(entries["Type"]).name {
        case "MCR":
            guard let parent, let page = entries["Pg"]?.reference ?? page, let number = entries["MCID"]?.integer else {
                isBroken = true
                return
            }
            elements[parent].kids.append(.content(page: page, number: number))
        case "OBJR":
            guard let parent, let object = entries["Obj"]?.reference else {
                isBroken = true
                return
            }
            elements[parent].kids.append(.object(object))
        default:
            guard let number = value.reference, seen.insert(number).inserted,
                let type = objects.resolved(entries["S"]).name
            else {
                isBroken = true
                return
            }
            let index = elements.count
            elements.append(
                Element(object: number, type: type, role: Self.role(of: type, in: roleMap), parent: parent))
            if let parent { elements[parent].kids.append(.element(index)) }
            let own = entries["Pg"]?.reference ?? page
            for kid in objects.array(entries["K"]) { add(kid, index, page: own, objects, &seen, depth: depth + 1) }
        }
    }

    /// A number tree (ISO 32000-1 §7.9.7).
    private static func numbers(_ root: PDFValue?, _ objects: PDFObjects) -> [Int: PDFValue] {
        var result: [Int: PDFValue] = [:]
        var waiting = root.map { [$0] } ?? []
        var seen: Set<Int> = []
        while let node = waiting.popLast() {
            if let number = node.reference, !seen.insert(number).inserted { continue }
            let entries = objects.dictionary(node)
            waiting += objects.array(entries["Kids"])
            let pairs = objects.array(entries["Nums"])
            for index in stride(from: 0, to: pairs.count - 1, by: 2) {
                if let key = pairs[index].integer { result[key] = pairs[index + 1] }
            }
        }
        return result
    }
}

extension StructureTree {
    func elements(_ role: String) -> [Element] { elements.filter { $0.role == role } }

    func parent(of element: Element) -> Element? { element.parent.map { elements[$0] } }

    /// The roles of the elements straight in it.
    func roles(in element: Element) -> [String?] {
        element.kids.compactMap { if case .element(let index) = $0 { elements[index].role } else { nil } }
    }
}

/// The types of elements that everyone knows (ISO 32000-1 §14.8.4).
enum StandardType {
    static let all: Set<String> = [
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
        "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
        "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby",
        "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
    ]

    /// What some of them may have straight in them (ISO 32000-1 Tables 333, 336 to 338).
    static let kids: [String: Set<String>] = [
        "Table": ["TR", "THead", "TBody", "TFoot", "Caption"], "THead": ["TR"], "TBody": ["TR"], "TFoot": ["TR"],
        "TR": ["TH", "TD"], "L": ["L", "LI", "Caption"], "LI": ["Lbl", "LBody"], "TOC": ["TOC", "TOCI", "Caption"],
        "TOCI": ["Lbl", "Reference", "NonStruct", "P", "TOC"], "Ruby": ["RB", "RT", "RP"], "Warichu": ["WT", "WP"],
    ]

    /// What some of them must stand straight in.
    static let parents: [String: Set<String>] = [
        "TR": ["Table", "THead", "TBody", "TFoot"], "TH": ["TR"], "TD": ["TR"], "THead": ["Table"],
        "TBody": ["Table"], "TFoot": ["Table"], "LI": ["L"], "LBody": ["LI"], "TOCI": ["TOC"], "RB": ["Ruby"],
        "RT": ["Ruby"], "RP": ["Ruby"], "WT": ["Warichu"], "WP": ["Warichu"],
    ]

    /// 1 for `H1`; nil for what is no numbered heading.
    static func level(of role: String?) -> Int? {
        guard let role, role.count == 2, role.hasPrefix("H") else { return nil }
        return role.last?.wholeNumberValue
    }
}
