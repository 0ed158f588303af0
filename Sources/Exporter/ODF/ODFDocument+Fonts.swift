internal import Containers

extension ODFDocument {
    /// The families of fonts that its text is set in, as they are named to the system.
    var fonts: Set<String> {
        let styles = Styles(of: root)
        var declared: [String: String] = [:]
        var used: Set<String> = []
        func look(_ element: DocumentElement) {
            let style = element[.text("style-name")]
            switch element.name {
            case .style("font-face"):
                if let name = element[.style("name")] { declared[name] = element[.svg("font-family")] ?? name }
            case .text("p"), .text("h"):
                used.formUnion([styles.fontFamily(of: style, family: "paragraph")].compactMap(\.self))
            case .text("span"), .text("a"):
                used.formUnion([styles.fontFamily(of: style, family: "text")].compactMap(\.self))
            case .text("list"): used.formUnion(styles.fontFamilies(ofList: style))
            default: break
            }
            for child in element.elements { look(child) }
        }
        let groups: Set<XMLName> = [.office("font-face-decls"), .office("body"), .office("master-styles")]
        for group in root.elements where groups.contains(group.name) { look(group) }
        return Set(used.compactMap { Self.first(of: declared[$0] ?? $0) })
    }

    /// Of a list of families, in quotes or not, the one that is wanted most; nil for one that stands for any of its kind.
    private static func first(of families: String) -> String? {
        let first = families.split { $0 == "," || $0 == ";" }.first.map(String.init) ?? ""
        let name = String(first.filter { $0 != "'" && $0 != "\"" }.drop { $0 == " " })
        return ["", "serif", "sans-serif", "monospace"].contains(name.lowercased()) ? nil : name
    }
}
