package import Containers

/// The namespaces of ODF, and the prefixes that we write for them.
extension XMLNamespace {
    package static let office = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:office:1.0")
    package static let meta = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:meta:1.0")
    package static let config = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:config:1.0")
    package static let text = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:text:1.0")
    package static let table = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:table:1.0")
    package static let draw = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0")
    package static let presentation = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0")
    package static let dr3d = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0")
    package static let chart = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:chart:1.0")
    package static let form = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:form:1.0")
    package static let script = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:script:1.0")
    package static let style = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:style:1.0")
    package static let number = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0")
    package static let manifest = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0")
    package static let fo = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0")
    package static let svg = XMLNamespace(uri: "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0")
    package static let xlink = XMLNamespace(uri: "http://www.w3.org/1999/xlink")
    package static let dc = XMLNamespace(uri: "http://purl.org/dc/elements/1.1/")

    /// In the order in which a root declares them (ODF 1.3 part 3 §1.4, part 2 §1.4).
    private static let known: [(namespace: XMLNamespace, prefix: String)] = [
        (office, "office"), (meta, "meta"), (config, "config"), (text, "text"), (table, "table"), (draw, "draw"),
        (presentation, "presentation"), (dr3d, "dr3d"), (chart, "chart"), (form, "form"), (script, "script"),
        (style, "style"), (number, "number"), (manifest, "manifest"), (fo, "fo"), (svg, "svg"), (xlink, "xlink"),
        (dc, "dc"),
    ]

    /// Whether ODF has it; what office programs add of their own is in others.
    var isStandard: Bool {
        self == .xml || Self.known.contains { $0.namespace == self }
    }

    /// What the root declares when these are in use: those of ODF first, in a fixed order; then others, as they came.
    static func declarations(for used: [XMLNamespace]) -> [(namespace: XMLNamespace, prefix: String)] {
        let inUse = Set(used)
        var declarations = known.filter { inUse.contains($0.namespace) }
        var seen = Set(known.map(\.namespace)).union([.none, .xml])
        var others = 0
        for namespace in used where seen.insert(namespace).inserted {
            others += 1
            declarations.append((namespace, "ns\(others)"))
        }
        return declarations
    }
}
