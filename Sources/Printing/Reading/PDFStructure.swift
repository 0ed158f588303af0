/// What the structure of a tagged PDF tells of its marked content (ISO 32000-1 §14.7, §14.8).
struct PDFStructure: Sendable {
    /// By the number of a page's object: by the number of its marked content. What is not there is text.
    private(set) var roles: [Int: [Int: PDFPortion.Role]] = [:]

    /// Deeper than any document goes.
    private static let deepest = 100

    init(_ file: borrowing QPDFFile) {
        let root = file.value(file.root, "/StructTreeRoot")
        let names = file.value(root, "/RoleMap")
        // To be looked at: no recursion, whatever a file says.
        var open = [Item(object: file.value(root, "/K"), role: .text, page: 0, depth: 0)]
        while let item = open.popLast() {
            if let number = file.number(item.object).flatMap({ Int(exactly: $0) }) {
                if item.role != .text { roles[item.page, default: [:]][number] = item.role }
                continue
            }
            guard item.depth < Self.deepest else { continue }
            if file.isDictionary(item.object) {
                let page = file.has(item.object, "/Pg") ? file.identity(file.value(item.object, "/Pg")) : item.page
                let role = Self.role(of: item.object, names, file) ?? item.role
                for key in ["/K", "/MCID"] where file.has(item.object, key) {
                    open.append(
                        Item(object: file.value(item.object, key), role: role, page: page, depth: item.depth + 1))
                }
            } else {
                for child in file.items(item.object) {
                    open.append(Item(object: child, role: item.role, page: item.page, depth: item.depth + 1))
                }
            }
        }
    }

    private struct Item {
        let object: UInt32
        let role: PDFPortion.Role
        let page: Int
        let depth: Int
    }

    private static func role(
        of element: UInt32, _ names: UInt32, _ file: borrowing QPDFFile
    ) -> PDFPortion.Role? {
        guard var name = file.name(element, "/S") else { return nil }
        // Names of a document's own stand for others (ISO 32000-1 §14.7.3).
        for _ in 0..<8 {
            guard let other = file.name(names, name) else { break }
            name = other
        }
        switch name {
        case "/Note": return .note
        case "/Figure", "/Formula", "/Form": return .figure
        default: return nil
        }
    }
}
