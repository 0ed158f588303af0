internal import Containers
internal import Exporter

/// What a PDF's metadata tell (ISO 16684-1).
struct XMPMetadata {
    struct Property: Hashable {
        let namespace: String
        let name: String
    }

    private(set) var properties: [Property: String] = [:]
    /// The namespaces that it describes for PDF/A (ISO 19005-2 §6.6.2.3.3).
    private(set) var described: Set<String> = []

    /// Nil when it is not well-formed.
    init?(_ bytes: [UInt8]) {
        guard let root = try? XMLReader.read(bytes, limits: XMLLimits(size: 1_000_000)) else { return nil }
        for description in root.all(XMLName(.rdf, "Description"), depth: 5) {
            for attribute in description.attributes where attribute.name != XMLName(.rdf, "about") {
                properties[Property(attribute.name)] = attribute.value
            }
            for element in description.elements {
                properties[Property(element.name)] = element.firstText
                if element.name == XMLName(.pdfaExtension, "schemas") {
                    described.formUnion(element.all(XMLName(.pdfaSchema, "namespaceURI"), depth: 10).map(\.plainText))
                }
            }
        }
    }

    subscript(namespace: XMLNamespace, name: String) -> String? {
        properties[Property(namespace: namespace.uri, name: name)]
    }

    /// What it tells of which no description is in the file or in the standard.
    var undescribed: [String] {
        Set(properties.keys.map(\.namespace)).subtracting(described).subtracting(Self.predefined).sorted()
    }

    /// ISO 19005-2 §6.6.2.3.1: those of the XMP specification of 2004, and of PDF/A itself.
    private static let predefined: Set<String> = [
        XMLNamespace.dc.uri, XMLNamespace.xmp.uri, "http://ns.adobe.com/xap/1.0/rights/",
        "http://ns.adobe.com/xap/1.0/mm/",
        "http://ns.adobe.com/xap/1.0/bj/", "http://ns.adobe.com/xap/1.0/t/pg/",
        "http://ns.adobe.com/xmp/1.0/DynamicMedia/", XMLNamespace.pdf.uri, "http://ns.adobe.com/photoshop/1.0/",
        "http://ns.adobe.com/camera-raw-settings/1.0/", "http://ns.adobe.com/tiff/1.0/",
        "http://ns.adobe.com/exif/1.0/", "http://ns.adobe.com/exif/1.0/aux/", XMLNamespace.pdfaid.uri,
        XMLNamespace.pdfaExtension.uri,
    ]
}

extension XMPMetadata.Property {
    fileprivate init(_ name: XMLName) {
        self.init(namespace: name.namespace.uri, name: name.local)
    }
}

extension XMLElement {
    /// All elements of a name in it, or the element itself.
    fileprivate func all(_ name: XMLName, depth: Int) -> [XMLElement] {
        if self.name == name { return [self] }
        return depth == 0 ? [] : elements.flatMap { $0.all(name, depth: depth - 1) }
    }

    /// Of the property itself, or of the first in its list.
    fileprivate var firstText: String {
        elements.isEmpty ? plainText : elements.lazy.map(\.firstText).first { !$0.isEmpty } ?? ""
    }
}

extension XMLNamespace {
    static let rdf = XMLNamespace(uri: "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
    static let xmp = XMLNamespace(uri: "http://ns.adobe.com/xap/1.0/")
    static let pdf = XMLNamespace(uri: "http://ns.adobe.com/pdf/1.3/")
    static let pdfaid = XMLNamespace(uri: "http://www.aiim.org/pdfa/ns/id/")
    static let pdfuaid = XMLNamespace(uri: "http://www.aiim.org/pdfua/ns/id/")
    static let pdfaExtension = XMLNamespace(uri: "http://www.aiim.org/pdfa/ns/extension/")
    static let pdfaSchema = XMLNamespace(uri: "http://www.aiim.org/pdfa/ns/schema#")
}
